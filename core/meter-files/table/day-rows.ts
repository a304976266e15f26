import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { type DayPart, dayParts } from '#core/meter-files/table/day-parts.ts';
import { DATE, type TimeColumns } from '#core/meter-files/table/time-columns.ts';
import { isKnownMeter } from '#core/meter-files/table/value-columns.ts';

/**
 * The parts of a day that the columns of a row a day are; null where the rows are no days, or the columns no parts of one.
 * Behind a column of meters, or once staff say so, the parts may have any name: "Kwh at 00:15", "SP01".
 */
export function dayPartsOf({
  numbers,
  time,
  hasMeter,
  context,
}: {
  readonly numbers: readonly Column[];
  readonly time: TimeColumns;
  readonly hasMeter: boolean;
  readonly context: ReadContext;
}): readonly DayPart[] | null {
  const isTold = context.options.layout === 'day-rows';
  if (!isTold && !stampsDays(time)) return null;
  const parts = dayParts(numbers) ?? (isTold || hasMeter ? partsOfAnyName(numbers) : null);
  if (parts === null || isTold) return parts;
  return parts.filter(({ column }) => isKnownMeter(column, context)).length * 2 > parts.length ? null : parts;
}

const CLOCK = /\d[:.]\d{2}.*$/;

/** Dates alone, or all with the same time of day. */
function stampsDays({ stamp }: TimeColumns): boolean {
  if (stamp.clock !== null) return false;
  const clocks = stamp.column.cells.filter((cell) => cell.trim() !== '').map((cell) => CLOCK.exec(cell.replace(DATE, ''))?.[0]);
  return new Set(clocks).size < 2;
}

function partsOfAnyName(columns: readonly Column[]): readonly DayPart[] | null {
  const own = withoutSharedName(columns);
  const parts = dayParts(columns.map((column, at) => ({ ...column, name: own[at] ?? null })));
  return (
    parts?.map((part) => ({ ...part, column: columns.find(({ index }) => index === part.column.index) ?? part.column })) ?? null
  );
}

const NAME = /^(\D*)(\d(?:.*\d)?)(\D*)$/s;

/** What names do not share with most of the others: "kWh 01" and "kWh 02" are 01 and 02; null for the others. */
function withoutSharedName(columns: readonly Column[]): readonly (string | null)[] {
  const parted = columns.map(({ name }) => {
    const [, before, own, after] = NAME.exec((name ?? '').trim()) ?? [];
    return own === undefined ? null : { own, rest: JSON.stringify([before, after]) };
  });
  const counts = new Map<string, number>();
  for (const part of parted) if (part !== null) counts.set(part.rest, (counts.get(part.rest) ?? 0) + 1);
  const [shared] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return parted.map((part) => (part === null || part.rest !== shared ? null : withColon(part.own)));
}

/** `0030` and `0h30` as `00:30` and `0:30`. */
function withColon(text: string): string {
  return text.replace(/^(?:(\d{2})|(\d{1,2})h)(\d{2})$/i, (_, two, hours, minutes) => `${two ?? hours}:${minutes}`);
}
