import type { TemperatureRow } from '#core/meter-files/meter-file.ts';
import type { DecimalSign } from '#core/meter-files/number-cells.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { clockText, type Line } from '#core/meter-files/rows/line.ts';
import { isPlausible, PLAUSIBLE_CELSIUS, type TemperatureUnit, toMicroCelsius } from '#core/temperature-files/celsius.ts';
import { readTemperature } from '#core/temperature-files/temperature-cells.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';
import { LONGEST_HOLD_SECONDS } from '#core/weather/mean-temperatures.ts';

/** Stands between the least and the greatest value of a day. */
export const BETWEEN_EXTREMES = ' / ';

const DAY_MS = 86_400_000;
const EARLIEST = Date.UTC(1990, 0, 1);

export interface TemperatureWriterSetup {
  readonly zone: ZoneClock;
  readonly now: number;
  readonly unit: TemperatureUnit;
  readonly decimalSign: DecimalSign;
  /** Each stamp is the beginning of a day, and its value the day's mean. */
  readonly areDays: boolean;
  readonly stampColumn: string;
  readonly valueColumn: string;
  readonly problems: ProblemList;
}

/** Checks times and values and keeps the good ones as rows until they are taken. */
export class TemperatureWriter {
  readonly #setup: TemperatureWriterSetup;
  #rows: TemperatureRow[] = [];

  constructor(setup: TemperatureWriterSetup) {
    this.#setup = setup;
  }

  get count(): number {
    return this.#rows.length;
  }

  take(): readonly TemperatureRow[] {
    const taken = this.#rows;
    this.#rows = [];
    return taken;
  }

  write(line: Line, startsAt: number): void {
    const { now, zone, areDays } = this.#setup;
    const isDay = areDays || line.stamp.isDateOnly;
    const seconds = isDay ? this.#daySeconds(line, startsAt) : LONGEST_HOLD_SECONDS;
    const knownAt = isDay ? startsAt + seconds * 1000 : startsAt;
    if (startsAt < EARLIEST) this.#refuseTime('time-before-records', line);
    else if (knownAt > now) this.#refuseTime('time-in-future', line, { now: clockText(zone.wall(now)) });
    else this.#writeValue(line, { startsAt, seconds });
  }

  #writeValue(line: Line, time: Pick<TemperatureRow, 'startsAt' | 'seconds'>): void {
    const { problems, valueColumn, unit: usual, decimalSign } = this.#setup;
    const place = { row: line.row, column: valueColumn, found: line.value };
    let sum = 0;
    const values = line.value.split(BETWEEN_EXTREMES);
    for (const text of values) {
      const cell = readTemperature(text, decimalSign);
      if (cell === 'missing') {
        problems.add({ kind: 'value-missing', severity: 'info', ...place });
        return;
      }
      const microCelsius = cell === 'bad' ? Number.NaN : toMicroCelsius(cell.value, cell.unit ?? usual);
      if (cell === 'bad' || !isPlausible(microCelsius)) {
        const kind = cell === 'bad' ? 'value-bad' : 'temperature-implausible';
        problems.add({ kind, severity: 'refused', ...place, params: PLAUSIBLE });
        return;
      }
      sum += microCelsius;
    }
    this.#rows.push({ row: line.row, ...time, microCelsius: Math.round(sum / values.length) });
  }

  /** From a local midnight to the next, be the day 23 or 25 hours long. */
  #daySeconds({ stamp }: Line, startsAt: number): number {
    if (!Number.isNaN(stamp.offsetMs)) return DAY_MS / 1000;
    const { zone } = this.#setup;
    const meaning = zone.meaning(Math.floor(zone.wall(startsAt) / DAY_MS) * DAY_MS + DAY_MS);
    const end = meaning.kind === 'once' ? meaning.instant : meaning.kind === 'twice' ? meaning.earlier : meaning.transition;
    return Math.round((end - startsAt) / 1000);
  }

  #refuseTime(kind: ProblemKind, line: Line, params: Readonly<Record<string, string>> = {}): void {
    const { problems, stampColumn } = this.#setup;
    problems.add({ kind, severity: 'refused', row: line.row, column: stampColumn, found: line.stampText, params });
  }
}

const PLAUSIBLE = { from: String(PLAUSIBLE_CELSIUS.least), to: String(PLAUSIBLE_CELSIUS.most) };
