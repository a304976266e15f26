import { expect, test } from 'vitest';
import { contestOf } from '#core/ranking/contest.ts';
import { expectedKwh, fitDailyModel } from '#core/ranking/daily-model.ts';
import { formBefore } from '#core/ranking/effort.ts';
import { fairnessOf, powerOf } from '#core/ranking/fairness.ts';
import { totalledWeek } from '#core/ranking/score-week.ts';
import { rankDorms } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { flatModel, knowing, steadyPast, WEEK_DAYS, wholeWeek } from '#tests/core/ranking/pasts.ts';

const cedar = wholeWeek('cedar', 100.4, { residents: 137, floorAreaM2: 1250 });

test('energy: seven days of 100.4 kWh are 702.8 kWh', () => {
  expect(rankDorms([cedar], 'energy')[0]?.score).toBeCloseTo(702.8, 9);
});

test('per resident: 702.8 kWh ÷ 137 residents = 5.13 kWh per resident', () => {
  expect(rankDorms([cedar], 'per-resident')[0]?.score).toBeCloseTo(5.129927007, 9);
});

test('per area: 702.8 kWh ÷ 1250 m² = 0.56224 kWh per m²', () => {
  expect(rankDorms([cedar], 'per-area')[0]?.score).toBeCloseTo(0.56224, 9);
});

test('saving: 630 kWh in 168 h is 3.75 kW, 1340 kWh in 335 h of baseline are 4 kW: 1 − 3.75 ÷ 4 = 6.25 %', () => {
  // One of the two baseline weeks lost an hour to the clocks: power is compared, not energy.
  const dorm = wholeWeek('cedar', 90);
  const weeks = ['2026-03-02', '2026-03-09'];
  const baseline = { weeks, kwh: 1340, hours: 335, weekdays: Array.from({ length: 7 }, () => ({ kwh: 192, hours: 48 })) };
  const [standing] = rankDorms([dorm], 'saving', knowing([[dorm, steadyPast(0, { baseline })]]));
  expect(standing?.score).toBeCloseTo(0.0625, 12);
});

test('weather-adjusted: five weekdays of 80 + 2 × (15 − 10) and a weekend of 10 less are 610 kWh; 560 used is 50 ÷ 610 = 8.2 % less', () => {
  const dorm = wholeWeek('cedar', 80);
  const model = flatModel(80, { shape: 'heating', weekend: -10, heating: 2, heatingBelow: 15 });
  const [standing] = rankDorms([dorm], 'weather-adjusted', knowing([[dorm, steadyPast(80, { weatherModel: model })]]));
  expect(standing?.score).toBeCloseTo(0.08196721311, 10);
});

test('a day of 10 °C on a Saturday: 300 − 20 + 4 × (16 − 10) + 7 × 0 = 304 kWh; of 25 °C on a Monday: 300 + 0 + 7 × (25 − 21) = 328 kWh', () => {
  const model = flatModel(300, {
    ...{ shape: 'both', weekend: -20 },
    ...{ heating: 4, heatingBelow: 16, cooling: 7, coolingAbove: 21 },
  });
  expect(expectedKwh(model, { day: '2026-11-14', celsius: 10 })).toBeCloseTo(304, 12);
  expect(expectedKwh(model, { day: '2026-11-09', celsius: 25 })).toBeCloseTo(328, 12);
});

test('effort: r = ln(630 ÷ 700) = −0.10536; level 0.01, together 0.01980, spread 0.05: (0.01 + 0.01980 + 0.10536) ÷ 0.05 = 2.70', () => {
  // The others: ln 1.05 twice, ln 1.02 = 0.01980 and ln 0.98; the middle of the five strays is 0.01980.
  const kwh = { cedar: 630, maple: 735, linden: 735, willow: 714, harbour: 686 };
  const dorms = Object.entries(kwh).map(([slug, week]) => wholeWeek(slug, week / 7));
  const pasts = dorms.map((dorm) => {
    const form = { level: dorm.slug === 'cedar' ? 0.01 : 0, spread: 0.05, weeks: 20 };
    return [dorm, steadyPast(100, { form })] as const;
  });
  const standings = rankDorms(dorms, 'effort', knowing(pasts));
  expect(standings.find(({ slug }) => slug === 'cedar')?.score).toBeCloseTo((0.01 + 0.0198026273 + 0.1053605157) / 0.05, 6);
});

test('effort’s form: a first 0.1, then 0.4 and ever 0.25: level 0.25, spread √(π/2) × 0.3 ÷ 5 × √(1 + 1/6) = 0.0812', () => {
  // Four dorms as expected each week: together 0. Their own spread is nothing; twelve weeks of the campus's make √(12/17) of it.
  const week = (r: number) => new Map([0, 0, 0, 0, r].map((residual, dorm) => [dorm, residual] as const));
  const { dorms } = formBefore([0.1, 0.4, 0.25, 0.25, 0.25, 0.25].map(week));
  expect(dorms.get(4)?.level).toBeCloseTo(0.25, 12);
  expect(dorms.get(4)?.spread).toBeCloseTo(0.081224, 6);
  expect(dorms.get(0)?.spread).toBeCloseTo(0.068242, 6);
});

/** Eleven weeks of 100 kWh a day but the last, of 200. Weeks are dealt into ten parts: the first and the last lie in one. */
function elevenWeeks() {
  return Array.from({ length: 77 }, (_, index) => ({
    day: addDays('2026-01-05', index),
    kwh: index < 70 ? 100 : 200,
    celsius: null,
  }));
}

test('CV(RMSE): seven days 100 off and 63 days 10 off, of 77: √(76300 ÷ 77) ÷ 109.09 = 0.2886', () => {
  expect(fitDailyModel(elevenWeeks(), false)?.cvRmse).toBeCloseTo(Math.sqrt(76_300 / 77) / (1200 / 11), 10);
});

test('NMBE: −700 and +630 over 77 days of 109.09 kWh is −1 ÷ 120', () => {
  expect(fitDailyModel(elevenWeeks(), false)?.nmbe).toBeCloseTo(-1 / 120, 10);
});

test('evenness: of two dorms one wins two weeks of three: 0.6365 ÷ the mean of eight draws, 6/8 × 0.6365, is 4/3', () => {
  const scores = (winner: number) => new Map([1, 2].map((dorm) => [dorm, dorm === winner ? 1 : 0]));
  const contests = [1, 1, 2].map((winner) => ({ name: '', scores: scores(winner), isFirstBySaving: () => false }));
  expect(fairnessOf(contests).evenness).toBeGreaterThan(1.3);
  expect(fairnessOf(contests).evenness).toBeLessThan(1.37);
  const alwaysOne = [1, 1, 1].map((winner) => ({ name: '', scores: scores(winner), isFirstBySaving: () => false }));
  expect(fairnessOf(alwaysOne).evenness).toBe(0);
});

test('power: of 700, 728 and 840 kWh the first two lead with 5 % off, the third (672) only with 20 %', () => {
  const dorms = [100, 104, 120].map((kwh, index) => totalledWeek(wholeWeek(`dorm-${index}`, kwh)));
  const contest = contestOf({
    weeks: [{ week: WEEK_DAYS[0] ?? '', dorms, known: new Map(), celsius: new Map(), placed: null }],
    lens: 'energy',
  });
  expect(powerOf([contest])).toEqual({ '5': 2 / 3, '10': 2 / 3, '20': 1 });
});
