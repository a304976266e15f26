import { kwhText } from '#core/energy/micro-wh.ts';
import type { Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem, Severity } from '#core/meter-files/problem.ts';
import { notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { deleteChunks } from '#db/queries/import-chunks.ts';
import { deleteProblems, type Import, insertImport, insertProblems, lockImport, updateImport } from '#db/queries/imports.ts';
import { deleteWaiting } from '#db/queries/kept-files.ts';
import { createStaging, ensureMonths } from '#db/queries/staging.ts';
import { inTransaction, RollBack, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { comparableOptions, findKnownImport } from '#services/find-known-import.ts';
import type { ImportRequest, ImportResult } from '#services/import-request.ts';
import { keepFile, keptUntil } from '#services/keep-file.ts';
import { type OpenedFile, openMeterFile } from '#services/open-meter-file.ts';
import { recordAudit } from '#services/record-audit.ts';
import { lookOf } from '#services/remember-options.ts';
import { onlyReread } from '#services/reread-rows.ts';
import { ServiceError } from '#services/service-error.ts';
import { type StagedMeterFile, stageMeterFile } from '#services/stage-meter-file.ts';
import { storeStagedRows } from '#services/store-staged-rows.ts';
import { takeTurn } from '#services/take-turn.ts';
import { tellIgnoredMeters } from '#services/tell-ignored-meters.ts';
import { watchReading } from '#services/watch-reading.ts';

/**
 * Reads a meter file into the campus's readings: detect, parse, read, check, store, total, in one transaction that is
 * whole or absent. Good rows go in, bad ones become problems. The same bytes with the same options change nothing.
 * A question about the whole file, no usable row, or (strict) a refused row gives state `refused` and stores nothing.
 * Errors: key-used, import-already-committed.
 */
export async function importReadings(ctx: Context, asked: ImportRequest): Promise<ImportResult> {
  const request = watchReading(asked);
  const known = await findKnownImport(ctx.database.db, request);
  if (known !== null) return known;
  const file = await openMeterFile(ctx, request);
  const { understanding } = file.reading;
  const profile = file.applied === null ? null : { import: file.applied.profile.import, options: file.applied.options };
  const about = { profile, suggestedMeters: file.suggestedMeters };
  if (understanding.questions.length > 0) return { ...refused(understanding.questions, understanding), ...about };
  const result = await carryOut(ctx, { request: { ...request, options: file.options, told: request.options }, file });
  return result.state === 'known' ? result : { ...result, ...about };
}

async function carryOut(ctx: Context, work: { request: ImportRequest; file: OpenedFile }): Promise<ImportResult> {
  const { request, file } = work;
  try {
    request.onStage?.('waiting');
    const result = await takeTurn(ctx.database, () =>
      inTransaction(ctx.database, (transaction) => importInto(ctx, transaction, work)),
    );
    ctx.log.info(
      { campus: request.campus.slug, file: request.source.name, state: result.state, readings: result.readings },
      'import',
    );
    return result;
  } catch (error) {
    if (sqlErrorOf(error)?.code === NUMBER_OUT_OF_RANGE) return refused([TOO_MUCH], file.reading.understanding);
    if (!isKeyClash(error)) throw error;
    const first = await findKnownImport(ctx.database.db, request);
    if (first === null) throw error;
    return first;
  }
}

async function importInto(
  ctx: Context,
  transaction: Transaction,
  work: { request: ImportRequest; file: OpenedFile },
): Promise<ImportResult> {
  const { request, file } = work;
  const { campus, options } = request;
  const { understanding } = file.reading;
  request.onStage?.('reading');
  await createStaging(transaction);
  const staged = await stageWanted(transaction, work);
  const whole = staged.problems.filter(({ kind }) => kind === 'too-many-meters');
  if (whole.length > 0) throw new RollBack(refused(whole, understanding));
  if (staged.meters.length === 0) throw new RollBack(refused([...staged.problems, NO_USABLE_ROW], understanding));
  await ensureMonths(ctx.database.pool, staged.months);

  request.onStage?.('checking');
  const isPreview = request.mode === 'preview';
  const revision = await takeRevision(transaction, campus.id);
  const known = await findKnownImport(transaction.db, request);
  if (known !== null) throw new RollBack(known);
  const row = await recordImport(transaction, { request, revision, file });
  const made = await storeStagedRows(transaction, { request, staged, importId: row.id, revision });

  const problems = [...staged.problems, ...made.problems];
  const accepted = made.readings.new + made.readings.same + made.readings.replaced;
  if (accepted === 0 && !made.hasRegisterValues) throw new RollBack(refused([...problems, NO_USABLE_ROW], understanding));
  if (options.strict === true && problems.some(isRefusal)) throw new RollBack(refused(problems, understanding));

  const outcome = { readings: made.readings, energyKwh: kwhText(made.energyMicroWh), problems: countBySeverity(problems) };
  await updateImport(transaction.db, { campusId: campus.id, id: row.id, outcome });
  await insertProblems(transaction.db, { campusId: campus.id, importId: row.id, problems });
  request.onStage?.('comparing');
  await request.inspect?.(transaction, problems);
  const result = { readings: made.readings, energyKwh: outcome.energyKwh, problems, understanding };
  if (isPreview) throw new RollBack<ImportResult>({ ...result, import: null, state: 'previewed' });
  await keepOrRelease(transaction, { request, importId: row.id, problems });
  await deleteWaiting(transaction.db, { campusId: campus.id, sha256: request.sha256 });
  await recordAudit(transaction.db, {
    ...{ campusId: campus.id, by: ctx.by, action: 'import-readings', subject: row.id, at: request.now },
    detail: { ...made.readings, channel: request.channel },
  });
  await notifyChanged(transaction.db, campus.slug);
  return { ...result, import: row.id, state: 'committed' };
}

/** The rows that the request is about, staged, and what is wrong with them. */
async function stageWanted(
  transaction: Transaction,
  { request, file }: { request: ImportRequest; file: OpenedFile },
): Promise<StagedMeterFile> {
  const { source, onProgress, reread } = request;
  const staged = await stageMeterFile(transaction, { file: file.reading, bytes: source.bytes, onProgress });
  const problems = tellIgnoredMeters(staged.problems, file.ignored);
  return reread === undefined ? { ...staged, problems } : onlyReread(transaction, { request, staged: { ...staged, problems } });
}

/** The file's bytes stay where rows were left that may come in later. */
async function keepOrRelease(
  transaction: Transaction,
  work: { request: ImportRequest; importId: number; problems: readonly Problem[] },
): Promise<void> {
  const { request, importId, problems } = work;
  const key = { campusId: request.campus.id, importId };
  const until = request.reread === undefined ? keptUntil(problems, request.now) : null;
  if (until === null) return deleteChunks(transaction, key);
  const isKept = request.received !== undefined || (await keepFile(transaction, { ...key, ...request }));
  if (isKept) await updateImport(transaction.db, { campusId: key.campusId, id: importId, keptUntil: until });
}

async function recordImport(
  transaction: Transaction,
  work: { request: ImportRequest; revision: number; file: OpenedFile },
): Promise<Import> {
  const { request, revision, file } = work;
  const values = {
    campusId: request.campus.id,
    state: 'committed' as const,
    revision,
    channel: request.channel,
    fileName: request.source.name,
    bytes: request.source.bytes,
    sha256: request.sha256,
    options: comparableOptions(request.options),
    understanding: file.reading.understanding,
    look: lookOf(file.reading.understanding),
    ...profileOf(request, file),
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

/** What the sender said, where a profile added to it. */
function profileOf({ told }: ImportRequest, { applied }: OpenedFile) {
  if (applied === null) return {};
  return { profileImportId: applied.profile.import, toldOptions: comparableOptions(told ?? {}) };
}

async function commitReceived(
  transaction: Transaction,
  work: { id: number; values: Omit<Parameters<typeof insertImport>[1], 'createdAt'> },
): Promise<Import> {
  const key = { campusId: work.values.campusId, id: work.id };
  const received = await lockImport(transaction.db, key);
  if (received === null) throw new ServiceError('import-unknown', 'This file was discarded. Drop it again.');
  if (received.state !== 'received') throw new ServiceError('import-already-committed', 'This file has been committed already.');
  await deleteProblems(transaction.db, { campusId: key.campusId, importId: key.id });
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
