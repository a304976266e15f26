import { kwhText } from '#core/energy/micro-wh.ts';
import type { MeterSettings, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem, Severity } from '#core/meter-files/problem.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { deleteChunks, type Import, insertImport, insertProblems, lockImport, updateImport } from '#db/queries/imports.ts';
import { listMeters, listMultipliers, usualSteps } from '#db/queries/meters.ts';
import { createStaging, ensureMonths } from '#db/queries/staging.ts';
import { inTransaction, RollBack, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { comparableOptions, findKnownImport } from '#services/find-known-import.ts';
import type { ImportRequest, ImportResult } from '#services/import-request.ts';
import { ServiceError } from '#services/service-error.ts';
import { stageMeterFile } from '#services/stage-meter-file.ts';
import { storeStagedRows } from '#services/store-staged-rows.ts';
import { takeTurn } from '#services/take-turn.ts';

/**
 * Reads a meter file into the campus's readings: detect, parse, read, check, store, total, in one transaction that is
 * whole or absent. Good rows go in, bad ones become problems. The same bytes with the same options change nothing.
 * A question about the whole file, no usable row, or (strict) a refused row gives state `refused` and stores nothing.
 * Errors: key-used, import-already-committed.
 */
export async function importReadings(ctx: Context, request: ImportRequest): Promise<ImportResult> {
  const known = await findKnownImport(ctx.database.db, request);
  if (known !== null) return known;
  const file = await openFile(ctx, request);
  if (file.understanding.questions.length > 0) return refused(file.understanding.questions, file.understanding);
  try {
    const result = await takeTurn(ctx.database, () =>
      inTransaction(ctx.database, (transaction) => importInto(ctx, transaction, { request, file })),
    );
    ctx.log.info(
      { campus: request.campus.slug, file: request.source.name, state: result.state, readings: result.readings },
      'import',
    );
    return result;
  } catch (error) {
    if (sqlErrorOf(error)?.code === NUMBER_OUT_OF_RANGE) return refused([TOO_MUCH], file.understanding);
    if (!isKeyClash(error)) throw error;
    const first = await findKnownImport(ctx.database.db, request);
    if (first === null) throw error;
    return first;
  }
}

async function openFile(ctx: Context, request: ImportRequest) {
  const { campus, source, options, now } = request;
  const { db } = ctx.database;
  const [meters, steps, multipliers] = await Promise.all([
    listMeters(db, campus.id),
    usualSteps(db, campus.id),
    listMultipliers(db, campus.id),
  ]);
  const byLabel = new Map(meters.map((meter) => [meter.label, meter]));
  const unknown = options.createMeters === true ? NEW_METER : null;
  return readMeterFile({
    source,
    context: {
      options,
      campusTimeZone: campus.timeZone,
      now: now.getTime(),
      meter(label) {
        const meter = byLabel.get(label);
        if (meter === undefined) return unknown;
        return {
          ...meter,
          label: meter.stampLabel,
          stepSeconds: steps.get(meter.id) ?? null,
          multipliers: multipliers.get(meter.id) ?? [],
        };
      },
    },
  });
}

const NEW_METER: MeterSettings = {
  kind: null,
  unit: null,
  multiplier: '1',
  multipliers: [],
  timeZone: null,
  label: null,
  stepSeconds: null,
  netsGeneration: false,
};

type OpenFile = Awaited<ReturnType<typeof openFile>>;

async function importInto(
  ctx: Context,
  transaction: Transaction,
  work: { request: ImportRequest; file: OpenFile },
): Promise<ImportResult> {
  const { request, file } = work;
  const { campus, options } = request;
  await createStaging(transaction);
  const staged = await stageMeterFile(transaction, { file, bytes: request.source.bytes, onProgress: request.onProgress });
  if (staged.meters.length === 0) throw new RollBack(refused([...staged.problems, NO_USABLE_ROW], file.understanding));
  await ensureMonths(ctx.database.pool, staged.months);

  const isPreview = request.mode === 'preview';
  const revision = await takeRevision(transaction, campus.id);
  const known = await findKnownImport(transaction.db, request);
  if (known !== null) throw new RollBack(known);
  const row = await recordImport(transaction, { request, revision, understanding: file.understanding });
  const made = await storeStagedRows(transaction, { request, staged, importId: row.id, revision });

  const problems = [...staged.problems, ...made.problems];
  const accepted = made.readings.new + made.readings.same + made.readings.replaced;
  if (accepted === 0 && !made.hasRegisterValues) throw new RollBack(refused([...problems, NO_USABLE_ROW], file.understanding));
  if (options.strict === true && problems.some(isRefusal)) throw new RollBack(refused(problems, file.understanding));

  const outcome = { readings: made.readings, energyKwh: kwhText(made.energyMicroWh), problems: countBySeverity(problems) };
  await updateImport(transaction.db, { campusId: campus.id, id: row.id, outcome });
  await insertProblems(transaction.db, { campusId: campus.id, importId: row.id, problems });
  await request.inspect?.(transaction);
  const result = { readings: made.readings, energyKwh: outcome.energyKwh, problems, understanding: file.understanding };
  if (isPreview) throw new RollBack<ImportResult>({ ...result, import: null, state: 'previewed' });
  await deleteChunks(transaction, { campusId: campus.id, importId: row.id });
  await notifyChanged(transaction.db, campus.slug);
  return { ...result, import: row.id, state: 'committed' };
}

async function recordImport(
  transaction: Transaction,
  work: { request: ImportRequest; revision: number; understanding: Understanding },
): Promise<Import> {
  const { request, revision, understanding } = work;
  const values = {
    campusId: request.campus.id,
    state: 'committed' as const,
    revision,
    channel: request.channel,
    fileName: request.source.name,
    bytes: request.source.bytes,
    sha256: request.sha256,
    options: comparableOptions(request.options),
    understanding,
    idempotencyKey: request.idempotencyKey ?? null,
    personId: request.personId ?? null,
    committedAt: request.now,
  };
  if (request.received === undefined || request.mode === 'preview') {
    return insertImport(transaction.db, {
      ...values,
      idempotencyKey: request.mode === 'preview' ? null : values.idempotencyKey,
      createdAt: request.now,
    });
  }
  return commitReceived(transaction, { id: request.received, values });
}

async function commitReceived(
  transaction: Transaction,
  work: { id: number; values: Omit<Parameters<typeof insertImport>[1], 'createdAt'> },
): Promise<Import> {
  const key = { campusId: work.values.campusId, id: work.id };
  const received = await lockImport(transaction.db, key);
  if (received === null) throw new ServiceError('import-unknown', 'This file was discarded. Drop it again.');
  if (received.state !== 'received') throw new ServiceError('import-already-committed', 'This file has been committed already.');
  await updateImport(transaction.db, { ...work.values, ...key });
  return { ...received, ...work.values } as Import;
}

function refused(problems: readonly Problem[], understanding: Understanding): ImportResult {
  return { import: null, state: 'refused', readings: { new: 0, same: 0, replaced: 0 }, energyKwh: '0', problems, understanding };
}

const NO_USABLE_ROW: Problem = { kind: 'no-usable-row', severity: 'refused', row: null, column: null, found: '', params: {} };

function isRefusal(problem: Problem): boolean {
  return problem.severity === 'refused' || problem.severity === 'held';
}

function countBySeverity(problems: readonly Problem[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { refused: 0, held: 0, warning: 0, info: 0 };
  for (const problem of problems)
    counts[problem.severity] += Number(problem.kind === 'more-of-the-same' ? (problem.params.count ?? 1) : 1);
  return counts;
}

/** A day's energy is a 64-bit number of µWh. */
const TOO_MUCH: Problem = { ...NO_USABLE_ROW, kind: 'value-implausible', params: { most: '9223372036' } };

const NUMBER_OUT_OF_RANGE = '22003';
const UNIQUE_VIOLATION = '23505';

function isKeyClash(error: unknown): boolean {
  const cause = sqlErrorOf(error);
  return cause?.code === UNIQUE_VIOLATION && cause.message.includes('imports_idempotency_key_unique');
}

function sqlErrorOf(error: unknown): (Error & { code: unknown }) | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? cause : null;
}
