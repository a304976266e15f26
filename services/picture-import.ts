import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import {
  type CellRow,
  type CellUnit,
  type CellValue,
  cellValues,
  type PictureCell,
  pictureCells,
} from '#core/energy/picture-cells.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { type LocalDay, localDaysBetween } from '#core/time/local-days.ts';
import { type Campus, currentRevision } from '#db/queries/campuses.ts';
import {
  listHeldStretches,
  listPictureDays,
  listPicturedMeters,
  listPictureHours,
  type PicturedMeter,
  secondsKnown,
} from '#db/queries/import-picture.ts';
import type { Transaction } from '#db/transaction.ts';

/** What a file's meters would look like once it is in: those that need a look first. Instants are epoch milliseconds. */
export interface ImportPicture {
  readonly firstAt: number;
  readonly lastAt: number;
  readonly unit: CellUnit;
  readonly cells: readonly PictureCell[];
  readonly meterCount: number;
  /** Meters without a gap or a held value. */
  readonly completeCount: number;
  /** The first `MOST_PICTURED` of them. */
  readonly meters: readonly MeterPicture[];
}

export interface MeterPicture extends PicturedMeter {
  readonly values: readonly CellValue[];
  /** Time of the file without a reading or held value of this meter. */
  readonly gapSeconds: number;
  readonly held: number;
  readonly refused: number;
  /** Its intervals are too long to be told by day: `values` says nothing. */
  readonly isCoarse: boolean;
}

const MOST_PICTURED = 40;

/**
 * A picture of the import that `transaction` has just stored and totalled, in the campus's local days. The worst meters come
 * first: most refused, held and missing. Null when no meter has a row.
 */
export async function pictureImport(
  transaction: Transaction,
  request: { campus: Campus; problems: readonly Problem[] },
): Promise<ImportPicture | null> {
  const { campus, problems } = request;
  const revision = await currentRevision(transaction.db, campus.id);
  const meters = await listPicturedMeters(transaction, { campusId: campus.id, revision });
  const firstAt = Math.min(...meters.map((meter) => meter.firstAt));
  const lastAt = Math.max(...meters.map((meter) => meter.lastAt));
  const days = localDaysBetween({ startsAt: firstAt, endsAt: Math.max(lastAt, firstAt + 1), timeZone: campus.timeZone });
  const [first, last] = [days[0], days.at(-1)];
  if (meters.length === 0 || first === undefined || last === undefined) return null;
  const query = { campusId: campus.id, revision, firstDay: first.day, lastDay: last.day };
  const known = await secondsKnown(transaction, { ...query, meterIds: meters.map(({ meterId }) => meterId) });
  const counted = meters
    .map((meter) => ({ ...meter, ...troubleOf(meter, problems), missing: missingOf({ meter, known, firstAt, lastAt }) }))
    .toSorted((a, b) => b.refused + b.held - (a.refused + a.held) || b.missing - a.missing || b.energyMicroWh - a.energyMicroWh);
  const shown = counted.slice(0, MOST_PICTURED);
  const drawn = await draw(transaction, { query, shown, days, firstAt, lastAt });
  const isComplete = (meter: { gapSeconds: number; held: number }) => meter.gapSeconds === 0 && meter.held === 0;
  const rest = counted.slice(MOST_PICTURED).map((meter) => ({ ...meter, gapSeconds: meter.missing }));
  return {
    firstAt,
    lastAt,
    meterCount: meters.length,
    completeCount: [...drawn.meters, ...rest].filter(isComplete).length,
    ...drawn,
  };
}

interface Counted extends PicturedMeter {
  readonly held: number;
  readonly refused: number;
  readonly spikes: readonly number[];
}

async function draw(
  transaction: Transaction,
  request: {
    query: { campusId: number; revision: number; firstDay: string; lastDay: string };
    shown: readonly Counted[];
    days: readonly LocalDay[];
    firstAt: number;
    lastAt: number;
  },
): Promise<Pick<ImportPicture, 'unit' | 'cells' | 'meters'>> {
  const { query, shown, days, firstAt, lastAt } = request;
  const meterIds = shown.map(({ meterId }) => meterId);
  const { unit, cells } = pictureCells(days);
  const ask = unit === 'hour' ? listPictureHours : listPictureDays;
  const rows = await ask(transaction, { ...query, meterIds });
  const stretches = await listHeldStretches(transaction, { campusId: query.campusId, meterIds, firstAt, lastAt });
  const meters = shown.map(({ spikes, ...meter }): MeterPicture => {
    const seconds = meter.stepSeconds ?? 3600;
    const spikeStretches = unit === 'hour' ? spikes.map((from) => ({ from, until: from + seconds * 1000 })) : [];
    const held = [...(stretches.get(meter.meterId) ?? []), ...spikeStretches];
    const isCoarse = meter.longestSeconds > LONGEST_RANKED_SECONDS;
    const own: readonly CellRow[] = rows.get(meter.meterId) ?? [];
    const drawn = cellValues({ cells, rows: own, held, firstAt, lastAt });
    return { ...meter, ...drawn, gapSeconds: isCoarse ? 0 : drawn.gapSeconds, isCoarse };
  });
  return { unit, cells, meters };
}

function missingOf(request: {
  meter: PicturedMeter;
  known: ReadonlyMap<number, number>;
  firstAt: number;
  lastAt: number;
}): number {
  const { meter, known, firstAt, lastAt } = request;
  if (meter.longestSeconds > LONGEST_RANKED_SECONDS) return 0;
  return Math.max(0, (lastAt - firstAt) / 1000 - (known.get(meter.meterId) ?? 0));
}

/** Held and refused values of one meter, as far as the problems name it, and when its spikes began. */
function troubleOf(meter: PicturedMeter, problems: readonly Problem[]): Pick<Counted, 'held' | 'refused' | 'spikes'> {
  const own = problems.filter(({ params, column }) => (params.meter ?? column) === meter.label);
  const refused = own.filter(({ severity, kind }) => severity === 'refused' && kind !== 'conflict' && kind !== 'overlap');
  const spikes = own.filter(({ kind, severity }) => kind === 'spike' && severity === 'held');
  return {
    held: own.filter(({ severity }) => severity === 'held').length,
    refused: refused.length + meter.clashing,
    spikes: spikes.map(({ params }) => startOf(params.at ?? '')).filter((at) => !Number.isNaN(at)),
  };
}

/** The instant of a text such as "2026-11-10 01:00-05:00 America/New_York". */
function startOf(text: string): number {
  const [day, time] = text.split(' ');
  return Date.parse(`${day}T${time}`);
}
