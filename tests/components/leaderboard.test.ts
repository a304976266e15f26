import { createElement } from 'react';
import { expect, test } from 'vitest';
import { Facade } from '#components/facade/facade.tsx';
import { Leaderboard } from '#components/leaderboard/leaderboard.tsx';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { LENSES } from '#core/ranking/rules.ts';
import { UNRANKED_REASONS } from '#core/ranking/standings.ts';
import { html } from '#tests/components/html.ts';
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
  season: null,
  csvPath: '/week.csv',
  lastClosed: {
    id: '2026-W46',
    state: 'final',
    winners: [{ dorm: 'maple', name: 'Maple', kind: 'row', usualRatio: 0.8 }],
  },
};

test.each(['en', 'zh'])('the board in %s misses no word, whatever the reason a dorm is unranked', (locale) => {
  expect(html(locale, createElement(Leaderboard, { board }))).toContain('Cedar');
});

test('times are those of the campus, not of the server', () => {
  expect(html('en', createElement(Leaderboard, { board }))).toContain('data until Sunday 14:00 · closes Monday 06:00');
});

test('an order that is not sure is said with its odds', () => {
  expect(html('en', createElement(Leaderboard, { board }))).toContain('Cedar and Maple are too close to call: 54 to 46.');
});

test.each(LENSES)('the board by %s misses no word in either language', (lens) => {
  const lenses = LENSES.map((one) => ({ lens: one, path: `/c/alder-bay/by/${one}` }));
  const byLens = { ...board, lens, lenses, lensesThatDisagree: LENSES.filter((one) => one !== lens) };
  for (const locale of ['en', 'zh']) expect(html(locale, createElement(Leaderboard, { board: byLens }))).toContain('Cedar');
});

test('an effort is read with its sign, and the gap and the noise without', () => {
  const rows = [
    rankedRow({ name: 'Cedar', rank: 1, score: 1.312, noise: 0.98 }),
    rankedRow({ name: 'Maple', rank: 2, score: -0.4, gap: { aheadName: 'Cedar', amount: 1.71, energyKwh: null } }),
  ];
  const page = html('en', createElement(Leaderboard, { board: { ...board, lens: 'effort', rows } }));
  for (const words of ['+1.31', 'give or take 0.98 of effort', '−0.40', '1.71 behind Cedar']) expect(page).toContain(words);
});

test('a saving is read in per cent, and a gap between two in percentage points', () => {
  const rows = [
    rankedRow({ name: 'Cedar', rank: 1, score: 0.082 }),
    rankedRow({ name: 'Maple', rank: 2, score: -0.03, gap: { aheadName: 'Cedar', amount: 0.112, energyKwh: null } }),
  ];
  const page = html('en', createElement(Leaderboard, { board: { ...board, lens: 'saving', rows } }));
  for (const words of ['+8.2\u202f%', '−3.0\u202f%', '11.2 percentage points behind Cedar']) expect(page).toContain(words);
});

test('a week that nobody can be ranked in against the past names the way of counting, not the meters', () => {
  const page = html('en', createElement(Leaderboard, { board: { ...board, lens: 'effort', rows: [] } }));
  expect(page).toContain('Nobody can be ranked by effort this week.');
  expect(page).toContain('Counting against the past needs a past');
});

test('a name from a file is text, never markup', () => {
  const named = { ...board, rows: [rankedRow({ name: '<img src=x onerror=alert(1)>', rank: 1 })] };
  expect(html('en', createElement(Leaderboard, { board: named }))).not.toContain('<img');
});

test('a façade says its figure to those who do not see it', () => {
  const facade = createElement(Facade, { dorm: 'cedar', kind: 'tower', size: 'large', usualRatio: 0.79, name: 'Cedar' });
  expect(html('en', facade)).toContain('aria-label="Cedar: 21\u202f% under usual"');
});
