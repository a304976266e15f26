import { expect, test } from 'vitest';
import { storableText } from '#core/meter-files/storable-text.ts';
import { splitUnit } from '#core/meter-files/table/words.ts';
import { oneMeter, reading, START } from '#tests/core/meter-files/green-button-feed.ts';
import { readText } from '#tests/core/meter-files/read-text.ts';

const HOURS = '2024-01-01 00:00,A,1\n2024-01-01 01:00,A,2\n';

test('words that every object knows are no unit, quality, zone or error code', async () => {
  expect(splitUnit('Hall A (constructor)')).toEqual({ bare: 'Hall A (constructor)', unit: null, foreign: null });
  const flagged = await readText('time,meter,kwh,quality\n2024-01-01 00:00,A,1,constructor\n2024-01-01 01:00,A,2,valueOf\n');
  expect(flagged.intervals.map(({ quality }) => quality)).toEqual(['measured', 'measured']);
  const unit = await readText('time,meter,usage,unit\n2024-01-01 00:00,A,1,constructor\n2024-01-01 01:00,A,2,kWh\n');
  expect(unit.said).toContain('refused unit-unknown 2');
  const feed = await readText(oneMeter([reading(START, 5)], { uom: 'constructor' }));
  expect(feed.intervals).toEqual([]);
  const log =
    "time(utc),error,low alarm,high alarm,'Main (KWh)'\n'2024-01-01 05:00:00',0,0,0,100\n'2024-01-01 05:15:00',constructor,,,\n";
  expect((await readText(log)).problems.map(({ kind, params }) => [kind, params.reason])).toEqual([['logger-error', 'unknown']]);
});

test('a multiplier that multiplies nothing is asked about again, whatever the format', async () => {
  const nem = `100,NEM12,202403011200,MDP1,RETAIL1\n200,NMI1234567,E1,1,E1,N1,S1,kWh,30,\n300,20240215,${'1,'.repeat(48)}A,,,,\n900\n`;
  for (const text of [`time,meter,kwh\n${HOURS}`, oneMeter([reading(START, 5)]), nem]) {
    for (const multiplier of ['x', '0', '-1']) {
      const { questions, intervals } = await readText(text, { options: { multiplier } });
      expect([questions, intervals.length]).toEqual([['answer-unusable'], 0]);
    }
  }
});

test('a first line that a dialect leaves out is named as well', async () => {
  const header = 'Portfolio Manager Meter ID,Meter Name,Meter Type,Start Date,End Date,Usage/Quantity,Usage Units,Estimation?';
  const gas = '12,Gas,Natural Gas,2023-02-01,2023-03-01,7,therms,No';
  const { said } = await readText(`${header}\n${gas}\n11,Main,Electric - Grid,2023-02-01,2023-03-01,1200,kWh,No\n`);
  expect(said).toEqual(['info not-electricity 2']);
});

test('a start and an end at the same time are no interval, whatever zone their offset belongs to', async () => {
  const right = '2024-01-01T05:00:00Z,2024-01-01T06:00:00Z,1\n2024-01-01T06:00:00Z,2024-01-01T07:00:00Z,1\n';
  for (const rows of [right, '']) {
    const row = rows === '' ? 2 : 4;
    const inText = await readText(`start,end,kwh\n${rows}2024-01-01T07:00:00Z,2024-01-01T07:00:00Z,9\n`, {
      options: { meter: 'A' },
    });
    expect(inText.said).toContain(`refused length-zero ${row}`);
    expect(inText.intervals).toHaveLength(row - 2);
    const beside = (lines: string) =>
      lines
        .replaceAll('T', ' ')
        .replaceAll(':00Z', '')
        .replaceAll(/(,\d)$/gm, '$1,+00:00');
    const table = `start,end,kwh,utc offset\n${beside(rows)}${beside('2024-01-01T07:00:00Z,2024-01-01T07:00:00Z,9\n')}`;
    const inColumn = await readText(table, { options: { meter: 'A' } });
    expect(inColumn.said).toContain(`refused length-zero ${row}`);
    expect(inColumn.intervals).toHaveLength(row - 2);
  }
});

test('an end behind the change of the clocks is understood where the offset beside it is the start’s', async () => {
  const rows = [
    '2023-11-05 00:00,2023-11-05 01:00,1,-04:00',
    '2023-11-05 01:00,2023-11-05 01:00,2,-04:00',
    '2023-11-05 01:00,2023-11-05 02:00,3,-05:00',
  ];
  const { lines } = await readText(`start,end,kwh,utc offset\n${rows.join('\n')}\n`, { options: { meter: 'A' } });
  expect(lines).toEqual([
    'A 2023-11-05T04:00:00.000Z 3600 1',
    'A 2023-11-05T05:00:00.000Z 3600 2',
    'A 2023-11-05T06:00:00.000Z 3600 3',
  ]);
});

test('what is repeated from a file can be stored: no NUL, no half of a pair, not endless', () => {
  expect(storableText('a\u0000b')).toBe('ab');
  expect(storableText('Hall \ud83c')).toBe('Hall \ufffd');
  expect(storableText('🏠🏠🏠', 4)).toBe('🏠…');
  expect(storableText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
});
