import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegisterEvent } from '#core/energy/register-events.ts';
import { registerLimit } from '#core/energy/register-limit.ts';
import { energyBetween, multiplierSpans } from '#core/energy/register-scale.ts';
import { explainStep, type RegisterRules } from '#core/energy/register-steps.ts';
import { suggestAnswers } from '#core/energy/register-suggestions.ts';
import { NO_STATE, type RegisterStamp, readNextStamp } from '#core/energy/registers.ts';

const HOUR = 3_600_000;
const KWH = 1_000_000_000n;
const kw = (power: number) => BigInt(power * 1e9);

function stamp(hour: number, kwh: number, said: Partial<RegisterStamp> = {}): RegisterStamp {
  return {
    stampedAt: hour * HOUR,
    startsAt: null,
    registerMicroWh: BigInt(Math.round(kwh * 1000)) * 1_000_000n,
    isScaled: false,
    quality: 'measured',
    allowsReset: false,
    isBaseOnly: false,
    revision: 1,
    rowNumber: hour,
    ...said,
  };
}

function rules(said: Partial<RegisterRules> = {}): RegisterRules {
  return {
    multipliers: multiplierSpans('1', []),
    unitMicroWh: KWH,
    digits: null,
    netsGeneration: false,
    mostMicroW: null,
    events: [],
    ...said,
  };
}

function event(hour: number, said: Partial<RegisterEvent> & Pick<RegisterEvent, 'kind'>): RegisterEvent {
  return { at: hour * HOUR, digits: null, oldEndMicroWh: null, newStartMicroWh: null, ...said };
}

test('energy is the difference times the multiplier, exact for decimals', () => {
  const spans = multiplierSpans('0.125', []);
  expect(energyBetween(stamp(0, 100), stamp(1, 100.5), spans)).toEqual({ microWh: 62_500_000n, isShared: false });
});

test('a value that has its multiplier in it is compared with one that has not as both would be with it', () => {
  const spans = multiplierSpans('40', []);
  expect(energyBetween(stamp(0, 4000, { isScaled: true }), stamp(1, 103), spans).microWh).toBe(120n * KWH);
  expect(energyBetween(stamp(0, 4000, { isScaled: true }), stamp(1, 4010, { isScaled: true }), spans).microWh).toBe(10n * KWH);
});

test('over two changes of the multiplier each counts for its time', () => {
  const spans = multiplierSpans('10', [
    { fromAt: HOUR, multiplier: '20' },
    { fromAt: 3 * HOUR, multiplier: '2.5' },
  ]);
  // 1 h at 10, 2 h at 20, 1 h at 2.5: 8 × (10 + 40 + 2.5) / 4 = 105.
  expect(energyBetween(stamp(0, 0), stamp(4, 8), spans)).toEqual({ microWh: 105n * KWH, isShared: true });
  expect(energyBetween(stamp(0, 8), stamp(4, 8), spans)).toEqual({ microWh: 0n, isShared: false });
  expect(energyBetween(stamp(1, 0), stamp(3, 1), spans)).toEqual({ microWh: 20n * KWH, isShared: false });
});

test('with one multiplier, differences add up exactly however a stretch is divided', () => {
  const anyMultiplier = fc.constantFrom('1', '40', '0.333', '12.0000007', '0.000000001');
  fc.assert(
    fc.property(
      anyMultiplier,
      fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 2, maxLength: 8 }),
      (text, values) => {
        const spans = multiplierSpans(text, []);
        const stamps = values.map((registerMicroWh, hour) => ({ stampedAt: hour * HOUR, registerMicroWh, isScaled: false }));
        let sum = 0n;
        for (const [index, one] of stamps.entries()) {
          const next = stamps[index + 1];
          if (next !== undefined) sum += energyBetween(one, next, spans).microWh;
        }
        const [first, last] = [stamps[0], stamps.at(-1)];
        if (first !== undefined && last !== undefined) expect(sum).toBe(energyBetween(first, last, spans).microWh);
      },
    ),
  );
});

test('the limit is five times the 90th percentile of at least 14 daily peaks, or the fuse where that is less', () => {
  const peaks = [...Array.from({ length: 18 }, () => kw(2)), kw(90), kw(900)];
  expect(registerLimit({ dailyPeaksMicroW: peaks, mostKw: null })).toBe(kw(10));
  expect(registerLimit({ dailyPeaksMicroW: peaks.slice(0, 13), mostKw: null })).toBeNull();
  expect(registerLimit({ dailyPeaksMicroW: peaks, mostKw: 8 })).toBe(kw(8));
  expect(registerLimit({ dailyPeaksMicroW: [], mostKw: 8 })).toBe(kw(8));
  expect(registerLimit({ dailyPeaksMicroW: peaks.map(() => 0n), mostKw: null })).toBeNull();
});

test('a register of five digits in kWh with multiplier 40 counts 40 times the step over its last number', () => {
  const said = rules({ digits: 5, multipliers: multiplierSpans('40', []), mostMicroW: kw(1000) });
  expect(explainStep(stamp(0, 99_990), stamp(1, 4), said)).toMatchObject({ kind: 'register-rollover', microWh: 560n * KWH });
  const scaled = { isScaled: true };
  expect(explainStep(stamp(0, 3_999_600, scaled), stamp(1, 160, scaled), said)).toMatchObject({ microWh: 560n * KWH });
});

test('a step over the last number that the meter cannot have taken is no rollover', () => {
  expect(explainStep(stamp(0, 60_000), stamp(1, 10), rules({ digits: 5, mostMicroW: kw(100) }))).toBe('register-drop');
  expect(explainStep(stamp(0, 40_000), stamp(10_000, 10), rules({ digits: 5, mostMicroW: kw(100) }))).toBe('register-drop');
  expect(explainStep(stamp(0, 80_000), stamp(1, 10), rules({ digits: 5 }))).toBe('register-drop');
  expect(explainStep(stamp(0, 199_990), stamp(1, 10), rules({ digits: 5 }))).toBe('register-drop');
});

test('leave to reset comes after a rollover, and what staff said before both', () => {
  const low = stamp(1, 10, { allowsReset: true });
  expect(explainStep(stamp(0, 99_995), low, rules({ digits: 5 }))).toMatchObject({
    kind: 'register-rollover',
    microWh: 15n * KWH,
  });
  const events = [event(1, { kind: 'reset', newStartMicroWh: 3n * KWH })];
  expect(explainStep(stamp(0, 99_995), low, rules({ digits: 5, events }))).toMatchObject({
    kind: 'register-reset',
    microWh: 7n * KWH,
  });
});

test('a swap at the moment the multiplier changes needs no estimate', () => {
  const events = [event(2, { kind: 'swap', oldEndMicroWh: 503n * KWH, newStartMicroWh: 10n * KWH })];
  const said = rules({ events, multipliers: multiplierSpans('40', [{ fromAt: 2 * HOUR, multiplier: '1' }]) });
  expect(explainStep(stamp(0, 500), stamp(4, 14), said)).toEqual({ kind: 'register-swap', microWh: 124n * KWH, isShared: false });
});

test('an answer is about the step that holds its time, whichever value ends it', () => {
  const events = [event(3, { kind: 'reset' })];
  expect(explainStep(stamp(2, 500), stamp(5, 6), rules({ events }))).toMatchObject({ kind: 'register-reset', microWh: 6n * KWH });
  expect(explainStep(stamp(3, 500), stamp(5, 6), rules({ events }))).toBe('register-drop');
});

test('of two held levels the values that go on from the lower one stay held', () => {
  const said = rules({ mostMicroW: kw(5) });
  const found: string[] = [];
  let state = NO_STATE;
  for (const one of [stamp(0, 100), stamp(1, 9_999_999), stamp(2, 5000), stamp(3, 5001), stamp(2000, 5100), stamp(2001, 110)]) {
    const step = readNextStamp(state, one, said);
    state = step.state;
    found.push(step.finding?.kind ?? `${step.reading?.energyMicroWh}`);
  }
  expect(found).toEqual([
    'register-first',
    'register-jump',
    'register-jump',
    'register-jump',
    'register-jump',
    String(10n * KWH),
  ]);
});

test('what may have happened at a drop: a rollover from almost all nines, a reset to little, else a mistake first', () => {
  const answers = (from: number, to: number) =>
    suggestAnswers({ kind: 'register-drop', base: stamp(0, from), stamp: stamp(1, to) }, rules()).map(
      ({ answer, digits }) => digits ?? answer,
    );
  expect(answers(999_950, 12)).toEqual([6, 'reset', 'swap', 'mistake']);
  expect(answers(5000, 12)).toEqual(['reset', 'swap', 'mistake']);
  expect(answers(5000, 4999)).toEqual(['mistake', 'swap', 'reset']);
});

test('a register of a meter that nets generation runs backwards: the energy is negative, and the next step begins there', () => {
  const netted = rules({ netsGeneration: true, mostMicroW: kw(10) });
  const down = readNextStamp({ base: stamp(0, 500), suspect: null }, stamp(1, 497), netted);
  expect(down.reading?.energyMicroWh).toBe(-3n * KWH);
  expect(down.finding).toBeNull();
  expect(readNextStamp(down.state, stamp(2, 499), netted).reading?.energyMicroWh).toBe(2n * KWH);
});

test('of a meter that nets generation a fall beyond what it can carry is held, and one over the last digit is a rollover', () => {
  const netted = rules({ netsGeneration: true, mostMicroW: kw(10), digits: 4 });
  expect(explainStep(stamp(0, 500), stamp(1, 489), netted)).toBe('register-drop');
  // 9,998 to 3 with four digits is 5 kWh; backwards it would be 9,995.
  expect(explainStep(stamp(0, 9998), stamp(1, 3), netted)).toMatchObject({ kind: 'register-rollover', microWh: 5n * KWH });
  const unlimited = { ...netted, mostMicroW: null };
  expect(explainStep(stamp(0, 9998), stamp(1, 3), unlimited)).toMatchObject({ kind: 'register-rollover', microWh: 5n * KWH });
  expect(explainStep(stamp(0, 500), stamp(1, 497), unlimited)).toMatchObject({ kind: 'rise', microWh: -3n * KWH });
});

test('what staff said of a drop goes before the netting of generation', () => {
  const said = { at: HOUR, digits: null, oldEndMicroWh: null, newStartMicroWh: null };
  const netted = rules({ netsGeneration: true, events: [{ ...said, kind: 'reset' }] });
  expect(explainStep(stamp(0, 500), stamp(1, 4), netted)).toMatchObject({ kind: 'register-reset', microWh: 4n * KWH });
});
