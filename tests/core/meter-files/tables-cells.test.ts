import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const ROWS = [1, 2, 3] as const;

/** Three hourly rows of meter A with the given cells. */
const column = (cells: readonly string[], delimiter = ',') =>
  `time${delimiter}meter${delimiter}kWh\n${cells
    .map((cell, at) => `2024-01-01 0${at}:00${delimiter}A${delimiter}${cell}\n`)
    .join('')}`;
const values = async (text: string | Uint8Array) =>
  (await readText(text)).intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9);

test.each([
  ['thousands in quotes', column(['"1,234.5"', '"12,345.25"', '1.5']), [1234.5, 12_345.25, 1.5]],
  ['points for thousands', column(['1.234,5', '12.345,25', '1,5'], ';'), [1234.5, 12_345.25, 1.5]],
  ['a no-break space for thousands', column(['1\u00a0234,5', '12\u00a0345,25', '1,5'], ';'), [1234.5, 12_345.25, 1.5]],
  ['a narrow no-break space for thousands', column(['1\u202f234,5', '12\u202f345,25', '1,5'], ';'), [1234.5, 12_345.25, 1.5]],
  ['Swiss apostrophes', column(["1'234.5", '12’345.25', '1.5'], ';'), [1234.5, 12_345.25, 1.5]],
  ['powers of ten', column(['1.5E3', '2e0', '25e-1']), [1500, 2, 2.5]],
  ['a plus', column(['+1', '+2.5', '3']), [1, 2.5, 3]],
  ['a decimal comma', column(['0,5', '1,25', '2,75'], ';'), [0.5, 1.25, 2.75]],
])('numbers may be written with %s', async (_, text, expected) => {
  expect(await values(text)).toEqual(expected);
});

test.each(['', 'NULL', 'null', 'N/A', 'n/a', '-', '--', '—', 'Not Available', '#N/A', 'NaN', 'no data', 'No Data', ' '])(
  '“%s” is a missing value and not 0',
  async (cell) => {
    const { said, intervals } = await readText(column(['1', cell, '3']));
    expect(intervals).toHaveLength(2);
    expect(said.filter((one) => one.startsWith('refused'))).toEqual(['refused value-missing 3']);
  },
);

test.each(['-1.2', '(1.2)', '1.2-', '\u22121.2', '- 1.2', '-1.2E0'])(
  '%s is below zero: refused, unless the meter nets what its building feeds back',
  async (cell) => {
    expect((await readText(column(['1', cell, '3']))).said).toEqual(['refused value-negative 3']);
    const { intervals, said } = await readText(column(['1', cell, '3']), { meters: { A: { netsGeneration: true } } });
    expect([intervals[1]?.energyMicroWh, said]).toEqual([-1.2e9, []]);
  },
);

test('a register of a meter that nets generation may be below zero', async () => {
  const { registers } = await readText(column(['-5', '3', '-1']), { meters: { A: { kind: 'register', netsGeneration: true } } });
  expect(registers.map(({ registerMicroWh }) => registerMicroWh)).toEqual([-5_000_000_000n, 3_000_000_000n, -1_000_000_000n]);
});

test('-0 is 0 and no meter’s fault', async () => {
  const { intervals, said } = await readText(column(['-0', '-0.00', '(0)']));
  expect(intervals.map(({ energyMicroWh }) => Object.is(energyMicroWh, 0))).toEqual([true, true, true]);
  expect(said).toEqual([]);
});

test.each([
  ['sep=; in the first line', `sep=;\n${column(['1', '2', '3'], ';')}`],
  ['semicolons', column(['1', '2', '3'], ';')],
  ['tabs', column(['1', '2', '3'], '\t')],
  ['bars', column(['1', '2', '3'], '|')],
  ['CRLF', column(['1', '2', '3']).replaceAll('\n', '\r\n')],
  ['bare CR', column(['1', '2', '3']).replaceAll('\n', '\r')],
  ['mixed line ends', 'time,meter,kWh\r\n2024-01-01 00:00,A,1\r2024-01-01 01:00,A,2\n2024-01-01 02:00,A,3'],
  ['stray NULs', column(['1\u0000', '2', '3'])],
  ['blank lines between', column(['1', '2', '3']).replaceAll('\n', '\n\n')],
  ['a byte order mark', `\ufeff${column(['1', '2', '3'])}`],
])('a file with %s reads like any other', async (_, text) => {
  expect(await values(text)).toEqual([...ROWS]);
});

test.each([
  ['UTF-16 with a mark', Buffer.from(`\ufeff${column(['1', '2', '3'])}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(column(['1', '2', '3']), 'utf16le')],
  ['big-endian UTF-16 without a mark', Buffer.from(column(['1', '2', '3']), 'utf16le').swap16()],
])('%s reads like any other', async (_, bytes) => {
  expect(await values(bytes)).toEqual([...ROWS]);
});

test('Windows-1252 keeps the letters of a dorm’s name', async () => {
  const text = column(['1', '2', '3']).replaceAll(',A,', ',Caf\u00e9,');
  expect((await readText(Buffer.from(text, 'latin1'))).meters).toEqual(['Café']);
});

test('a column of pulses is asked about until somebody says what a pulse is worth', async () => {
  const text = 'time,meter,Pulses\n2024-01-01 00:00,A,100\n2024-01-01 01:00,A,300\n';
  expect((await readText(text)).questions).toEqual(['unit-unknown']);
  const told = await readText(text, { options: { multiplier: '0.01' } });
  expect(told.intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9)).toEqual([1, 3]);
  const known = await readText(text, { meters: { A: { multiplier: '2', unit: 'Wh' } } });
  expect(known.intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9)).toEqual([0.2, 0.6]);
});

test('of several meters with pulses only those whose pulse is worth something are read', async () => {
  const { lines, said } = await readText(
    'time,meter,Pulses\n2024-01-01 00:00,A,100\n2024-01-01 01:00,A,300\n2024-01-01 00:00,B,1\n2024-01-01 01:00,B,1\n',
    { meters: { A: { multiplier: '0.01' }, B: {} } },
  );
  expect(lines).toHaveLength(2);
  expect(said).toEqual(['refused unit-unknown 4', 'refused unit-unknown 5']);
});

test('a unit cell that says imp is worth the multiplier too', async () => {
  const text = 'time,meter,value,unit\n2024-01-01 00:00,A,100,imp\n2024-01-01 01:00,A,1,kWh\n';
  expect((await readText(text)).said).toEqual(['refused unit-unknown 2']);
  const { intervals } = await readText(text, { options: { multiplier: '0.5' } });
  expect(intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9)).toEqual([50, 0.5]);
});

test('an interval takes the multiplier in force when it starts, and a multiplier told for the file overrules all', async () => {
  const meters = { A: { multiplier: '2', multipliers: [{ fromAt: Date.parse('2024-01-01T06:00:00Z'), multiplier: '10' }] } };
  const energies = async (options = {}) =>
    (await readText(column(['1', '1', '1']), { meters, options })).intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9);
  expect(await energies()).toEqual([2, 10, 10]);
  expect(await energies({ multiplier: '3' })).toEqual([3, 3, 3]);
});

test('a register is kept as it was shown, or scaled by the multiplier that was told for the file, and says so', async () => {
  const meters = { A: { kind: 'register' as const, multiplier: '40' } };
  const shown = await readText(column(['1', '2', '3']), { meters });
  expect(shown.registers.map(({ registerMicroWh, isScaled }) => [registerMicroWh, isScaled])[0]).toEqual([1_000_000_000n, false]);
  const told = await readText(column(['1', '2', '3']), { meters, options: { multiplier: '40' } });
  expect(told.registers.map(({ registerMicroWh, isScaled }) => [registerMicroWh, isScaled])[0]).toEqual([40_000_000_000n, true]);
});

test('a multiplier is a guess that can be seen', async () => {
  const { guesses } = await readText(column(['1', '2', '3']), { meters: { A: { multiplier: '40' } } });
  expect(guesses.multiplier).toBe('times');
  expect((await readText(column(['1', '2', '3']))).guesses.multiplier).toBeUndefined();
});

test('a meter’s column of which most cells are wrong is still the meter’s, each cell with its problem', async () => {
  const { said, meters } = await readText(
    'time,Hall A (kW),Hall B (kW)\n2024-01-01 00:00,1,x\n2024-01-01 01:00,1,y\n2024-01-01 02:00,1,3\n',
  );
  expect(meters).toEqual(['Hall A', 'Hall B']);
  expect(said).toEqual(['refused value-bad 2', 'refused value-bad 3']);
});
