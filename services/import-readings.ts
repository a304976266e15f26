import { kwhText } from '#core/energy/micro-wh.ts';
import type { FileSource, ReadOptions, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem, Severity } from '#core/meter-files/problem.ts';
import { ProblemList } from '#core/meter-files/problem-list.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import {
  deleteChunks,
  findCommittedByFile,
  findImportByKey,
  type Import,
  insertImport,
  insertImportMeters,
  insertProblems,
  listProblems,
  lockImport,
  storedKinds,
  unknownMetersOf,
  updateImport,
} from '#db/queries/imports.ts';
import { listMeters, usualSteps } from '#db/queries/meters.ts';
import { confirmMetReadings, countStaged, insertReadings, type MeterSpan } from '#db/queries/readings.ts';
import { confirmMetRegisters, countDifferences, insertRegisterValues, judgeRegisters } from '#db/queries/registers.ts';
import { analyzeStaging, createStaging, ensureMonths, stageMeters, unstageMeters } from '#db/queries/staging.ts';
import { inTransaction, RollBack, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { deriveRegisterReadings } from '#services/derive-register-readings.ts';
import { judgeStagedReadings } from '#services/judge-staged-readings.ts';
import { makeMissingMeters, type PlacedMeter } from '#services/make-missing-meters.ts';
import { retotalDays } from '#services/retotal-days.ts';
import { ServiceError } from '#services/service-error.ts';
import { type StagedMeterFile, stageMeterFile } from '#services/stage-meter-file.ts';
import { takeTurn } from '#services/take-turn.ts';

/** What staff said about the file and what should become of it. */
export interface ImportOptions extends ReadOptions {
  /** A register that drops began again from zero. */
  readonly allowReset?: boolean;
  /** A different value takes the place of the one in effect. */
  readonly replace?: boolean;
  /** Commit nothing if any row is refused. */
  readonly strict?: boolean;
  /** Make a dorm and a meter for each label that is not known. */
  readonly createMeters?: boolean;
}

export interface ImportRequest {
  readonly campus: Campus;
  readonly source: FileSource;
  readonly sha256: Buffer;
  readonly options: ImportOptions;
  readonly channel: 'page' | 'api' | 'command';
  /** preview: everything that commit does, then back to the state before. */
  readonly mode: 'commit' | 'preview';
  readonly now: Date;
  readonly personId?: number;
  readonly idempotencyKey?: string;
  /** The import that was received on the page, which this commits. */
  readonly received?: number;
  /** Called now and then with the share of the file that has been read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Asked inside the transaction once everything is in place: what a preview shows of the leaderboard. */
  readonly inspect?: (transaction: Transaction) => Promise<void>;
}

/** committed: it is in. known: the same file is in already. previewed: it would go in. refused: nothing was stored. */
export interface ImportResult {
  readonly import: number | null;
  readonly state: 'committed' | 'known' | 'previewed' | 'refused';
  readonly readings: { readonly new: number; readonly same: number; readonly replaced: number };
  /** Over the accepted rows (new, same and replaced), decimal text, exact. */
  readonly energyKwh: string;
  readonly problems: readonly Problem[];
  readonly understanding: Understanding | null;
}

/**
 * Reads a meter file into the campus's readings: detect, parse, read, check, store, total, in one transaction that is
 * whole or absent. Good rows go in, bad ones become problems. The same bytes with the same options change nothing.
 * A question about the whole file, no usable row, or (strict) a refused row gives state `refused` and stores nothing.
 * Errors: key-used, import-already-committed.
 */
export async function importReadings(ctx: Context, request: ImportRequest): Promise<ImportResult> {
  const known = await findKnown(ctx.database.db, request);
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
    if (!isKeyClash(error)) throw error;
    const first = await findKnown(ctx.database.db, request);
    if (first === null) throw error;
    return first;
  }
}

async function openFile(ctx: Context, request: ImportRequest) {
  const { campus, source, options, now } = request;
  const [meters, steps] = await Promise.all([listMeters(ctx.database.db, campus.id), usualSteps(ctx.database.db, campus.id)]);
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
        return { ...meter, label: meter.stampLabel, stepSeconds: steps.get(meter.id) ?? null };
      },
    },
  });
}

const NEW_METER = { kind: null, unit: null, multiplier: '1', timeZone: null, label: null, stepSeconds: null };

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
  const known = await findKnown(transaction.db, request);
  if (known !== null) throw new RollBack(known);
  const row = await recordImport(transaction, { request, revision, understanding: file.understanding });
  const made = await store(transaction, { request, staged, importId: row.id, revision });

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
    options: comparable(request.options),
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

/** Puts staged rows beside those in effect and totals the days they touch. */
async function store(
  transaction: Transaction,
  work: { request: ImportRequest; staged: StagedMeterFile; importId: number; revision: number },
) {
  const { request, staged, importId, revision } = work;
  const { campus, options } = request;
  const replace = options.replace === true;
  const problems = new ProblemList();
  const placed = await makeMissingMeters(transaction, { campusId: campus.id, importId, meters: staged.meters });
  const meters = await refuseOtherKind(transaction, { campusId: campus.id, meters: placed, problems });
  const judged = await judgeStagedReadings(transaction, { campusId: campus.id, meters, replace, problems });
  await stageMeters(transaction, judged);
  const registers = meters.filter((meter) => meter.isRegister);
  const isAllClean = judged.every((meter) => meter.isClean);
  if (registers.length > 0 || !isAllClean) await analyzeStaging(transaction);
  if (!isAllClean) await confirmMetReadings(transaction, campus.id);
  await insertReadings(transaction, { campusId: campus.id, revision });
  if (registers.length > 0) {
    await judgeRegisters(transaction, { campusId: campus.id, replace });
    await confirmMetRegisters(transaction, campus.id);
    await insertRegisterValues(transaction, { campusId: campus.id, revision, allowsReset: options.allowReset === true });
  }
  await insertImportMeters(
    transaction.db,
    meters.map((meter) => ({
      campusId: campus.id,
      importId,
      meterId: meter.meterId,
      firstAt: new Date(meter.firstAt),
      lastAt: new Date(meter.lastAt),
      longestSeconds: meter.longestSeconds,
      stepSeconds: meter.stepSeconds,
      isRegister: meter.isRegister,
    })),
  );
  const spans: MeterSpan[] = meters.filter((meter) => !meter.isRegister);
  for (const meter of registers)
    spans.push(await deriveOne(transaction, { campusId: campus.id, revision, span: meter, problems }));
  await retotalDays(transaction, { campusId: campus.id, timeZone: campus.timeZone, revision, spans });
  const intervals = await countStaged(transaction);
  const differences =
    registers.length > 0 ? await countDifferences(transaction, { campusId: campus.id, revision }) : NO_DIFFERENCES;
  return {
    readings: {
      new: intervals.new + differences.new,
      same: intervals.same + differences.same,
      replaced: intervals.replaced + differences.replaced,
    },
    energyMicroWh: intervals.energyMicroWh + differences.energyMicroWh,
    hasRegisterValues: registers.length > 0,
    problems: [...problems.take(), ...problems.closing()],
  };
}

const NO_DIFFERENCES = { new: 0, same: 0, replaced: 0, energyMicroWh: 0n };

/** A meter keeps to intervals or to a register: rows of the other kind would drown the readings that it has. */
async function refuseOtherKind(
  transaction: Transaction,
  work: { campusId: number; meters: readonly PlacedMeter[]; problems: ProblemList },
): Promise<PlacedMeter[]> {
  const kinds = await storedKinds(transaction.db, work.campusId);
  const isOther = (meter: PlacedMeter) => (kinds.get(meter.meterId) ?? meter.isRegister) !== meter.isRegister;
  const others = work.meters.filter(isOther);
  for (const meter of others) {
    work.problems.add({
      kind: 'kind-differs',
      severity: 'refused',
      row: null,
      found: meter.label,
      params: { known: meter.isRegister ? 'interval' : 'register' },
    });
  }
  await unstageMeters(
    transaction,
    others.map((meter) => meter.meterNo),
  );
  return work.meters.filter((meter) => !isOther(meter));
}

async function deriveOne(
  transaction: Transaction,
  work: { campusId: number; revision: number; span: MeterSpan; problems: ProblemList },
): Promise<MeterSpan> {
  const derived = await deriveRegisterReadings(transaction, work);
  for (const { kind, stamp, base } of derived.findings) {
    const isOwn = stamp.revision === work.revision;
    if (!isOwn && kind !== 'register-drop') continue;
    work.problems.add({
      kind,
      severity: kind === 'register-drop' ? 'held' : kind === 'overlap' ? 'refused' : 'info',
      row: isOwn ? stamp.rowNumber : null,
      found: kwhText(stamp.registerMicroWh),
      params: base === null ? {} : { before: kwhText(base.registerMicroWh), beforeAt: new Date(base.stampedAt).toISOString() },
    });
  }
  return derived.touched;
}

/** The result of an earlier import of the same key or file that makes this one needless; null when there is none. */
async function findKnown(db: Transaction['db'], request: ImportRequest): Promise<ImportResult | null> {
  const { campus, sha256, idempotencyKey } = request;
  if (idempotencyKey !== undefined) {
    const keyed = await findImportByKey(db, { campusId: campus.id, idempotencyKey });
    if (keyed !== null && !keyed.sha256.equals(sha256)) {
      throw new ServiceError('key-used', 'This Idempotency-Key was used for another file. Send a new key with a new file.');
    }
    if (keyed !== null && keyed.state === 'committed') return knownResult(db, keyed);
  }
  const options = JSON.stringify(comparable(request.options));
  const same = await findCommittedByFile(db, { campusId: campus.id, sha256 });
  const earlier = same.find((one) => JSON.stringify(comparable(one.options)) === options);
  if (earlier === undefined || (await wouldBringMore(db, earlier))) return null;
  return knownResult(db, earlier);
}

/** Whether a meter that an import could not place is known by now. */
async function wouldBringMore(db: Transaction['db'], earlier: Import): Promise<boolean> {
  const unknown = await unknownMetersOf(db, { campusId: earlier.campusId, importId: earlier.id });
  if (unknown.length === 0) return false;
  const labels = new Set((await listMeters(db, earlier.campusId)).map((meter) => meter.label));
  return unknown.some((label) => labels.has(label));
}

async function knownResult(db: Transaction['db'], earlier: Import): Promise<ImportResult> {
  const counts = earlier.outcome?.readings ?? { new: 0, same: 0, replaced: 0 };
  return {
    import: earlier.id,
    state: 'known',
    readings: { new: 0, same: counts.new + counts.same + counts.replaced, replaced: 0 },
    energyKwh: earlier.outcome?.energyKwh ?? '0',
    problems: await listProblems(db, { campusId: earlier.campusId, importId: earlier.id }),
    understanding: earlier.understanding,
  };
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

/** The options that were given, in one order, so that the same ones compare equal. `strict` decides nothing about the rows. */
function comparable(options: Record<string, unknown> | ImportOptions): Record<string, unknown> {
  const given = Object.entries(options).filter(([name, value]) => value !== undefined && value !== false && name !== 'strict');
  return Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isKeyClash(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (
    cause instanceof Error &&
    'code' in cause &&
    cause.code === '23505' &&
    cause.message.includes('imports_idempotency_key_unique')
  );
}
