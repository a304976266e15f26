import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegisterRules } from '#core/energy/register-steps.ts';
import { NO_STATE, type RegisterReading, type RegisterStamp, readNextStamp } from '#core/energy/registers.ts';

const HOUR = 3_600_000;

function stamp(hour: number, kwh: number, said: Partial<RegisterStamp> = {}): RegisterStamp {
  return {
    stampedAt: hour * HOUR,
    startsAt: null,
    registerMicroWh: BigInt(kwh) * 1_000_000_000n,
    isScaled: false,
    quality: 'measured',
    allowsReset: false,
    isBaseOnly: false,
    revision: 1,
    rowNumber: hour,
    ...said,
  };
}

const PLAIN: RegisterRules = {
  multipliers: [{ fromAt: Number.NEGATIVE_INFINITY, numerator: 1n, denominator: 1n }],
  unitMicroWh: 1_000_000_000n,
  netsGeneration: false,
  digits: null,
  mostMicroW: null,
  events: [],
};

/** What a row of stamps comes to: [from hour, until hour, kWh] and the problems by row. */
function readAll(stamps: readonly RegisterStamp[], rules: Partial<RegisterRules> = {}) {
  const readings: RegisterReading[] = [];
  const found: [string, number][] = [];
  let state = NO_STATE;
  for (const one of stamps) {
    const step = readNextStamp(state, one, { ...PLAIN, ...rules });
    state = step.state;
    if (step.reading !== null) readings.push(step.reading);
    if (step.finding !== null) found.push([step.finding.kind, one.rowNumber]);
  }
  const told = readings.map((one) => [
    one.startsAt / HOUR,
    one.startsAt / HOUR + one.seconds / 3600,
    Number(one.energyMicroWh) / 1e9,
  ]);
  return { readings, told, found };
}

test('the first value gives no energy; each further one gives the difference to the one before', () => {
  const { told, found } = readAll([stamp(0, 100), stamp(1, 103), stamp(3, 103), stamp(4, 110)]);
  expect(told).toEqual([
    [0, 1, 3],
    [1, 3, 0],
    [3, 4, 7],
  ]);
  expect(found).toEqual([['register-first', 0]]);
});

test('a drop is held, serves as no base, and the next higher value spans it', () => {
  const { told, found } = readAll([stamp(0, 100), stamp(1, 20), stamp(2, 30), stamp(3, 104)]);
  expect(told).toEqual([[0, 3, 4]]);
  expect(found).toEqual([
    ['register-first', 0],
    ['register-drop', 1],
    ['register-drop', 2],
  ]);
});

test('with leave to reset a drop counts from zero', () => {
  const { told, found } = readAll([stamp(0, 100), stamp(1, 20, { allowsReset: true }), stamp(2, 25)]);
  expect(told).toEqual([
    [0, 1, 20],
    [1, 2, 5],
  ]);
  expect(found).toEqual([
    ['register-first', 0],
    ['register-reset', 1],
  ]);
});

test('a row that began before the one before it ended brings no energy, but the next one counts from it', () => {
  const { told, found } = readAll([
    stamp(0, 10),
    stamp(2, 15),
    stamp(3, 18, { startsAt: HOUR }),
    stamp(4, 20, { startsAt: 3 * HOUR }),
  ]);
  expect(told).toEqual([
    [0, 2, 5],
    [3, 4, 2],
  ]);
  expect(found).toEqual([
    ['register-first', 0],
    ['overlap', 3],
  ]);
});

test('a row that was refused for its own start brings no energy, but the next one counts from it', () => {
  const { told, found } = readAll([stamp(0, 10), stamp(1, 12, { isBaseOnly: true }), stamp(2, 13)]);
  expect(told).toEqual([[1, 2, 1]]);
  expect(found).toEqual([['register-first', 0]]);
});

test('a drop in a row that was refused for its start is a drop all the same', () => {
  const { told, found } = readAll([stamp(0, 10), stamp(1, 2, { isBaseOnly: true }), stamp(2, 13)]);
  expect(told).toEqual([[0, 2, 3]]);
  expect(found).toEqual([
    ['register-first', 0],
    ['register-drop', 1],
  ]);
});

test('however a register runs, readings are never negative, never overlap, and without drops add up to last minus first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }), fc.boolean(), (values, isSorted) => {
      const shown = isSorted ? [...values].sort((a, b) => a - b) : values;
      const { readings } = readAll(shown.map((value, hour) => stamp(hour, value)));
      let reached = 0;
      for (const reading of readings) {
        expect(reading.energyMicroWh >= 0n && reading.seconds > 0).toBe(true);
        expect(reading.startsAt).toBeGreaterThanOrEqual(reached);
        reached = reading.startsAt + reading.seconds * 1000;
      }
      const sum = readings.reduce((total, reading) => total + reading.energyMicroWh, 0n);
      if (isSorted) expect(sum).toBe(BigInt((shown.at(-1) ?? 0) - (shown[0] ?? 0)) * 1_000_000_000n);
      expect(sum <= BigInt(Math.max(...shown)) * 1_000_000_000n).toBe(true);
    }),
  );
});
