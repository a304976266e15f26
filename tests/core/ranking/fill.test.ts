import fc from 'fast-check';
import { expect, test } from 'vitest';
import { totalDormWeek } from '#core/ranking/dorm-week.ts';
import { type DayToFill, fillMeter, type HoursOfDay, livingHours } from '#core/ranking/fill.ts';
import { dormDays } from '#core/ranking/observed-week.ts';
import { hourSlots } from '#core/time/hour-slots.ts';
import { localDay } from '#core/time/local-days.ts';
import { DAY, dormWeek, meterDay, meterWeek } from '#tests/core/ranking/dorms.ts';

const HOUR = 3600;

/** Whole hours of a day by what `kwhAt` gives (null: nothing measured). */
function hours(kwhAt: (hour: number) => number | null, { day = '2026-11-09', timeZone = 'Etc/UTC' } = {}): HoursOfDay {
  const found = new Map<number, { microWh: number; seconds: number }>();
  for (const { hour, startsAt, endsAt } of hourSlots(localDay(day, timeZone))) {
    const kwh = kwhAt(hour);
    const seconds = (endsAt - startsAt) / 1000 + (found.get(hour)?.seconds ?? 0);
    if (kwh !== null) found.set(hour, { microWh: (kwh * 1e9 * seconds) / HOUR, seconds });
  }
  return found;
}

function dayToFill(
  said: Partial<DayToFill> & Pick<DayToFill, 'living'>,
  { timeZone = 'Etc/UTC', day = '2026-11-09' } = {},
): DayToFill {
  const local = localDay(day, timeZone);
  const known = [...said.living.values()].reduce((sum, { seconds }) => sum + seconds, 0);
  return { local, estimated: new Map(), uncoveredSeconds: local.seconds - known, past: [], ...said };
}

/** Usually 1 kW, and 5 kW from 17 to 22. */
const usual = (hour: number) => (hour >= 17 && hour < 22 ? 5 : 1);

test('missing hours count at what is usual for them, at the level of the hours covered', () => {
  const living = hours((hour) => (hour === 18 || hour === 3 ? null : 1.1 * usual(hour)));
  const [filled] = fillMeter([dayToFill({ living, past: [hours(usual), hours(usual), hours(() => null)] })]);
  // 1.1 × (5 + 1) kWh.
  expect(filled).toEqual({ filledMicroWh: 6_600_000_000n, filledSeconds: 2 * HOUR });
});

test('the past weighs by the time it measured: a quarter hour at 8 kW and a whole one at 3 kW are usually 4 kW', () => {
  const whole = hours(usual);
  const past = [
    new Map([...whole, [18, { microWh: 2e9, seconds: 900 }] as const]),
    new Map([...whole, [18, { microWh: 3e9, seconds: HOUR }] as const]),
  ];
  const living = hours((hour) => (hour === 18 ? null : usual(hour)));
  expect(fillMeter([dayToFill({ living, past })])).toEqual([{ filledMicroWh: 4_000_000_000n, filledSeconds: HOUR }]);
});

test('hours without a past are left to the mean power, and all of them where the week has no level', () => {
  const living = hours((hour) => (hour === 18 || hour === 3 ? null : usual(hour)));
  const past = [hours((hour) => (hour === 3 ? null : usual(hour)))];
  expect(fillMeter([dayToFill({ living, past })])).toEqual([{ filledMicroWh: 5_000_000_000n, filledSeconds: HOUR }]);
  const nothing = [{ filledMicroWh: 0n, filledSeconds: 0 }];
  expect(fillMeter([dayToFill({ living })])).toEqual(nothing);
  expect(fillMeter([dayToFill({ living, past: [hours(() => 0)] })])).toEqual(nothing);
  expect(fillMeter([dayToFill({ living: hours(() => null), past })])).toEqual(nothing);
  expect(fillMeter([dayToFill({ living: hours((hour) => (hour < 20 ? 0 : null)), past })])).toEqual(nothing);
});

test("what a rule estimated is not filled again, and a file's estimates are taken from all missing hours alike", () => {
  const past = [hours(usual)];
  const living = hours((hour) => (hour === 18 || hour === 3 ? null : usual(hour)));
  const byRule = { estimated: new Map([[18, HOUR]]), uncoveredSeconds: HOUR };
  expect(fillMeter([dayToFill({ living, past, ...byRule })])).toEqual([{ filledMicroWh: 1_000_000_000n, filledSeconds: HOUR }]);
  // One of the two hours is estimated in the file: half of 5 kWh and half of 1.
  expect(fillMeter([dayToFill({ living, past, uncoveredSeconds: HOUR })])).toEqual([
    { filledMicroWh: 3_000_000_000n, filledSeconds: HOUR },
  ]);
});

test.each([
  ['America/New_York', '2026-11-01', 2],
  ['America/New_York', '2026-03-08', 0],
  ['Australia/Lord_Howe', '2026-04-05', 1.5],
])('in %s on %s, whose clocks change, an hour counts for as long as it was', (timeZone, day, lengthOfHour) => {
  const hour = timeZone.startsWith('America') ? (lengthOfHour === 0 ? 2 : 1) : 1;
  const living = hours((one) => (one === hour ? null : 2), { timeZone, day });
  const [filled] = fillMeter([dayToFill({ living, past: [hours(() => 2)] }, { timeZone, day })]);
  expect(filled).toEqual({ filledMicroWh: BigInt(lengthOfHour * 2e9), filledSeconds: lengthOfHour * HOUR });
});

test('dead time is the first and the last zeros of a day, and filled like any other', () => {
  const measured = [...hours((hour) => (hour < 6 || hour >= 22 ? 0 : usual(hour)))].map(([hour, use]) => ({ hour, ...use }));
  const edges = { leadSeconds: 5.5 * HOUR, tailSeconds: 2 * HOUR };
  const living = livingHours(measured, edges);
  expect([...living.keys()]).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
  expect(living.get(5)).toEqual({ microWh: 0, seconds: HOUR / 2 });
  // 16 hours at their usual power and half an hour at nothing: 36 of 36.5 kWh. 7.5 hours missing are usually 7.5 kWh.
  const [filled] = fillMeter([dayToFill({ living, past: [hours(usual)] })]);
  expect(filled).toEqual({ filledMicroWh: BigInt(Math.round((7.5e9 * 36) / 36.5)), filledSeconds: 7.5 * HOUR });
  expect(livingHours(measured, undefined).size).toBe(24);
});

test('a score takes readings, estimates and filled time exactly, and the mean power of the time covered for what is left', () => {
  // 20 hours measured at 1 kW, 1 estimated by rule at 2 kW, 2 filled at 5 kW, 1 left: 22 kWh in 21 h.
  const day = meterDay(20, {
    measuredSeconds: 20 * HOUR,
    ...{
      ruleEstimatedMicroWh: 2_000_000_000n,
      ruleEstimatedSeconds: HOUR,
      filledMicroWh: 10_000_000_000n,
      filledSeconds: 2 * HOUR,
    },
  });
  const dorm = dormWeek('a', 0, { meters: [meterWeek(1, [day])] });
  expect(totalDormWeek(dorm).filledKwh).toBeCloseTo(32 + 22 / 21, 12);
  expect(totalDormWeek(dorm)).toMatchObject({
    energyMicroWh: 20_000_000_000n,
    coveredSeconds: 20 * HOUR,
    leastCoverage: 21 / 24,
  });
  // A day of 22 covered hours is one for the models, filled alike.
  const covered = meterDay(22, { measuredSeconds: 22 * HOUR, filledMicroWh: 5_000_000_000n, filledSeconds: HOUR });
  const [observed] = dormDays(dormWeek('b', 0, { meters: [meterWeek(1, [covered])] }));
  expect(observed).toEqual({ day: '2026-11-09', seconds: DAY, kwh: 28 });
});

test('what follows its own usual shape is filled with what it used, whatever its level and whichever hours are missing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
      fc.integer({ min: 1, max: 400 }),
      (missing, percent) => {
        fc.pre(missing.includes(false));
        const kwh = (hour: number) => ((5 + (hour % 7)) * percent) / 100;
        const living = hours((hour) => (missing[hour] === true ? null : kwh(hour)));
        const [filled] = fillMeter([dayToFill({ living, past: [hours((hour) => 5 + (hour % 7))] })]);
        const truth = missing.reduce((sum, isMissing, hour) => sum + (isMissing ? kwh(hour) : 0), 0);
        expect(Number(filled?.filledMicroWh ?? 0n) / 1e9).toBeCloseTo(truth, 6);
        expect(filled?.filledSeconds).toBe(HOUR * missing.filter(Boolean).length);
      },
    ),
  );
});
