import type { Dice } from '#tests/fuzz/dice.ts';
import type { RightTable } from '#tests/fuzz/right-tables.ts';

/** What may stand in a cell and should not, or seldom does. None holds a quote or a line end. */
export const ODD_CELLS = [
  '',
  ' ',
  '0',
  '-0',
  '-1',
  '1e308',
  '1e-308',
  '-1e999',
  'NaN',
  'Infinity',
  '9007199254740993',
  '99999999999999999999999999',
  '0.0000000000000000001',
  '1,5',
  '1.234.567,8',
  "1'000",
  '٣',
  '１２３',
  '½',
  '+5',
  '--5',
  '5-',
  '(5)',
  '5 kWh',
  '0x10',
  'TRUE',
  '#N/A',
  '#REF!',
  '=1+1',
  'NULL',
  '-',
  'Total',
  'kWh',
  'time',
  'constructor',
  '__proto__',
  '2024-01-08 24:00',
  '2024-01-08 25:61',
  '2024-02-30',
  '0000-00-00 00:00',
  '9999-12-31 23:59:59',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '2024-01-08T00:00:00+99:99',
  '2024-01-08T00:00:00-14:00',
  '31/12/1969 23:59',
  '13/13/2024',
  '2/29/2023 1:00 PM',
  '12:00 AM',
  '1e12',
  '45292.5',
  '4529200000',
  '253402300800000',
  '2024-03-10 02:30',
  '2023-11-05 01:30',
  '2023-11-05 01:30 EST',
  '2024-01-08 00:00 - 2024-01-08 00:00',
  '2024-01-08 01:00 to 2024-01-08 00:00',
  '\u0000',
  '\u001b[31m',
  '\u202e',
  '\ud83c\udfe0',
  '\ufffd',
  '{reason}',
  '{count, plural, other {#}}',
  '<b>',
  'North Hall \ud83c',
  '&lt;&#10;',
  '%s%n',
  'x'.repeat(300),
  '\u{1f3e0}'.repeat(150),
] as const;

type Lines = string[][];

/** Changes cells of the lines with values, never how many lines there are. */
export function mutateCells(dice: Dice, { lines, firstLine }: RightTable): RightTable {
  const changed = lines.map((line) => [...line]);
  for (let left = 1 + dice.upTo(8); left > 0; left -= 1) {
    const line = changed[firstLine + dice.upTo(changed.length - firstLine)];
    if (line === undefined) continue;
    const at = dice.upTo(line.length);
    const [kind, odd] = [dice.upTo(8), dice.among(ODD_CELLS) ?? ''];
    if (kind < 4) line[at] = odd;
    else if (kind === 4) line[at] = `${line[at] ?? ''}${odd}`;
    else if (kind === 5) line.splice(at, 1);
    else if (kind === 6) line.splice(at, 0, odd);
    else line[at] = dice.among(dice.among(changed) ?? []) ?? '';
  }
  return { lines: changed, firstLine };
}

/** Lines left out, doubled, moved, turned round or made up; header cells changed as well. */
export function mutateLines(dice: Dice, table: RightTable): RightTable {
  const lines = table.lines.map((line) => [...line]);
  for (let left = 1 + dice.upTo(4); left > 0; left -= 1) dice.pick(CHANGES)(dice, lines);
  return { lines, firstLine: table.firstLine };
}

type Change = (dice: Dice, lines: Lines) => void;

const CHANGES: readonly [Change, ...Change[]] = [
  (dice, lines) => void lines.splice(dice.upTo(lines.length), 1 + dice.upTo(3)),
  (dice, lines) => {
    const at = dice.upTo(lines.length);
    lines.splice(at, 0, ...dice.times(1 + dice.upTo(60), () => [...(lines[at] ?? [])]));
  },
  (dice, lines) => void lines.splice(dice.upTo(lines.length), 0, ...lines.splice(dice.upTo(lines.length), 1)),
  (dice, lines) => {
    const at = dice.upTo(lines.length);
    lines.splice(at, 0, ...lines.splice(at, 12).toReversed());
  },
  (dice, lines) =>
    void lines.splice(
      dice.upTo(lines.length),
      0,
      dice.times(dice.upTo(9), () => dice.among(ODD_CELLS) ?? ''),
    ),
  (dice, lines) => {
    const line = lines[dice.upTo(Math.min(lines.length, 3))];
    if (line !== undefined) line[dice.upTo(line.length)] = dice.among(HEADINGS) ?? '';
  },
  (dice, lines) => {
    const column = dice.upTo(8);
    const odd = dice.among([...ODD_CELLS, ...HEADINGS]) ?? '';
    for (const line of lines) if (dice.onceIn(2)) line.splice(column, 0, odd);
  },
  (dice, lines) => {
    const column = dice.upTo(8);
    for (const line of lines) line.splice(column, 1);
  },
];

const HEADINGS = [
  'time',
  'end',
  'start',
  'meter',
  'kWh',
  'pulses',
  'Total (kWh)',
  'UTC offset',
  'dst',
  'Temperature (°F)',
  'register',
  'quality',
  'unit',
  'HE01',
  '00:15',
  '25',
  'date',
  'cost ($)',
  'multiplier',
  '',
];
