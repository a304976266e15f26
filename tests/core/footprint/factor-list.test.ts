import { expect, test } from 'vitest';
import { factorState } from '#core/footprint/factor-states.ts';
import { readFactorList } from '#core/footprint/read-factor-list.ts';

const read = (text: string, timeZone = 'Etc/UTC') => readFactorList(text, { timeZone });
const at = (time: string) => Date.parse(time);

test('hours of carbon and price are read side by side, from their start for an hour', () => {
  expect(read('time,carbon,price,currency\n2026-03-02 00:00,412,0.31,AUD\n2026-03-02 01:00,398.5,0.28,AUD\n')).toEqual({
    carbon: [
      { startsAt: at('2026-03-02T00:00Z'), seconds: 3600, amount: 412 },
      { startsAt: at('2026-03-02T01:00Z'), seconds: 3600, amount: 398.5 },
    ],
    price: [
      { startsAt: at('2026-03-02T00:00Z'), seconds: 3600, amount: 0.31 },
      { startsAt: at('2026-03-02T01:00Z'), seconds: 3600, amount: 0.28 },
    ],
    currency: 'AUD',
    problems: [],
  });
});

test('half hours hold for half an hour, and an hour after a gap no longer than an hour', () => {
  const { carbon } = read('time,carbon\n2026-03-02 00:00,1\n2026-03-02 00:30,2\n2026-03-02 05:00,3\n');
  expect(carbon?.map(({ seconds }) => seconds)).toEqual([1800, 3600, 1800]);
});

test('units stand in the column names: kg and lb for a MWh, cents, a price for a MWh', () => {
  expect(read('time,kgCO2/MWh\n2026-03-02 00:00,412\n').carbon?.[0]?.amount).toBe(412);
  expect(read('time,carbon_kg_per_kwh\n2026-03-02 00:00,0.412\n').carbon?.[0]?.amount).toBe(412);
  // 1,000 lb are 453,592.37 g, for a thousand kWh.
  expect(read('time,CO2 lb/MWh\n2026-03-02 00:00,1000\n').carbon?.[0]?.amount).toBe(453.59237);
  expect(read('time,price (c/kWh)\n2026-03-02 00:00,31\n').price?.[0]?.amount).toBe(0.31);
  expect(read('Datetime (UTC),Price EUR/MWh\n2026-03-02 00:00,-12.5\n')).toMatchObject({
    price: [{ amount: -0.0125 }],
    currency: 'EUR',
  });
});

test('a column named for UTC is in UTC, any other on the campus’s clocks, and an offset in the cell overrules both', () => {
  const first = (text: string) => read(text, 'Australia/Adelaide').carbon?.[0]?.startsAt;
  expect(first('Datetime (UTC),carbon\n2026-03-02 00:00,1\n')).toBe(at('2026-03-02T00:00Z'));
  expect(first('time,carbon\n2026-03-02 00:00,1\n')).toBe(at('2026-03-01T13:30Z'));
  expect(first('time,carbon\n2026-03-02T00:00:00+01:00,1\n')).toBe(at('2026-03-01T23:00Z'));
});

test('the hour that happens twice is two hours, the one that never is a problem', () => {
  const autumn = read(
    'time,carbon\n2026-11-01 00:00,1\n2026-11-01 01:00,2\n2026-11-01 01:00,3\n2026-11-01 02:00,4\n',
    'America/New_York',
  );
  expect(autumn.carbon?.map(({ startsAt }) => new Date(startsAt).getUTCHours())).toEqual([4, 5, 6, 7]);
  const spring = read('time,carbon\n2026-03-08 02:30,1\n2026-03-08 03:00,2\n', 'America/New_York');
  expect(spring.carbon).toHaveLength(1);
  expect(spring.problems).toMatchObject([{ kind: 'time-does-not-exist', row: 2, column: 'time' }]);
});

test('bad rows are named and good ones kept; a blank is no amount', () => {
  const { carbon, problems } = read(
    'time,carbon\n2026-03-02 00:00,412\nyesterday,400\n2026-03-02 02:00,-1\n2026-03-02 03:00,\n2026-03-02 00:00,9\n2026-03-02,7\n',
  );
  expect(carbon).toHaveLength(1);
  expect(problems.map(({ kind, row }) => `${kind} ${row}`)).toEqual([
    'time-bad 3',
    'time-bad 7',
    'cell-bad 4',
    'factor-repeated 6',
  ]);
});

test('a file without a time or an amount says which column it lacks, and two that could be meant are none', () => {
  const missing = (text: string) => read(text).problems.map(({ kind, params }) => `${kind} ${params.column}`);
  expect(missing('hello,carbon\n1,2\n')).toEqual(['column-missing time']);
  expect(missing('time,renewable %\n2026-03-02 00:00,2\n')).toEqual(['column-missing carbon']);
  expect(missing('time,Carbon intensity (direct),Carbon intensity (life cycle)\n2026-03-02 00:00,2,3\n')).toEqual([
    'column-missing carbon',
  ]);
  expect(read('').problems).toMatchObject([{ kind: 'empty-file' }]);
});

test('decimal commas in a file parted by semicolons', () => {
  expect(read('time;carbon\n2026-03-02 00:00;412,5\n2026-03-02 01:00;398\n').carbon?.map(({ amount }) => amount)).toEqual([
    412.5, 398,
  ]);
});

const stated = (id: number, fromDay: string, given: { untilDay?: string; withdrawnAt?: Date } = {}) => ({
  ...{ id, kind: 'carbon', fromDay, untilDay: null, withdrawnAt: null },
  ...given,
});

test('of the statements for one day the last holds; withdrawn, the one before it holds again', () => {
  const old = stated(1, '2026-01-01');
  const mended = stated(2, '2026-01-01');
  const next = stated(3, '2026-07-01');
  const states = (all: (typeof old)[], today: string) => all.map((one) => factorState(one, { all, today }));
  expect(states([old, mended, next], '2026-03-01')).toEqual(['replaced', 'holds', 'to-come']);
  expect(states([old, mended, next], '2026-07-01')).toEqual(['replaced', 'past', 'holds']);
  const withdrawn = stated(2, '2026-01-01', { withdrawnAt: new Date(0) });
  expect(states([old, withdrawn], '2026-03-01')).toEqual(['holds', 'withdrawn']);
  expect(states([stated(1, '2026-01-01', { untilDay: '2026-02-01' })], '2026-03-01')).toEqual(['past']);
});
