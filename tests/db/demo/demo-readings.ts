import { zoneClock } from '#core/time/zoned-times.ts';
import type { DemoFile } from '#db/demo/demo-files.ts';

const SLOT_MS = 900_000;

/** A meter's rows as its files tell them, in file order; registers as the energy between two rows. Read without the product's own readers. */
export interface MeterRows {
  readonly startsAt: number[];
  readonly energyWh: number[];
}

export function readDemoFiles(files: readonly DemoFile[]): Map<string, MeterRows> {
  const meters = new Map<string, MeterRows>();
  const registers = new Map<string, number>();
  for (const file of files.filter(({ kind }) => kind === 'readings')) {
    const text = [...file.content].join('');
    if (file.name.startsWith('north-precinct')) readWide(text, meters);
    else if (file.name.startsWith('riverside')) readRegisters(text, meters, registers);
    else readLong(text, meters);
  }
  return meters;
}

export function rowsOf(meters: Map<string, MeterRows>, label: string): MeterRows {
  const rows = meters.get(label) ?? { startsAt: [], energyWh: [] };
  meters.set(label, rows);
  return rows;
}

/** Every distinct reading as "meter startsAt Wh", sorted. */
export function readingKeys(meters: Map<string, MeterRows>): string[] {
  const keys = new Set<string>();
  for (const [meter, { startsAt, energyWh }] of meters) {
    for (const [index, at] of startsAt.entries()) keys.add(`${meter} ${at} ${energyWh[index]}`);
  }
  return [...keys].sort();
}

function readLong(text: string, meters: Map<string, MeterRows>): void {
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [time = '', meter = '', kWh = ''] = line.split(',');
    const rows = rowsOf(meters, meter);
    const startsAt = time.length > 19 ? Date.parse(time) : instantOf(Date.parse(`${time}Z`), rows.startsAt.at(-1) ?? 0);
    rows.startsAt.push(startsAt);
    rows.energyWh.push(Math.round(Number(kWh) * 1000));
  }
}

function readWide(text: string, meters: Map<string, MeterRows>): void {
  const [header = '', ...lines] = text.trimEnd().split('\r\n');
  const columns = header.split(',').slice(1);
  let last = 0;
  for (const line of lines) {
    const [stamp = '', ...cells] = line.split(',');
    const [day = 0, month = 0, year = 0, hour = 0, minute = 0] = stamp.split(/[/ :]/).map(Number);
    last = instantOf(Date.UTC(year, month - 1, day, hour, minute), last);
    for (const [index, cell] of cells.entries()) {
      if (cell === '') continue;
      const rows = rowsOf(meters, (columns[index] ?? '').replace(' (kWh)', ''));
      rows.startsAt.push(last - SLOT_MS);
      rows.energyWh.push(Math.round(Number(cell) * 1000));
    }
  }
}

function readRegisters(text: string, meters: Map<string, MeterRows>, registers: Map<string, number>): void {
  for (const line of text.trimEnd().split('\n').slice(4)) {
    const [time = '', meter = '', kWh = ''] = line.split(',');
    const rows = rowsOf(meters, meter);
    const register = Math.round(Number(kWh) * 1000);
    const before = registers.get(meter);
    registers.set(meter, register);
    const last = rows.startsAt.at(-1);
    const stampedAt = instantOf(Date.parse(`${time.replace(' ', 'T')}Z`), last === undefined ? 0 : last + SLOT_MS);
    rows.startsAt.push(stampedAt - SLOT_MS);
    rows.energyWh.push(before === undefined ? 0 : register - before);
  }
}

const clock = zoneClock('Australia/Melbourne');

/** The instant of a wall time; of two the first, unless that is not after the row before. */
function instantOf(wallMs: number, after: number): number {
  const meaning = clock.meaning(wallMs);
  if (meaning.kind === 'once') return meaning.instant;
  if (meaning.kind === 'never') throw new Error(`No such wall time: ${new Date(wallMs).toISOString()}`);
  return meaning.earlier > after ? meaning.earlier : meaning.later;
}
