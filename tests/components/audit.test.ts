import { createElement } from 'react';
import { expect, test } from 'vitest';
import { AuditList } from '#components/audit/audit-list.tsx';
import type { AuditLine } from '#components/audit/audit-view.ts';
import { AUDIT_ACTIONS } from '#services/record-audit.ts';
import { html } from '#tests/components/html.ts';

const line = (said: Partial<AuditLine>): AuditLine => ({
  ...{ id: 1, at: '2026-11-24T01:30:00.000Z', by: { kind: 'operator' }, action: 'undo-import', subject: '12' },
  ...{ person: null, detail: {}, ...said },
});

const shown = (locale: string, entries: readonly AuditLine[]) =>
  html(locale, createElement(AuditList, { campus: 'c', timeZone: 'America/New_York', days: [{ day: '2026-11-23', entries }] }));

const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test.each(['en', 'zh'])(
  'every action has a sentence and a name in %s, also where an entry lacks what newer ones have',
  (locale) => {
    for (const action of AUDIT_ACTIONS) {
      const text = textOf(shown(locale, [line({ action })]));
      expect(text, action).not.toContain(action);
      expect(text, action).not.toMatch(/audit\.|undefined|\{/);
    }
  },
);

test('an entry is a sentence at the campus’s time, and leads to what it is about', () => {
  const markup = shown('en', [line({})]);
  expect(textOf(markup)).toContain('20:30 The command line undid import 12 .');
  expect(markup).toContain('href="/staff/c/imports/12"');
});

test('who has deleted their record is a number, and an action of another version is still told', () => {
  const by = { kind: 'person', personId: 7, email: null } as const;
  const text = textOf(shown('en', [line({ by, action: 'paint-walls', subject: 'cedar' })]));
  expect(text).toContain('deleted person 7 did “paint-walls” ( cedar ).');
});

test('names of people’s own making stay text of their own direction', () => {
  const markup = shown('en', [line({ action: 'ignore-meter', subject: '<b>‮evil' })]);
  expect(markup).toContain('<bdi dir="auto" class="font-semibold">&lt;b&gt;‮evil</bdi>');
});
