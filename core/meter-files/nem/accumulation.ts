import { registerMicroWh } from '#core/meter-files/exact-energy.ts';
import { wallTimeOf } from '#core/meter-files/nem/records.ts';
import { type CountedChannel, energyOf, type NemSink } from '#core/meter-files/nem/sink.ts';
import { PREVIOUS_READ_AT } from '#core/meter-files/nem/survey.ts';
import { readNumber } from '#core/meter-files/number-cells.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';
import { clockText } from '#core/meter-files/rows/line.ts';

/** A 250 record whose channel counts: the energy between two reads of a register. */
export interface Accumulation {
  readonly row: number;
  readonly cells: readonly string[];
  readonly channel: CountedChannel;
  /** Milliseconds from an instant to the file's wall time. */
  readonly offsetMs: number;
}

const PREVIOUS_READ = 8;
const CURRENT_READ = 13;
const CURRENT_READ_AT = 14;
const CURRENT_QUALITY = 15;
const QUANTITY = 18;
const DAY_MS = 86_400_000;
/** Meters are read by hand every quarter; a year and a month is the longest that is billed after many estimates. */
const MOST_DAYS = 400;
const EARLIEST = Date.UTC(1990, 0, 1);

/** Spreads a record's quantity evenly over the time between its reads, a row a day, all estimated; their sum is the quantity. */
export function writeAccumulation(record: Accumulation, sink: NemSink, now: number): void {
  const { row, cells, channel, offsetMs } = record;
  const span = spanOf(record, sink, now);
  if (span === null) return;
  const text = /^ *N/i.test(cells[CURRENT_QUALITY] ?? '') ? '' : (cells[QUANTITY] ?? '');
  const where = () => ({ row, column: 'Quantity', found: (cells[QUANTITY] ?? '').trim() });
  const seconds = (span.endsAt - span.startsAt) / 1000;
  const energy = energyOf({ text, startsAt: span.startsAt, seconds, where }, channel, sink.problems);
  if (energy === null) return;
  warnOfDifference(record, sink);
  let given = 0;
  for (let startsAt = span.startsAt; startsAt < span.endsAt; ) {
    const nextDay = Math.floor((startsAt + offsetMs) / DAY_MS + 1) * DAY_MS - offsetMs;
    const endsAt = Math.min(nextDay, span.endsAt);
    const upTo = shareOf(energy, (endsAt - span.startsAt) / 1000, seconds);
    const energyMicroWh = upTo - given;
    sink.intervals.push({
      row,
      meter: channel.meter,
      startsAt,
      seconds: (endsAt - startsAt) / 1000,
      energyMicroWh,
      quality: 'estimated',
    });
    given = upTo;
    startsAt = endsAt;
  }
}

/** `energy` × `part` / `whole`, cut to whole µWh: differences of such sums lose nothing. */
function shareOf(energy: number, part: number, whole: number): number {
  return Number((BigInt(energy) * BigInt(part)) / BigInt(whole));
}

function spanOf(
  { row, cells, offsetMs }: Accumulation,
  { problems }: NemSink,
  now: number,
): { readonly startsAt: number; readonly endsAt: number } | null {
  const texts = [cells[PREVIOUS_READ_AT] ?? '', cells[CURRENT_READ_AT] ?? ''] as const;
  const startsAt = wallTimeOf(texts[0]) - offsetMs;
  const endsAt = wallTimeOf(texts[1]) - offsetMs;
  const refuse = (kind: ProblemKind, at: 0 | 1, params: Readonly<Record<string, string>> = {}) => {
    const column = at === 0 ? 'PreviousRegisterReadDateTime' : 'CurrentRegisterReadDateTime';
    problems.add({ kind, severity: 'refused', row, column, found: texts[at].trim(), params });
    return null;
  };
  if (Number.isNaN(startsAt)) return refuse('time-bad', 0);
  if (Number.isNaN(endsAt)) return refuse('time-bad', 1);
  if (endsAt <= startsAt) return refuse('length-zero', 1);
  if (startsAt < EARLIEST) return refuse('time-before-records', 0);
  if (endsAt > now) return refuse('time-in-future', 1, { now: clockText(now + offsetMs) });
  if (endsAt - startsAt > MOST_DAYS * DAY_MS) return refuse('length-implausible', 0, { most: String(MOST_DAYS) });
  return { startsAt, endsAt };
}

const PLAIN = { unit: 'kWh', multiplier: { isNegative: false, digits: 1, scale: 0 } } as const;

/** The quantity is what was billed; where the two reads say otherwise (a factor, a swapped meter), somebody should know. */
function warnOfDifference({ row, cells }: Accumulation, { problems }: NemSink): void {
  const [previous, current, quantity] = [PREVIOUS_READ, CURRENT_READ, QUANTITY].map((index) => {
    const number = readNumber(cells[index] ?? '', '.');
    return typeof number === 'string' ? null : registerMicroWh(number, PLAIN);
  });
  if (previous == null || current == null || quantity == null) return;
  const whole = (cells[PREVIOUS_READ] ?? '').trim().split('.')[0]?.length ?? 0;
  const rise = current < previous ? current - previous + 10n ** BigInt(whole + 9) : current - previous;
  if (rise === quantity) return;
  const params = { known: `${(cells[PREVIOUS_READ] ?? '').trim()} – ${(cells[CURRENT_READ] ?? '').trim()}` };
  problems.add({
    kind: 'quantity-differs',
    severity: 'warning',
    row,
    column: 'Quantity',
    found: (cells[QUANTITY] ?? '').trim(),
    params,
  });
}
