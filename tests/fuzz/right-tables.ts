import type { Dice } from '#tests/fuzz/dice.ts';
import { anyMoments } from '#tests/fuzz/moments.ts';

/** A table as cells; `firstLine` is the index of the first line of values. */
export interface RightTable {
  readonly lines: readonly (readonly string[])[];
  readonly firstLine: number;
}

export type MakeTable = (dice: Dice) => RightTable;

const NAMES = ['North Hall', 'South Hall', 'Ärztehaus', 'B-12', '7', 'East "Wing"', 'Møllers, Annex'] as const;

function someNames(dice: Dice, most: number): readonly string[] {
  return NAMES.slice(0, 1 + dice.upTo(most));
}

function kwh(dice: Dice): string {
  if (dice.onceIn(25)) return dice.pick(['', 'NULL', 'N/A', '-', '0', '1,234.5', '1e3']);
  return `${dice.upTo(90)}.${dice.upTo(1000)}`;
}

function table(header: readonly string[], values: readonly (readonly string[])[], above: readonly string[] = []): RightTable {
  return { lines: [...above.map((line) => line.split(',')), header, ...values], firstLine: above.length + 1 };
}

const ABOVE = ['Site: Campus', '', 'Exported,2024-05-01'] as const;

const long: MakeTable = (dice) => {
  const { stamps, write } = anyMoments(dice, 4 + dice.upTo(20));
  const names = someNames(dice, 4);
  const hasFlag = dice.onceIn(3);
  const hasUnit = dice.onceIn(4);
  const header = [dice.pick(['time', 'Date/Time', 'interval start', 'Zeitpunkt']), 'meter', 'kWh'];
  if (hasFlag) header.push('quality');
  if (hasUnit) header.push('unit');
  const values = stamps.flatMap((ms) =>
    names.map((name) => [
      write(ms),
      name,
      kwh(dice),
      ...(hasFlag ? [dice.pick(['A', 'E', 'estimated', 'S', ''])] : []),
      ...(hasUnit ? [dice.pick(['kWh', 'Wh', 'kW', 'MWh'])] : []),
    ]),
  );
  return table(header, values, dice.onceIn(4) ? ABOVE : []);
};

const wide: MakeTable = (dice) => {
  const { stamps, write } = anyMoments(dice, 4 + dice.upTo(20));
  const names = someNames(dice, 6);
  const unit = dice.pick([' (kWh)', ' kW', '', ' [W]']);
  const header = [dice.pick(['time', 'Interval ending', 'Date']), ...names.map((name) => `${name}${unit}`)];
  const values = stamps.map((ms) => [write(ms), ...names.map(() => kwh(dice))]);
  if (dice.onceIn(4)) values.push(['Total', ...names.map(() => '99')]);
  return table(header, values, dice.onceIn(4) ? ABOVE : []);
};

const dayRows: MakeTable = (dice) => {
  const { write, stamps } = anyMoments(dice, 3 + dice.upTo(4));
  const count = dice.pick([24, 48, 96]);
  const clock = (at: number) =>
    `${String(Math.floor((at * 24) / count)).padStart(2, '0')}:${String(((at * 1440) / count) % 60).padStart(2, '0')}`;
  const header = ['meter', 'date', ...dice.times(count, clock)];
  const values = stamps.map((_, at) => [
    'North Hall',
    write((stamps[0] ?? 0) + at * 86_400_000).replace(/ .*$/, ''),
    ...dice.times(count, () => kwh(dice)),
  ]);
  return table(header, values);
};

const single: MakeTable = (dice) => {
  const { stamps, write, stepMs } = anyMoments(dice, 4 + dice.upTo(20));
  const isPair = dice.onceIn(2);
  const header = isPair ? ['start', 'end', 'kWh'] : ['time', 'kWh'];
  return table(
    header,
    stamps.map((ms) => (isPair ? [write(ms), write(ms + stepMs), kwh(dice)] : [write(ms), kwh(dice)])),
  );
};

const span: MakeTable = (dice) => {
  const { stamps, write, stepMs } = anyMoments(dice, 4 + dice.upTo(10));
  return table(
    ['interval', 'meter', 'usage'],
    stamps.map((ms) => [`${write(ms)} - ${write(ms + stepMs)}`, 'North Hall', kwh(dice)]),
  );
};

const headerless: MakeTable = (dice) => {
  const { stamps, write, stepMs } = anyMoments(dice, 4 + dice.upTo(10));
  return { lines: stamps.map((ms) => [kwh(dice), write(ms), write(ms + stepMs)]), firstLine: 0 };
};

const registers: MakeTable = (dice) => {
  const { stamps, write } = anyMoments(dice, 4 + dice.upTo(20));
  let shown = dice.upTo(90_000);
  return table(
    ['time', 'meter', 'register kWh'],
    stamps.map((ms) => {
      shown += dice.upTo(50);
      return [write(ms), 'North Hall', dice.onceIn(20) ? '0' : String(shown)];
    }),
  );
};

export const TABLES: Readonly<Record<string, MakeTable>> = { long, wide, dayRows, single, span, headerless, registers };
