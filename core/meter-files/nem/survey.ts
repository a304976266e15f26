import { cellsOf, type LineBlock } from '#core/meter-files/nem/lines.ts';
import {
  channelOf200,
  channelOf250,
  dayShape,
  keyOf,
  type NemChannel,
  updatedAt,
  wallTimeOf,
} from '#core/meter-files/nem/records.ts';

/** What a file holds, found by going through it once before its values are read. */
export interface Survey {
  /** In the order in which they come; a channel whose meter was changed comes with each. */
  readonly channels: readonly NemChannel[];
  /** The file's first record, and whether it is the header that should be there. */
  readonly firstRow: number;
  readonly hasHeader: boolean;
  /** Records with values: 300 and 250. */
  readonly valueRecords: number;
  /** Whether another record brings newer values for the same channel and time than one updated then. */
  isSuperseded(channel: NemChannel, wallMs: number, updated: number): boolean;
}

/** A file with so many is refused. */
export const MOST_CHANNELS = 20_000;
/** Beyond so many, records are taken as they come. */
const MOST_TIMES = 1_000_000;

/** Surveys a file: its channels, and which records other records put right. */
export async function surveyOf(blocks: AsyncIterable<LineBlock>): Promise<Survey> {
  const surveyor = new Surveyor();
  for await (const { lines, firstRow } of blocks) {
    for (const [index, line] of lines.entries()) surveyor.take(line, firstRow + index);
    if (surveyor.channels.length >= MOST_CHANNELS) break;
  }
  return surveyor;
}

class Surveyor implements Survey {
  readonly channels: NemChannel[] = [];
  firstRow = 0;
  hasHeader = false;
  valueRecords = 0;
  readonly #known = new Set<string>();
  readonly #newest = new Map<string, Map<number, number>>();
  #times = 0;
  #current: NemChannel | null = null;

  take(line: string, row: number): void {
    const cells = cellsOf(line);
    const code = (cells[0] ?? '').trim();
    if (code === '' || (this.firstRow === 0 && cells.every((cell) => cell.trim() === ''))) return;
    if (this.firstRow === 0) {
      this.firstRow = row;
      this.hasHeader = code === '100';
    }
    if (code === '200') this.#current = this.#announced(channelOf200(cells));
    else if (code === '300') this.#day(cells);
    else if (code === '250') this.#accumulation(cells);
  }

  isSuperseded(channel: NemChannel, wallMs: number, updated: number): boolean {
    const newest = this.#newest.get(keyOf(channel))?.get(wallMs);
    return newest !== undefined && newest > updated;
  }

  #announced(channel: NemChannel): NemChannel {
    const key = `${keyOf(channel)}\n${channel.serial}\n${channel.unit}`;
    if (!this.#known.has(key) && this.#known.size < MOST_CHANNELS) {
      this.#known.add(key);
      this.channels.push(channel);
    }
    return channel;
  }

  #day(cells: readonly string[]): void {
    this.valueRecords += 1;
    const minutes = this.#current?.minutes ?? null;
    if (this.#current === null || minutes === null) return;
    const shape = dayShape(cells, minutes);
    if (shape.isFine) this.#dated(this.#current, cells[1], cells[shape.qualityAt + UPDATE_AFTER_QUALITY]);
  }

  #accumulation(cells: readonly string[]): void {
    this.valueRecords += 1;
    this.#dated(this.#announced(channelOf250(cells)), cells[PREVIOUS_READ_AT], cells[ACCUMULATION_UPDATE]);
  }

  #dated(channel: NemChannel, time: string | undefined, update: string | undefined): void {
    const wallMs = wallTimeOf(time ?? '');
    const key = keyOf(channel);
    const times = this.#newest.get(key) ?? new Map<number, number>();
    if (Number.isNaN(wallMs) || (this.#times >= MOST_TIMES && !times.has(wallMs))) return;
    this.#newest.set(key, times);
    this.#times += times.has(wallMs) ? 0 : 1;
    times.set(wallMs, Math.max(times.get(wallMs) ?? 0, updatedAt(update)));
  }
}

/** Behind the quality of a 300 record: reason code, reason, update. */
export const UPDATE_AFTER_QUALITY = 3;
export const PREVIOUS_READ_AT = 9;
export const ACCUMULATION_UPDATE = 21;
