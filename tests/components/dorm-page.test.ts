import { createElement } from 'react';
import { expect, test } from 'vitest';
import { DormPage } from '#components/dorm/dorm-page.tsx';
import type { DormView } from '#components/dorm/dorm-view.ts';
import type { FormView, JudgedBy } from '#components/ui/judged-by.ts';
import { LENSES } from '#core/ranking/rules.ts';
import { html } from '#tests/components/html.ts';

const rung = (name: string, rank: number, score: number, chanceAheadOfNext: number | null = 0.95) => ({
  dorm: name.toLowerCase(),
  name,
  rank,
  score,
  noise: 0.9,
  chanceAheadOfNext,
});

const view: DormView = {
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
  lens: 'effort',
  dorm: { slug: 'acacia', name: 'Acacia', kind: 'tower' },
  usualRatio: 0.93,
  standing: { rank: 2, movement: 1, score: 1.31, gap: { aheadName: 'Cedar', amount: 0.4, energyKwh: null } },
  unranked: null,
  rankedCount: 20,
  judgedBy: null,
  noise: 0.9,
  places: LENSES.map((lens, index) => ({ lens, rank: index === 0 ? null : index })),
  ladder: [rung('Cedar', 1, 1.71), rung('Acacia', 2, 1.31), rung('Birch', 3, 0.8)],
  days: [],
  history: [],
  profile: null,
  advice: null,
  receipt: {
    measuredKwh: 8100,
    estimatedKwh: 0,
    filledKwh: 20,
    coverage: 0.99,
    residents: 200,
    floorAreaM2: 4000,
    score: 1.31,
  },
  footprint: null,
  footprintEquivalent: null,
  paths: {
    daysCsv: null,
    historyCsv: null,
    profileCsv: null,
    receipt: { week: '2026-W46', path: '/c/alder-bay/weeks/2026-W46/receipts/cedar' },
  },
};

/** 8,120 of 8,900 kWh; the typical dorm 3 % under. ln(0.97) − ln(8120/8900) = 0.06127; over a spread of 0.0468 that is 1.31. */
const form: FormView = { residual: Math.log(8120 / 8900), level: 0, shared: Math.log(0.97), spread: 0.0468, weeks: 41 };

const judgedBy: JudgedBy = {
  usedKwh: 8120,
  expectedKwh: 8900,
  baselineWeeks: ['2026-W43', '2026-W44', '2026-W45', '2026-W46'],
  model: { shape: 'heating', usesWeather: true, days: 212, cvRmse: 0.09, nmbe: 0.001 },
  form,
};

/** The words of a dorm's page without its marks, narrow spaces as plain ones. */
function wordsOf(change: Partial<DormView>, locale = 'en'): string {
  const page = html(locale, createElement(DormPage, { view: { ...view, ...change } }));
  return page.replace(/<[^>]+>/g, '').replaceAll('\u202f', ' ');
}

const standing = (rank: number, score: number) => ({ standing: { rank, movement: null, score, gap: null } });

test('an effort says what was expected, what all dorms did together and what is the dorm’s own', () => {
  expect(wordsOf({ judgedBy })).toContain(
    'Acacia used 8,120 kWh where 8,900 were expected of these days, 8.8 % less. The typical dorm was 3.0 % under, ' +
      'so 5.9 % less is its own doing: 1.31 times its ordinary ups and downs. That effort of +1.31 is second of 20.',
  );
});

test('where a dorm has lately stood is set aside before its effort is counted', () => {
  // 0.912 / (0.97 · 1.02) = 0.9220 in round figures: 7.8 % less.
  const lately = { ...judgedBy, form: { ...form, level: Math.log(1.02), spread: 0.0621 } };
  expect(wordsOf({ judgedBy: lately })).toContain(
    'Lately it has stood 2.0 % over anyway, and the typical dorm was 3.0 % under, so 7.8 % less is its own doing',
  );
});

test('a week of more energy is told without blame, and with its sign', () => {
  // The dorm at its expectation while the typical one is 6 % under: 1 / 0.94 = 1.0638.
  const more = { ...judgedBy, usedKwh: 8900, form: { ...form, residual: 0, shared: Math.log(0.94), spread: 0.055 } };
  const words = wordsOf({ judgedBy: more, ...standing(20, -1.13) });
  expect(words).toContain(
    'Acacia used 8,900 kWh, just what was expected of these days. The typical dorm was 6.0 % under, ' +
      'so 6.4 % more is its own: 1.13 times its ordinary ups and downs. That effort of −1.13 is 20th of 20.',
  );
  expect(words).toContain('Weeks like this happen; every new one starts level.');
});

test('an effort near zero is an ordinary week', () => {
  const near = { ...judgedBy, form: { ...form, residual: Math.log(0.97) + 0.002 } };
  expect(wordsOf({ judgedBy: near, ...standing(9, -0.04) })).toContain(
    'The typical dorm was 3.0 % under, which leaves an ordinary week for it. That effort of −0.04 is ninth of 20.',
  );
});

test('a saving names its weeks, a weather-adjusted one its days, and both what they saved', () => {
  // 1 − 8120 / 8900 = 8.8 %.
  expect(wordsOf({ judgedBy, lens: 'saving', ...standing(1, 1 - 8120 / 8900) })).toContain(
    'Acacia used 8,120 kWh. At the pace of weeks 43, 44, 45, and 46 these days would have taken 8,900, so it saved 8.8 %: first of 20.',
  );
  expect(wordsOf({ judgedBy, lens: 'weather-adjusted', ...standing(15, -0.03) })).toContain('so it used 3.0 % more: 15th of 20.');
});

test('how good the expectation is and how far the score ordinarily moves stand in the small print', () => {
  const words = wordsOf({ judgedBy });
  expect(words).toContain('What was expected comes from 212 of its own days and how cold they were.');
  expect(words).toContain('On days held out it missed by 9 %.');
  expect(words).toContain(
    'Its ordinary ups and downs come from 41 weeks. Its score ordinarily moves by 0.90 of effort either way.',
  );
});

test('a place that could as well be the neighbour’s says so', () => {
  const ladder = (above: number, below: number) => [
    rung('Cedar', 1, 1.71, above),
    rung('Acacia', 2, 1.31, below),
    rung('Birch', 3, 0.8),
  ];
  expect(wordsOf({ judgedBy, ladder: ladder(0.95, 0.6) })).toContain('Its lead over Birch is too close to call.');
  expect(wordsOf({ judgedBy, ladder: ladder(0.6, 0.95) })).toContain('Whether Cedar is really ahead is too close to call.');
  expect(wordsOf({ judgedBy, ladder: ladder(0.95, 0.95) })).not.toContain('too close');
  const tied = [rung('Cedar', 1, 1.31), rung('Acacia', 1, 1.31), rung('Birch', 3, 0.8)];
  expect(wordsOf({ judgedBy, ladder: tied, ...standing(1, 1.31) })).toContain('It shares this place with Cedar.');
});

test('a dorm without a place says why, and where it has one all the same', () => {
  const unranked = { reason: 'history-short', coverage: 1, estimated: 0 } as const;
  const words = wordsOf({ standing: null, unranked, receipt: null, ladder: [] });
  expect(words).toContain('Too little is known of its earlier weeks. Ranked after more measured weeks.');
  expect(words).toContain('Per resident1st');
});

test('a dorm too small to show has no strip of places', () => {
  const unranked = { reason: 'too-small', coverage: 1, estimated: 0 } as const;
  const places = LENSES.map((lens) => ({ lens, rank: null }));
  expect(wordsOf({ standing: null, unranked, receipt: null, ladder: [], places })).not.toContain('Per resident');
});

test.each(LENSES)('a dorm’s page by %s misses no word in either language, whatever is known', (lens) => {
  for (const locale of ['en', 'zh']) {
    for (const known of [null, judgedBy]) expect(wordsOf({ lens, judgedBy: known }, locale)).toContain('Acacia');
  }
});
