import { createElement } from 'react';
import { expect, test } from 'vitest';
import { SeasonPage } from '#components/season/season-page.tsx';
import { SeasonStrip } from '#components/season/season-strip.tsx';
import type { SeasonRow, SeasonView } from '#components/season/season-view.ts';
import { SeasonsPage } from '#components/season/seasons-page.tsx';
import { LENSES } from '#core/ranking/rules.ts';
import { html } from '#tests/components/html.ts';

const campus = { slug: 'alder-bay', name: 'Alder Bay University', timeZone: 'Australia/Melbourne' };
const row = (rank: number, name: string): SeasonRow => ({
  ...{ dorm: name.toLowerCase(), name, kind: 'slab', rank, score: 3 - rank, usualRatio: 0.9, chanceAheadOfNext: 0.6 },
  weeks: [
    { week: '2026-W45', outcome: 'counted', rank, score: 1, reason: null },
    { week: '2026-W46', outcome: 'missed', rank: null, score: -0.5, reason: 'coverage-low' },
    { week: '2026-W47', outcome: 'open', rank: null, score: null, reason: 'week-just-started' },
  ],
  ...{ countedWeeks: ['2026-W45'], missedWeeks: ['2026-W46'] },
});
const running: SeasonView = {
  ...{ campus, slug: 'spring-league', name: 'Spring League', state: 'running', lens: 'effort', isSettled: false },
  ...{ firstWeek: '2026-W45', lastWeek: '2026-W50', startsOn: '2026-11-02', endsOn: '2026-12-13' },
  ...{
    daysToStart: 0,
    weekCount: 6,
    weeksOver: 2,
    dormCount: 3,
    prizes: ['Pizza for the floor'],
    csvPath: '/csv',
    jsonPath: '/json',
  },
  leagues: [
    {
      league: null,
      rows: [row(1, 'Cedar'), row(2, 'Maple')],
      unplaced: [{ dorm: 'gatehouse', name: 'Gatehouse', reason: 'withheld' }],
      steps: [
        { week: '2026-W45', order: ['maple', 'cedar'] },
        { week: '2026-W46', order: ['cedar', 'maple'] },
      ],
    },
  ],
  weeks: [
    {
      week: '2026-W45',
      startsOn: '2026-11-02',
      endsOn: '2026-11-08',
      state: 'final',
      leaders: [{ league: null, names: ['Cedar'] }],
    },
    { week: '2026-W50', startsOn: '2026-12-07', endsOn: '2026-12-13', state: 'ahead', leaders: [] },
  ],
  rules: {
    ...{ frozenAt: '2026-11-01T13:00:00Z', isLate: true, digest: 'ab12', baselineWeeks: ['2026-W40'] },
    breaks: [{ firstDay: '2026-10-05', lastDay: '2026-10-25', name: 'Spring break' }],
    leagues: [{ league: null, dorms: ['Cedar', 'Maple'] }],
  },
  changes: [
    {
      ...{
        at: '2026-11-10T00:00:00Z',
        reason: 'a power cut',
        name: { from: 'Spring Cup', to: 'Spring League' },
        prizes: ['Cake'],
      },
      ...{ lastWeek: { from: '2026-W49', to: '2026-W50' }, joined: { names: ['Maple'], week: '2026-W46' } },
      left: { names: ['Elm'], week: '2026-W45' },
    },
  ],
};
const planned: SeasonView = {
  ...running,
  ...{
    state: 'planned',
    daysToStart: 3,
    weeksOver: 0,
    changes: [],
    leagues: [{ league: null, rows: [], unplaced: [], steps: [] }],
  },
  rules: { ...running.rules, frozenAt: null, isLate: false, digest: null },
};

test.each(['en', 'zh'])('every part of a season has its words in %s, under every lens', (locale) => {
  for (const lens of LENSES) {
    expect(html(locale, createElement(SeasonPage, { view: { ...running, lens } }))).toContain('Cedar');
    const ended: SeasonView = { ...running, lens, state: 'ended', isSettled: true };
    expect(html(locale, createElement(SeasonPage, { view: ended }))).toContain('Cedar');
  }
  expect(html(locale, createElement(SeasonsPage, { view: { campus, seasons: [] } }))).toContain('/c/alder-bay');
  expect(
    html(locale, createElement(SeasonStrip, { season: { name: 'Spring League', path: '/s', number: 2, weekCount: 6 } })),
  ).toContain('2');
});

test('the page says what is known and no more: too close, missed weeks and what they count as, why something changed', () => {
  const page = html('en', createElement(SeasonPage, { view: running }));
  expect(page).toContain('Two weeks in, Cedar and Maple are too close to call.');
  expect(page).toContain('Week 46: missed, counts as −0.50.');
  expect(page).toContain('The lead went over once, to Cedar');
  expect(page).toContain('Why: a power cut');
});

test('a planned season says when it begins, and shows no place', () => {
  const page = html('en', createElement(SeasonPage, { view: planned }));
  expect(page).toContain('The Spring League begins on Monday.');
  expect(page).toContain('They freeze when the season begins, on November 2.');
  expect(page).not.toContain('<table');
});

test('the list tells running, planned and past seasons apart', () => {
  const leaders = [{ league: null, names: ['Cedar'], houses: [{ dorm: 'cedar', kind: 'slab' as const, usualRatio: 0.9 }] }];
  const seasons = [
    { ...running, leaders },
    { ...planned, slug: 'summer', leaders: [] },
    { ...running, slug: 'winter', state: 'ended' as const, isSettled: true, leaders },
  ];
  const page = html('en', createElement(SeasonsPage, { view: { campus, seasons } }));
  for (const words of ['Cedar leads. 2 of 6 weeks are over.', 'Begins on Monday.', 'Cedar won.']) expect(page).toContain(words);
});
