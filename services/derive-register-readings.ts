import type { RegisterRules } from '#core/energy/register-steps.ts';
import {
  NO_STATE,
  type RegisterFinding,
  type RegisterReading,
  type RegisterState,
  readNextStamp,
} from '#core/energy/registers.ts';
import { type MeterSpan, raiseLongestInterval } from '#db/queries/readings.ts';
import { deleteDifferences, hasReading, insertDifferences } from '#db/queries/register-differences.ts';
import { listHolds, replaceHolds } from '#db/queries/register-holds.ts';
import { lastBaseBefore, nextStamps } from '#db/queries/registers.ts';
import type { Transaction } from '#db/transaction.ts';
import { settleRegisterRules } from '#services/settle-register-rules.ts';

const PAGE = 5000;

interface Derivation {
  readonly campusId: number;
  readonly span: MeterSpan;
  /** Told of each finding as it is made; `isNew` false: held already before. */
  readonly onFinding?: (finding: RegisterFinding, known: { isNew: boolean; rules: RegisterRules }) => void;
}

/**
 * Makes the readings of a register meter anew wherever new or removed register values, or what staff said about them,
 * can change them: from the value before the span to the first later difference that comes out as it was. A span with
 * infinite bounds is all of the meter. The outcome depends on what is stored, never on the order of arrival. Answers
 * the stretch of time whose readings may have changed.
 */
export async function deriveRegisterReadings(transaction: Transaction, request: Derivation): Promise<MeterSpan> {
  const { campusId } = request;
  const key = { campusId, meterId: request.span.meterId };
  const { rules, span } = await reachOf(transaction, { campusId, span: request.span });
  const from = await lastBaseBefore(transaction, key, span.firstAt);
  const walk: Walk = { rules, lastAt: span.lastAt, state: NO_STATE, isStart: from !== null, after: from };
  let [firstAt, lastAt] = [from ?? span.firstAt, span.lastAt];
  let longestSeconds = 0;
  for (let until = from, isSettled = false, isExhausted = false; !isSettled && !isExhausted; ) {
    const pageAfter = walk.after;
    const page = await walkPage(transaction, key, walk);
    ({ isSettled, isExhausted } = page);
    const nextUntil = isSettled || !isExhausted ? (walk.state.base?.stampedAt ?? null) : null;
    await deleteDifferences(transaction, key, { from: until, until: nextUntil });
    await insertDifferences(transaction, key, page.readings);
    until = nextUntil;
    const held = page.findings.filter(isHold);
    const walked = { after: pageAfter, until: page.reachedAt, held };
    const heldBefore = await replaceHolds(transaction, key, walked);
    for (const finding of page.findings)
      request.onFinding?.(finding, { isNew: !isHold(finding) || !heldBefore.has(finding.stamp.stampedAt), rules });
    // Nothing was read before the span yet, but a value may have stood there alone: the energy begins with it.
    firstAt = Math.min(firstAt, page.readings[0]?.startsAt ?? firstAt);
    lastAt = Math.max(lastAt, walk.after ?? lastAt);
    longestSeconds = page.readings.reduce((longest, reading) => Math.max(longest, reading.seconds), longestSeconds);
  }
  await raiseLongestInterval(transaction, { ...key, longestSeconds });
  return { meterId: span.meterId, firstAt, lastAt };
}

/** The span with every doubtful day on which the rules now come to something else than is stored. */
async function reachOf(transaction: Transaction, request: { campusId: number; span: MeterSpan }) {
  const { rules, span, doubtful } = await settleRegisterRules(transaction, request);
  let { firstAt, lastAt } = span;
  for (const days of doubtful) {
    if (days.firstAt >= firstAt && days.lastAt <= lastAt) continue;
    if (await isAsStored(transaction, { campusId: request.campusId, rules, span: days })) continue;
    firstAt = Math.min(firstAt, days.firstAt);
    lastAt = Math.max(lastAt, days.lastAt);
  }
  return { rules, span: { ...span, firstAt, lastAt } };
}

/** Whether a walk over the span's register values would make the readings and holds that are there. */
async function isAsStored(
  transaction: Transaction,
  work: { campusId: number; rules: RegisterRules; span: MeterSpan },
): Promise<boolean> {
  const { rules, span } = work;
  const key = { campusId: work.campusId, meterId: span.meterId };
  const from = await lastBaseBefore(transaction, key, span.firstAt);
  const walk: Walk = { rules, lastAt: span.lastAt, state: NO_STATE, isStart: from !== null, after: from };
  for (let isOver = false; !isOver; ) {
    const after = walk.after;
    const page = await walkPage(transaction, key, walk);
    for (const reading of page.readings) if (!(await hasReading(transaction, key, reading))) return false;
    const stored = await listHolds(transaction, key, { after, until: page.reachedAt });
    const found = page.findings.filter(isHold);
    if (stored.length !== found.length || found.some(({ kind, stamp }, at) => stored[at] !== `${kind} ${stamp.stampedAt}`))
      return false;
    isOver = page.isSettled || page.isExhausted;
  }
  return true;
}

/** Where a walk over a meter's register values stands. */
interface Walk {
  readonly rules: RegisterRules;
  /** After it, the walk ends at the first difference that is stored already. */
  readonly lastAt: number;
  state: RegisterState;
  /** The next stamp is an accepted one that begins the walk. */
  isStart: boolean;
  /** The last stamp seen; null: none. */
  after: number | null;
}

/**
 * The next page of a walk. What was stored of held values up to `reachedAt` (null: of all) is out of date: the stamp that
 * the walk settles at is never one of them, and values before it may be gone.
 */
async function walkPage(transaction: Transaction, key: { campusId: number; meterId: number }, walk: Walk) {
  const stamps = await nextStamps(transaction, key, { after: walk.after, inclusive: walk.isStart, limit: PAGE });
  const readings: RegisterReading[] = [];
  const findings: RegisterFinding[] = [];
  const isExhausted = stamps.length < PAGE;
  for (const stamp of stamps) {
    const step = walk.isStart
      ? { reading: null, finding: null, state: { base: stamp, suspect: null } }
      : readNextStamp(walk.state, stamp, walk.rules);
    const { reading, finding } = step;
    if (stamp.stampedAt > walk.lastAt && reading !== null && (await hasReading(transaction, key, reading)))
      return { readings, findings, isExhausted, isSettled: true, reachedAt: stamp.stampedAt };
    walk.state = step.state;
    walk.isStart = false;
    walk.after = stamp.stampedAt;
    if (finding !== null) findings.push(finding);
    if (reading !== null) readings.push(reading);
  }
  return { readings, findings, isExhausted, isSettled: false, reachedAt: isExhausted ? null : walk.after };
}

function isHold({ kind }: RegisterFinding): boolean {
  return kind === 'register-drop' || kind === 'register-jump';
}
