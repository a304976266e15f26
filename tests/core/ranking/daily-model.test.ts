import { Matrix, QrDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { type DailyModel, expectedKwh, fitDailyModel, isGoodEnough, type ObservedDay } from '#core/ranking/daily-model.ts';
import { addDays } from '#core/time/local-days.ts';

/** A year from Monday 2 January 2023, cold in January, hot in July, with restless weather. */
function year(kwhOf: (celsius: number, isWeekend: boolean, index: number) => number): ObservedDay[] {
  return Array.from({ length: 364 }, (_, index) => {
    const celsius = 12 - 12 * Math.cos((2 * Math.PI * index) / 365) + 4 * Math.sin(index * 2.3);
    const isWeekend = index % 7 >= 5;
    return { day: addDays('2023-01-02', index), celsius, kwh: kwhOf(celsius, isWeekend, index) };
  });
}

const unrest = (index: number) => 20 * Math.sin(index * 78.233);

describe('a dorm’s daily model', () => {
  test('finds the terms that made the days', () => {
    const heated = fitDailyModel(year((celsius, isWeekend) => 500 - (isWeekend ? 40 : 0) + 12 * Math.max(0, 15 - celsius)));
    expect(heated).toMatchObject({ shape: 'heating', heatingBelow: 15, coolingAbove: null, days: 364 });
    expect(heated?.base).toBeCloseTo(500, 6);
    expect(heated?.weekend).toBeCloseTo(-40, 6);
    expect(heated?.heating).toBeCloseTo(12, 6);
    const both = fitDailyModel(year((celsius) => 300 + 9 * Math.max(0, 13 - celsius) + 20 * Math.max(0, celsius - 21)));
    expect(both).toMatchObject({ shape: 'both', heatingBelow: 13, coolingAbove: 21 });
  });

  test('stays flat where the weather explains nothing', () => {
    expect(fitDailyModel(year((_, isWeekend, index) => (isWeekend ? 380 : 400) + unrest(index)))?.shape).toBe('flat');
  });

  test('never has less energy the colder it gets', () => {
    const model = fitDailyModel(year((celsius, _, index) => 400 + 5 * celsius + unrest(index)));
    expect(model?.heating).toBe(0);
    expect(model?.cooling).toBeGreaterThan(0);
  });

  test('agrees with least squares by QR on the same terms', () => {
    const days = year((celsius, isWeekend, index) => 500 - (isWeekend ? 30 : 0) + 11 * Math.max(0, 14 - celsius) + unrest(index));
    const model = fitDailyModel(days);
    expect(model?.shape).toBe('heating');
    const rows = days.map(({ day, celsius }) => [
      1,
      [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? 1 : 0,
      Math.max(0, (model?.heatingBelow ?? 0) - (celsius ?? 0)),
    ]);
    const solved = new QrDecomposition(new Matrix(rows)).solve(Matrix.columnVector(days.map(({ kwh }) => kwh))).to1DArray();
    for (const [at, found] of [model?.base, model?.weekend, model?.heating].entries())
      expect(found).toBeCloseTo(solved[at] ?? 0, 6);
  });

  test('is not made of fewer than sixty days, nor of days without their temperature', () => {
    const days = year(() => 100);
    expect(fitDailyModel(days.slice(0, 59))).toBeNull();
    expect(fitDailyModel(days.slice(0, 60))).not.toBeNull();
    expect(fitDailyModel(days.map((day, index) => (index < 310 ? { ...day, celsius: null } : day)))).toBeNull();
    expect(
      fitDailyModel(
        days.map((day) => ({ ...day, celsius: null })),
        false,
      )?.shape,
    ).toBe('flat');
  });

  test('is judged on days held out of its fit', () => {
    // Whole weeks at 300 and 500 in turn: predicted from the others by about 400, so wrong by about 100 of 400.
    const model = fitDailyModel(year((_celsius, _isWeekend, index) => (Math.floor(index / 7) % 2 === 0 ? 300 : 500)));
    expect(model?.cvRmse).toBeGreaterThan(0.25);
    expect(model?.cvRmse).toBeLessThan(0.28);
    expect(Math.abs(model?.nmbe ?? 1)).toBeLessThan(0.01);
  });
});

test('an expected day needs a temperature only where the model does', () => {
  const model: DailyModel = {
    shape: 'both',
    base: 100,
    weekend: -10,
    heating: 3,
    cooling: 5,
    heatingBelow: 15,
    coolingAbove: 22,
    days: 300,
    cvRmse: 0.1,
    nmbe: 0.01,
  };
  expect(expectedKwh(model, { day: '2024-01-01', celsius: 5 })).toBe(130);
  expect(expectedKwh(model, { day: '2024-01-06', celsius: 26 })).toBe(110);
  expect(expectedKwh(model, { day: '2024-01-06', celsius: null })).toBeNull();
  expect(
    expectedKwh({ ...model, shape: 'flat', heatingBelow: null, coolingAbove: null }, { day: '2024-01-06', celsius: null }),
  ).toBe(90);
});

test('a model worse than 0.35 or biased by more than 0.05 is not used', () => {
  expect(isGoodEnough({ cvRmse: 0.35, nmbe: -0.05 })).toBe(true);
  expect(isGoodEnough({ cvRmse: 0.351, nmbe: 0 })).toBe(false);
  expect(isGoodEnough({ cvRmse: 0.1, nmbe: -0.051 })).toBe(false);
});
