import { addDays } from '#core/time/local-days.ts';
import { type CampusDay, campusDaysBetween, campusTime, SLOT_MS } from '#db/demo/campus-days.ts';
import { diceKey, roll } from '#db/demo/dice.ts';
import { emptyMeterDay, type MeterDay, type ReadMeterDay } from '#db/demo/meter-days.ts';
import type { DemoMeter, ExportName } from '#db/demo/meters.ts';

/** What a file is to hold: the slots of `meters` that start at or after `from` and end by `until` (epoch milliseconds). */
export interface Extract {
  readonly meters: readonly DemoMeter[];
  readonly from: number;
  readonly until: number;
  readonly read: ReadMeterDay;
}

/** The text of an export in its system's own layout, in chunks of about 64 KB. */
export function* fileText(name: ExportName, extract: Extract): Generator<string> {
  let chunk = '';
  for (const lines of LAYOUTS[name](extract)) {
    chunk += lines;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

const LAYOUTS: Readonly<Record<ExportName, (extract: Extract) => Iterable<string>>> = {
  ems: longNaive,
  bayside: longWithOffset,
  'north-precinct': wideWithEndLabels,
  'riverside-registers': registerLog,
};

/** A row a reading, the interval's start by the wall clock: in autumn 02:00 to 02:45 come twice, in file order. */
function* longNaive(extract: Extract): Generator<string> {
  yield 'time,meter,kWh\n';
  for (const { day, slot, columns } of slotsOf(extract)) {
    yield longRows(`${day.day}T${clock(day, slot)}`, extract.meters, { slot, columns });
  }
}

function* longWithOffset(extract: Extract): Generator<string> {
  yield 'time,meter,kWh\n';
  for (const { day, slot, columns } of slotsOf(extract)) {
    yield longRows(`${day.day}T${clock(day, slot)}:00${offset(day, slot)}`, extract.meters, { slot, columns });
  }
}

/** A row a time with the interval's end, day first, so 00:00 belongs to the day before; a column a meter, blank where it is missing. */
function* wideWithEndLabels(extract: Extract): Generator<string> {
  yield `Interval end,${extract.meters.map(({ label }) => `${label} (kWh)`).join(',')}\r\n`;
  for (const { day, slot, columns } of slotsOf(extract)) {
    const end = endOf(day, slot);
    const [year = '', month = '', date = ''] = end.day.split('-');
    let line = `${Number(date)}/${month}/${year} ${end.clock}`;
    for (const [index, meter] of extract.meters.entries()) line += `,${cell(meter, columns[index], slot)}`;
    yield `${line}\r\n`;
  }
}

/** Running totals at the end of each interval, by the wall clock. A missing row loses no energy: the next one shows it. */
function* registerLog(extract: Extract): Generator<string> {
  yield 'Logger,Riverside plant room,\nValues,register readings,\n\ntime,meter,kWh\n';
  const totals = extract.meters.map((meter) => registerAt(meter, extract));
  for (const { day, slot, columns } of slotsOf(extract)) {
    const end = endOf(day, slot);
    let lines = '';
    for (const [index, meter] of extract.meters.entries()) {
      const total = (totals[index] ?? 0) + (columns[index]?.energyWh[slot] ?? 0);
      totals[index] = total;
      if (columns[index]?.rows[slot] !== 0) lines += `${end.day} ${end.clock}:00,${meter.label},${kwh(total)}\n`;
    }
    yield lines;
  }
}

/** Loggers went in on this day; before it, registers stood still. */
const REGISTERS_SINCE = '2022-01-01';

/** What a register shows at `from`, Wh: where it stood when it was installed, and all that was used since. */
function registerAt(meter: DemoMeter, { from, read }: Extract): number {
  let total = roll(diceKey(0, meter.label), 0) % 90_000_000;
  const meterDay = emptyMeterDay();
  for (const day of campusDaysBetween(campusTime(REGISTERS_SINCE, 0), from)) {
    read(meter, day, meterDay);
    const end = Math.min(day.slots, (from - day.startsAt) / SLOT_MS);
    for (let slot = 0; slot < end; slot++) total += meterDay.energyWh[slot] ?? 0;
  }
  return total;
}

interface Slot {
  readonly day: CampusDay;
  readonly slot: number;
  /** The day of each of the extract's meters; the same buffers are filled again for the next day. */
  readonly columns: readonly MeterDay[];
}

function* slotsOf({ meters, from, until, read }: Extract): Generator<Slot> {
  const columns = meters.map(emptyMeterDay);
  for (const day of campusDaysBetween(from, until)) {
    for (const [index, meter] of meters.entries()) read(meter, day, columns[index] ?? emptyMeterDay());
    const first = Math.max(0, Math.ceil((from - day.startsAt) / SLOT_MS));
    const end = Math.min(day.slots, Math.floor((until - day.startsAt) / SLOT_MS));
    for (let slot = first; slot < end; slot++) yield { day, slot, columns };
  }
}

function longRows(time: string, meters: readonly DemoMeter[], { slot, columns }: Pick<Slot, 'slot' | 'columns'>): string {
  let lines = '';
  for (const [index, meter] of meters.entries()) {
    const column = columns[index];
    for (let row = column?.rows[slot] ?? 0; row > 0; row--) lines += `${time},${meter.label},${cell(meter, column, slot)}\n`;
  }
  return lines;
}

function cell(meter: DemoMeter, column: MeterDay | undefined, slot: number): string {
  if (column === undefined || column.rows[slot] === 0) return '';
  return kwh((column.energyWh[slot] ?? 0) / meter.multiplier);
}

const THOUSANDTHS = Array.from({ length: 1000 }, (_, wh) => `.${String(wh).padStart(3, '0')}`);

/** Whole Wh as kWh with three decimals. */
function kwh(energyWh: number): string {
  return Math.floor(energyWh / 1000) + (THOUSANDTHS[energyWh % 1000] ?? '');
}

const CLOCKS = Array.from({ length: 96 }, (_, quarter) => {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
});

function clock(day: CampusDay, slot: number): string {
  return CLOCKS[day.quarters[slot] ?? 0] ?? '';
}

function endOf(day: CampusDay, slot: number): { day: string; clock: string } {
  if (slot + 1 < day.slots) return { day: day.day, clock: clock(day, slot + 1) };
  return { day: addDays(day.day, 1), clock: '00:00' };
}

/** The wall clock's lead on UTC in a slot, whole hours in Melbourne. */
function offset(day: CampusDay, slot: number): string {
  const wallMs = Date.parse(`${day.day}T00:00:00Z`) + (day.quarters[slot] ?? 0) * SLOT_MS;
  const hours = (wallMs - day.startsAt - slot * SLOT_MS) / 3_600_000;
  return `+${String(hours).padStart(2, '0')}:00`;
}
