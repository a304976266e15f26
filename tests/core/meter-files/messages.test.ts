import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { PROBLEM_KINDS, problemWords } from '#core/meter-files/problem.ts';
import englishFiles from '#messages/en/files.json' with { type: 'json' };
import english from '#messages/en/problems.json' with { type: 'json' };
import chineseFiles from '#messages/zh/files.json' with { type: 'json' };
import chinese from '#messages/zh/problems.json' with { type: 'json' };

const PARAMS = {
  reason: 'no-time',
  columns: 'a',
  timeZone: 'UTC',
  other: '',
  known: 'register',
  kind: 'gap',
  count: '1',
  most: '1',
  now: '1',
  skippedFrom: '1',
  skippedTo: '2',
  standardOffset: '-05:00',
  length: '1 h',
  usual: '2 h',
  limit: '2',
  kw: '3',
  meter: 'A',
  until: '2',
  at: '1',
  from: '1',
  to: '2',
  startsAt: '1',
  endsAt: '2',
  size: '2',
  firstRow: '1',
  lastRow: '2',
  column: 'a',
  allowed: 'b',
  code: '139',
  days: '8',
  expected: '48',
  minutes: '30',
};

const WORDS = problemWords({ params: PARAMS, found: '1' });

test('every kind of problem has a title, what was expected and what to do, in both languages', () => {
  for (const [locale, messages] of [
    ['en', english],
    ['zh', chinese],
  ] as const) {
    expect(Object.keys(messages).toSorted()).toEqual([...PROBLEM_KINDS].toSorted());
    const onError = (error: Error) => {
      throw error;
    };
    const word = createTranslator({ locale, messages, onError });
    for (const kind of PROBLEM_KINDS) {
      for (const part of ['title', 'expected', 'remedy'] as const)
        expect(word(`${kind}.${part}`, WORDS).length, `${kind}.${part}`).toBeGreaterThan(1);
    }
  }
});

test('both languages word the same guesses', () => {
  const keysOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]) : null;
  expect(keysOf(chineseFiles)).toEqual(keysOf(englishFiles));
});
