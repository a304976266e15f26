import { readFileSync } from 'node:fs';
import { NextIntlClientProvider } from 'next-intl';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Facade } from '#components/facade/facade.tsx';
import { Leaderboard } from '#components/leaderboard/leaderboard.tsx';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { UNRANKED_REASONS } from '#core/ranking/standings.ts';
import { rankedRow } from '#tests/components/ranked-row.ts';

const board: LeaderboardView = {
  campus: { slug: 'alder-bay', name: 'Alder Bay University', timeZone: 'Australia/Melbourne' },
  week: {
    id: '2026-W47',
    startsOn: '2026-11-16',
    endsOn: '2026-11-22',
    state: 'open',
    dataUntil: '2026-11-22T03:00:00Z',
    closesAt: '2026-11-22T19:00:00Z',
    daysCounted: 6,
  },
  lens: 'per-resident',
  lenses: [{ lens: 'per-resident', path: '/c/alder-bay' }],
  lensesThatDisagree: ['energy'],
  rows: [
    rankedRow({ name: 'Cedar', rank: 1, score: 14.2, movement: 2, chanceAheadOfNext: 0.54 }),
    rankedRow({ name: 'Maple', rank: 2, score: 15, movement: -1, gap: { aheadName: 'Cedar', amount: 0.8, energyKwh: 26 } }),
  ],
  unranked: UNRANKED_REASONS.map((reason) => ({ dorm: reason, name: `Dorm ${reason}`, reason, coverage: 0.713, estimated: 0.3 })),
  campusUsualRatio: 0.959,
  csvPath: '/week.csv',
  lastClosed: {
    id: '2026-W46',
    state: 'final',
    winners: [{ dorm: 'maple', name: 'Maple', kind: 'row', usualRatio: 0.8 }],
  },
};

function html(locale: string, node: ReactNode): string {
  const rooms = ['common', 'board', 'dorm', 'week', 'method'];
  const messages = Object.fromEntries(
    rooms.map((room) => [room, JSON.parse(readFileSync(`messages/${locale}/${room}.json`, 'utf8'))]),
  );
  const fail = (error: Error) => {
    throw error;
  };
  const provider = { locale, messages, timeZone: 'UTC', onError: fail, children: node };
  return renderToStaticMarkup(createElement(NextIntlClientProvider, provider));
}

test.each(['en', 'zh'])('the board in %s misses no word, whatever the reason a dorm is unranked', (locale) => {
  expect(html(locale, createElement(Leaderboard, { board }))).toContain('Cedar');
});

test('times are those of the campus, not of the server', () => {
  expect(html('en', createElement(Leaderboard, { board }))).toContain('data until Sunday 14:00 · closes Monday 06:00');
});

test('an order that is not sure is said with its odds', () => {
  expect(html('en', createElement(Leaderboard, { board }))).toContain('Cedar and Maple are too close to call: 54 to 46.');
});

test('a name from a file is text, never markup', () => {
  const named = { ...board, rows: [rankedRow({ name: '<img src=x onerror=alert(1)>', rank: 1 })] };
  expect(html('en', createElement(Leaderboard, { board: named }))).not.toContain('<img');
});

test('a façade says its figure to those who do not see it', () => {
  const facade = createElement(Facade, { dorm: 'cedar', kind: 'tower', size: 'large', usualRatio: 0.79, name: 'Cedar' });
  expect(html('en', facade)).toContain('aria-label="Cedar: 21\u202f% under usual"');
});
