import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

const HEADER =
  "time(utc),error,low alarm,high alarm,'Main (KWh)','Main demand (kW)','Main Reactive (KVARh)','Water (Gallons)','-'";

/** Shown kWh by instant. */
function totals({ registers }: Awaited<ReturnType<typeof readText>>): readonly string[] {
  return registers.map((row) => `${new Date(row.stampedAt).toISOString()} ${Number(row.registerMicroWh) / 1e9}`);
}

test.skipIf(!hasSharedData)('a logger’s log of 26 lines gives 25 differences and 769 kWh', async () => {
  const read = await readText(readFileSync(sharedPath('meter-files/obvius/mb-001.log')), { name: 'mb-001.log' });
  const values = read.registers.map(({ registerMicroWh }) => registerMicroWh);
  expect(read.questions).toEqual([]);
  expect(read.said).toEqual([]);
  expect(read.meters).toEqual(['ION6200']);
  expect(values).toHaveLength(26);
  expect((values.at(-1) ?? 0n) - (values[0] ?? 0n)).toBe(769_000_000_000n);
});

test.skipIf(hasSharedData)(`the log of a real logger: ${skipReason}`, () => {});

test('a log with names in single quotes is read in UTC, its only energy alone', async () => {
  const read = await readText(
    `${HEADER}\n'2019-03-01 05:00:00',0,0,0,100,,7,0,\n'2019-03-01 05:15:00',0,0x0000,0x0002,103.5,14,9,0,\n`,
  );
  expect(totals(read)).toEqual(['2019-03-01T05:00:00.000Z 100', '2019-03-01T05:15:00.000Z 103.5']);
  expect(read.meters).toEqual(['Main']);
  expect(read.guesses).toMatchObject({ format: 'acquisuite', kind: 'register', unit: 'kWh', channels: 'left-out' });
});

test('the meter that staff name is the log’s one meter', async () => {
  const read = await readText(`${HEADER}\n'2019-03-01 05:00:00',0,0,0,100,,7,0,\n`, { options: { meter: 'North Hall' } });
  expect(read.meters).toEqual(['North Hall']);
  expect(read.registers).toHaveLength(1);
});

test('a line with an error brings no value, and says what the error means', async () => {
  const read = await readText(
    `${HEADER}\n'2019-03-01 05:00:00',0,0,0,100,,7,0,\n'2019-03-01 05:15:00',139,,,,,,,\n'2019-03-01 05:30:00',140,0,0,999999,14,9,0,\n'2019-03-01 05:45:00',0,0,0,106,14,9,0,\n`,
  );
  expect(totals(read)).toEqual(['2019-03-01T05:00:00.000Z 100', '2019-03-01T05:45:00.000Z 106']);
  expect(read.said).toEqual(['refused logger-error 3', 'refused logger-error 4']);
  expect(read.problems.map(({ params }) => params)).toEqual([
    { code: '139', reason: 'no-response' },
    { code: '140', reason: 'bad-answer' },
  ]);
});

test('a start of the logger without any value is no lost reading', async () => {
  const read = await readText(
    `${HEADER}\n'2019-03-01 05:00:00',160,NULL,NULL,NULL,NULL,NULL,NULL,NULL\n'2019-03-01 05:15:00',0,0,0,100,,7,0,\n`,
  );
  expect(read.said).toEqual(['info logger-error 2']);
  expect(read.registers).toHaveLength(1);
});

test('a day on which the meter never answered is a day of errors, not an empty file', async () => {
  const read = await readText(`${HEADER}\n'2019-03-01 05:00:00',139,,,,,,,\n'2019-03-01 05:15:00',139,,,,,,,\n`);
  expect(read.questions).toEqual([]);
  expect(read.said).toEqual(['refused logger-error 2', 'refused logger-error 3']);
});

test('each circuit of a module with several is a meter, in its own odd spelling of kWh', async () => {
  const read = await readText(
    "time(utc),error,low alarm,high alarm,'Floor 1 (kWH)','Floor 2, east (Wh)','Floor 1 demand (kW)'\n'2019-03-01 05:00:00',0,0,0,10,2000,3\n'2019-03-01 05:15:00',0,0,0,11,2500,3\n",
  );
  expect(read.meters).toEqual(['Floor 1', 'Floor 2, east']);
  expect(read.registers.map(({ registerMicroWh }) => Number(registerMicroWh) / 1e9)).toEqual([10, 2, 11, 2.5]);
});

const BARE =
  "'2019-03-01 05:00:00',0,0,0,14171,,123.2,0\n'2019-03-01 05:15:00',0,0,0x02,14174,120,122.1,0\n'2019-03-01 05:30:00',0,0,0,14178,124,123.3,0\n";

test('of a log without names the only point that only rises is likely the energy', async () => {
  const read = await readText(BARE, { options: { meter: 'North Hall' } });
  expect(totals(read)).toEqual([
    '2019-03-01T05:00:00.000Z 14171',
    '2019-03-01T05:15:00.000Z 14174',
    '2019-03-01T05:30:00.000Z 14178',
  ]);
  expect(read.registers.map(({ row }) => row)).toEqual([1, 2, 3]);
  expect(read.guesses).toMatchObject({ format: 'acquisuite', header: 'none', kind: 'register' });
});

test('of a log without names and with two rising points staff say which is the energy', async () => {
  const two = [507, 514, 521].reduce((text, gallons) => text.replace(/,0\n/, `,${gallons}\n`), BARE);
  const asked = await readText(two, { options: { meter: 'North Hall' } });
  expect(asked.questions).toEqual(['layout-ambiguous']);
  expect(asked.registers).toEqual([]);
  const told = await readText(two, { options: { meter: 'North Hall', valueColumn: '8' } });
  expect(told.registers.map(({ registerMicroWh }) => Number(registerMicroWh) / 1e9)).toEqual([507, 514, 521]);
});

test('a log in double quotes, without alarms in hexadecimal, is read too', async () => {
  const read = await readText(BARE.replaceAll("'", '"').replace('0x02', '0'), { options: { meter: 'North Hall' } });
  expect(read.guesses.format).toBe('acquisuite');
  expect(read.registers).toHaveLength(3);
});

test('a zone in the header of the logger’s web service is the times’ zone', async () => {
  const read = await readText(`${HEADER.replace('utc', 'US/Eastern')}\n'2019-03-01 00:00:00',0,0,0,100,,7,0,\n`, {
    timeZone: 'America/Los_Angeles',
  });
  expect(totals(read)).toEqual(['2019-03-01T05:00:00.000Z 100']);
});

test('a table of times and three numbers is no log', async () => {
  const read = await readText('2019-03-01 00:00,12,0,0,5\n2019-03-01 01:00,12,3,0,6\n2019-03-01 02:00,12,4,1,7\n');
  expect(read.guesses.format).toBe('csv');
});

test('a log comes out the same in whatever pieces it arrives', async () => {
  const text = `${HEADER}\n'2019-03-01 05:00:00',0,0,0,100,,7,0,\n'2019-03-01 05:15:00',139,,,,,,,\n'2019-03-01 05:30:00',0,0,0,106,14,9,0,\n`;
  const whole = await readText(text);
  for (const piece of [1, 7, 64]) {
    const pieces = await readText(text, { piece });
    expect([pieces.registers, pieces.said]).toEqual([whole.registers, whole.said]);
  }
});

test('halls that used nothing, below a header of their own, are no log', async () => {
  const hours = Array.from({ length: 10 }, (_, hour) => `2024-01-01 0${hour}:00,0,0,0,5\n`).join('');
  for (const above of ['', 'Site: North\n\n']) {
    const read = await readText(`${above}time,Hall A (kWh),Hall B (kWh),Hall C (kWh),Hall D (kWh)\n${hours}`);
    expect(read.questions).toEqual([]);
    expect(read.guesses).toMatchObject({ format: 'csv', layout: 'wide' });
    expect(read.intervals).toHaveLength(40);
  }
});
