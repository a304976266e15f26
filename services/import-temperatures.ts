import type { FileSource, Guess, MeterFileReading, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem, Severity } from '#core/meter-files/problem.ts';
import { problemFor } from '#core/meter-files/problem.ts';
import { ProblemList } from '#core/meter-files/problem-list.ts';
import { readTemperatureFile, type TemperatureOptions } from '#core/temperature-files/read-temperature-file.ts';
import { localDaysBetween } from '#core/time/local-days.ts';
import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { findCommittedByFile, insertImport, insertProblems, listProblems } from '#db/queries/imports.ts';
import {
  createTemperatureStaging,
  type JudgedTemperatures,
  listDailyTemperatures,
  StagedTemperatures,
  storeStagedTemperatures,
} from '#db/queries/temperatures.ts';
import { type Db, inTransaction, RollBack, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { deriveDailyTemperatures } from '#services/derive-daily-temperatures.ts';
import { areSameOptions, comparableOptions } from '#services/find-known-import.ts';
import { recordAudit } from '#services/record-audit.ts';
import { takeTurn } from '#services/take-turn.ts';

export interface TemperatureImportOptions extends TemperatureOptions {
  /** A different value takes the place of the one in effect. */
  readonly replace?: boolean;
  /** Commit nothing if any row is refused. */
  readonly strict?: boolean;
}

export interface TemperatureImportRequest {
  readonly campus: Campus;
  readonly source: FileSource;
  readonly sha256: Buffer;
  readonly options: TemperatureImportOptions;
  readonly channel: 'page' | 'api' | 'command' | 'watch';
  /** preview: everything that commit does, then back to the state before. */
  readonly mode: 'commit' | 'preview';
  readonly now: Date;
  readonly personId?: number;
}

export interface TemperatureImportResult {
  readonly import: number | null;
  readonly state: 'committed' | 'known' | 'previewed' | 'refused';
  readonly temperatures: { readonly new: number; readonly same: number; readonly replaced: number };
  /** Local days from the file's first temperature to its last. */
  readonly days: number;
  /** The part of these days' time for which a temperature is known once the file is in, 0 to 1. */
  readonly coverage: number;
  readonly problems: readonly Problem[];
  readonly guesses: readonly Guess[];
}

/**
 * Reads a file of outdoor temperatures into the campus's, as meter files are read into its readings: in one transaction that
 * is whole or absent, values side by side, daily means made anew, undone by undoImport. The same bytes with the same
 * options change nothing. A question about the whole file, no usable row, or (strict) a refused row stores nothing.
 */
export async function importTemperatures(ctx: Context, request: TemperatureImportRequest): Promise<TemperatureImportResult> {
  const { campus, source, now, options } = request;
  const known = await findKnown(ctx.database.db, request);
  if (known !== null) return known;
  const { replace: _, strict: __, ...readOptions } = options;
  const file = await readTemperatureFile({ source, options: readOptions, campusTimeZone: campus.timeZone, now: now.getTime() });
  const { questions } = file.understanding;
  if (questions.length > 0) return refused(questions, file.understanding);
  const result = await takeTurn(ctx.database, () =>
    inTransaction(ctx.database, async (transaction) => {
      const taken = await importInto(transaction, request, file);
      await recordAudit(transaction.db, {
        ...{ campusId: campus.id, by: ctx.by, action: 'import-temperatures', subject: taken.import, at: now },
        detail: { ...taken.temperatures, channel: request.channel },
      });
      return taken;
    }),
  );
  const { state, temperatures } = result;
  ctx.log.info({ campus: campus.slug, file: source.name, state, temperatures }, 'temperatures imported');
  return result;
}

async function importInto(
  transaction: Transaction,
  request: TemperatureImportRequest,
  file: MeterFileReading,
): Promise<TemperatureImportResult> {
  const { campus, options, mode } = request;
  const { understanding } = file;
  await createTemperatureStaging(transaction);
  const staged = await stage(transaction, file);
  const { firstAt, lastAt } = staged;
  if (firstAt === null || lastAt === null) throw new RollBack(refused([...staged.problems, NO_USABLE_ROW], understanding));
  const revision = await takeRevision(transaction, campus.id);
  const known = await findKnown(transaction.db, request);
  if (known !== null) throw new RollBack(known);

  const span = { firstAt, lastAt };
  const replaces = options.replace === true;
  const judged = await storeStagedTemperatures(transaction, { campusId: campus.id, revision, replaces, ...span });
  const problems = [...staged.problems, ...conflictsOf(judged)];
  const { new: fresh, same, replaced } = judged;
  if (fresh + same + replaced === 0) throw new RollBack(refused([...problems, NO_USABLE_ROW], understanding));
  if (options.strict === true && problems.some(({ severity }) => severity === 'refused'))
    throw new RollBack(refused(problems, understanding));
  await deriveDailyTemperatures(transaction, { campus, revision, ...span });

  const figures = await figuresOf(transaction.db, { campus, ...span });
  const result = { temperatures: { new: fresh, same, replaced }, ...figures, problems, guesses: understanding.guesses };
  if (mode === 'preview') throw new RollBack<TemperatureImportResult>({ ...result, import: null, state: 'previewed' });
  const id = await record(transaction, { request, revision, understanding, result });
  await notifyChanged(transaction.db, campus.slug);
  return { ...result, import: id, state: 'committed' };
}

/** The rows of a file in the staging table, and the first and last of their times (epoch milliseconds; null: no row). */
async function stage(transaction: Transaction, file: MeterFileReading) {
  const rows = new StagedTemperatures(transaction);
  const problems: Problem[] = [];
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  try {
    for await (const batch of file.batches()) {
      const { temperatures = [] } = batch;
      for (const problem of batch.problems) problems.push(problem);
      for (const { startsAt } of temperatures) {
        firstAt = Math.min(firstAt ?? startsAt, startsAt);
        lastAt = Math.max(lastAt ?? startsAt, startsAt);
      }
      await rows.add(temperatures);
    }
  } finally {
    await rows.end();
  }
  return { problems, firstAt, lastAt };
}

async function record(
  transaction: Transaction,
  work: {
    request: TemperatureImportRequest;
    revision: number;
    understanding: Understanding;
    result: Pick<TemperatureImportResult, 'temperatures' | 'days' | 'coverage' | 'problems'>;
  },
): Promise<number> {
  const { request, revision, understanding, result } = work;
  const { campus, source, sha256, options, channel, personId, now } = request;
  const { temperatures, days, coverage, problems } = result;
  const { id } = await insertImport(transaction.db, {
    campusId: campus.id,
    subject: 'temperatures',
    state: 'committed',
    revision,
    channel,
    fileName: source.name,
    bytes: source.bytes,
    sha256,
    options: comparableOptions({ ...options }),
    understanding,
    outcome: { readings: temperatures, energyKwh: '0', problems: countBySeverity(problems), temperatures: { days, coverage } },
    // Options for temperatures teach nothing about meter files.
    isProfile: false,
    personId: personId ?? null,
    createdAt: now,
    committedAt: now,
  });
  await insertProblems(transaction.db, { campusId: campus.id, importId: id, problems });
  return id;
}

/** The result of an earlier import of the same file by the same options; null when there is none. */
async function findKnown(db: Db, request: TemperatureImportRequest): Promise<TemperatureImportResult | null> {
  const { campus, sha256, options } = request;
  const same = await findCommittedByFile(db, { campusId: campus.id, sha256, subject: 'temperatures' });
  const earlier = same.find((one) => areSameOptions(one.options, { ...options }));
  if (earlier === undefined) return null;
  const { readings, temperatures } = earlier.outcome ?? {};
  return {
    import: earlier.id,
    state: 'known',
    temperatures: { new: 0, same: (readings?.new ?? 0) + (readings?.same ?? 0) + (readings?.replaced ?? 0), replaced: 0 },
    days: temperatures?.days ?? 0,
    coverage: temperatures?.coverage ?? 0,
    problems: await listProblems(db, { campusId: campus.id, importId: earlier.id }),
    guesses: earlier.understanding?.guesses ?? [],
  };
}

async function figuresOf(
  db: Db,
  { campus, firstAt, lastAt }: { campus: Campus; firstAt: number; lastAt: number },
): Promise<{ days: number; coverage: number }> {
  const days = localDaysBetween({ startsAt: firstAt, endsAt: lastAt + 1, timeZone: campus.timeZone });
  const [fromDay = '', toDay = ''] = [days[0]?.day, days.at(-1)?.day];
  const means = await listDailyTemperatures(db, { campusId: campus.id, fromDay, toDay });
  const measured = means.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0);
  return { days: days.length, coverage: measured / days.reduce((sum, { seconds }) => sum + seconds, 0) };
}

function conflictsOf({ conflicts }: JudgedTemperatures): Problem[] {
  const problems = new ProblemList();
  for (const { row, microCelsius, known } of conflicts) {
    const params = { known: String(known / 1e6) };
    problems.add({ kind: 'temperature-conflict', severity: 'refused', row, found: String(microCelsius / 1e6), params });
  }
  return [...problems.take(), ...problems.closing()];
}

const NO_USABLE_ROW = problemFor({ kind: 'no-usable-row', severity: 'refused' });

function refused(problems: readonly Problem[], { guesses }: Understanding): TemperatureImportResult {
  const temperatures = { new: 0, same: 0, replaced: 0 };
  return { import: null, state: 'refused', temperatures, days: 0, coverage: 0, problems, guesses };
}

function countBySeverity(problems: readonly Problem[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { refused: 0, held: 0, warning: 0, info: 0 };
  for (const { kind, severity, params } of problems)
    counts[severity] += kind === 'more-of-the-same' ? Number(params.count ?? 1) : 1;
  return counts;
}
