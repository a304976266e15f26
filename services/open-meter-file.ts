import type { MeterFileReading, MeterSettings, ReadContext } from '#core/meter-files/meter-file.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listIgnoredMeters, listMeterAliases } from '#db/queries/inbox.ts';
import { listMeters, listMultipliers, usualSteps } from '#db/queries/meters.ts';
import { considerateSource } from '#services/considerate-source.ts';
import type { Context } from '#services/context.ts';
import type { ImportOptions, ImportRequest } from '#services/import-request.ts';
import { findProfile, lookOf, type Profile } from '#services/remember-options.ts';

/** A meter file that is understood and ready to be read, with the options it is read by. */
export interface OpenedFile {
  readonly reading: MeterFileReading;
  readonly options: ImportOptions;
  readonly look: string | null;
  /** What earlier files of this look taught, and which options were taken from it; null where nothing was. */
  readonly applied: { readonly profile: Profile; readonly options: ImportOptions } | null;
  /** Meters that were named for files of this look, where this one needs a meter and none was taken. */
  readonly suggestedMeters: readonly string[];
  readonly ignored: ReadonlySet<string>;
}

/**
 * Finds out what a file is by what was told, and, where the request wants so, by what earlier files of its look taught. What
 * is told always beats what was taught; a profile that would make a clear file unclear is left alone.
 */
export async function openMeterFile(ctx: Context, request: ImportRequest): Promise<OpenedFile> {
  const { ignored, contextOf } = await contextsFor(ctx, request);
  const source = considerateSource(request.source);
  const read = (options: ImportOptions) => readMeterFile({ source, context: contextOf(options) });
  const told = request.options;
  const first = await read(told);
  const look = lookOf(first.understanding);
  const plain = { reading: first, options: told, look, applied: null, suggestedMeters: [], ignored };
  if (request.usesProfiles !== true) return plain;
  const profile = await findProfile(ctx, { campus: request.campus, look, fileName: request.source.name });
  if (profile === null) return plain;
  const { reading, options } = await readByProfile(read, { profile, told, first });
  const suggestedMeters = asks(reading, 'meter-not-given') ? profile.meters : [];
  const added = Object.fromEntries(Object.entries(options).filter(([name]) => !(name in told)));
  const isWorse = reading.understanding.questions.length > 0 && first.understanding.questions.length === 0;
  if (isWorse || Object.keys(added).length === 0) return { ...plain, suggestedMeters };
  return { ...plain, reading, options, applied: { profile, options: added }, suggestedMeters };
}

/** What files of a campus are read by, under any options; and the labels that staff said to ignore. */
export async function contextsFor(
  ctx: Context,
  { campus, now }: { readonly campus: Campus; readonly now: Date },
): Promise<{ readonly ignored: ReadonlySet<string>; contextOf(options: ImportOptions): ReadContext }> {
  const { ignored, meter } = await meterKnowledge(ctx, campus);
  return {
    ignored,
    contextOf: (options) => ({
      options,
      campusTimeZone: campus.timeZone,
      now: now.getTime(),
      meter: (label) =>
        meter(label) ?? (options.createMeters === true && canBeMade(label) && !ignored.has(label) ? NEW_METER : null),
    }),
  };
}

type Read = (options: ImportOptions) => Promise<MeterFileReading>;

async function readByProfile(
  read: Read,
  { profile, told, first }: { profile: Profile; told: ImportOptions; first: MeterFileReading },
): Promise<{ reading: MeterFileReading; options: ImportOptions }> {
  let options: ImportOptions = { ...profile.options, ...told };
  let reading = Object.keys(profile.options).length === 0 ? first : await read(options);
  if (profile.meter !== null && asks(reading, 'meter-not-given')) {
    options = { ...options, meter: profile.meter };
    reading = await read(options);
  }
  if (profile.dateOrder !== null && asks(reading, 'date-order-ambiguous')) {
    options = { ...options, dateOrder: profile.dateOrder };
    reading = await read(options);
  }
  return { reading, options };
}

function asks({ understanding }: MeterFileReading, kind: string): boolean {
  return understanding.questions.some((question) => question.kind === kind);
}

/** What staff have told of meters: by label or by another name; and which labels they said to ignore. */
async function meterKnowledge(ctx: Context, campus: Campus) {
  const { db } = ctx.database;
  const [meters, steps, multipliers, aliases, ignoredMeters] = await Promise.all([
    listMeters(db, campus.id),
    usualSteps(db, campus.id),
    listMultipliers(db, campus.id),
    listMeterAliases(db, campus.id),
    listIgnoredMeters(db, campus.id),
  ]);
  const byId = new Map(meters.map((meter) => [meter.id, meter]));
  const byLabel = new Map(meters.map((meter) => [meter.label, meter]));
  const named = aliases.map((alias) => [alias.label, byId.get(alias.meterId)] as const);
  for (const [label, meter] of named) if (meter !== undefined && !byLabel.has(label)) byLabel.set(label, meter);
  return {
    ignored: new Set(ignoredMeters.map(({ label }) => label).filter((label) => !byLabel.has(label))),
    meter(label: string): MeterSettings | null {
      const meter = byLabel.get(label);
      if (meter === undefined) return null;
      return {
        ...meter,
        label: meter.stampLabel,
        stepSeconds: steps.get(meter.id) ?? null,
        multipliers: multipliers.get(meter.id) ?? [],
      };
    },
  };
}

/** As long as a label in the list of meters can be; what is longer is no name but a line gone wrong. */
const LONGEST_LABEL = 200;

function canBeMade(label: string): boolean {
  return label.length <= LONGEST_LABEL;
}

/** A meter of which nothing is known but its label. */
export const NEW_METER: MeterSettings = {
  kind: null,
  unit: null,
  multiplier: '1',
  multipliers: [],
  timeZone: null,
  label: null,
  stepSeconds: null,
  netsGeneration: false,
};
