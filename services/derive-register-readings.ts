import {
  type RegisterFinding,
  type RegisterReading,
  type RegisterStamp,
  type RegisterStep,
  readNextStamp,
} from '#core/energy/registers.ts';
import { type MeterSpan, raiseLongestInterval } from '#db/queries/readings.ts';
import { deleteDifferences, hasReading, insertDifferences, lastBaseBefore, nextStamps } from '#db/queries/registers.ts';
import type { Transaction } from '#db/transaction.ts';

const PAGE = 5000;

/**
 * Makes the readings of a register meter anew wherever new or removed register values can change them: from the value
 * before the span to the first later difference that comes out as it was. So the outcome depends on what is stored,
 * never on the order of arrival. Answers the stretch of time whose readings may have changed, and what was found.
 */
export async function deriveRegisterReadings(
  transaction: Transaction,
  request: { campusId: number; span: MeterSpan },
): Promise<{ touched: MeterSpan; findings: RegisterFinding[] }> {
  const { campusId, span } = request;
  const key = { campusId, meterId: span.meterId };
  const from = await lastBaseBefore(transaction, key, span.firstAt);
  const findings: RegisterFinding[] = [];
  let base: RegisterStamp | null = null;
  let after = from;
  let firstAt = from ?? span.firstAt;
  let lastAt = span.lastAt;
  let longestSeconds = 0;
  let isSettled = false;

  for (let until = from, inclusive = true, isExhausted = false; !isSettled && !isExhausted; inclusive = false) {
    const stamps = await nextStamps(transaction, key, { after, inclusive, limit: PAGE });
    const readings: RegisterReading[] = [];
    isExhausted = stamps.length < PAGE;
    for (const stamp of stamps) {
      const isStart: boolean = base === null && from !== null;
      const step: RegisterStep = isStart ? { reading: null, finding: null, base: stamp } : readNextStamp(base, stamp);
      isSettled = stamp.stampedAt > span.lastAt && step.reading !== null && (await hasReading(transaction, key, step.reading));
      if (isSettled) break;
      base = step.base;
      after = stamp.stampedAt;
      lastAt = Math.max(lastAt, stamp.stampedAt);
      if (step.finding !== null) findings.push(step.finding);
      if (step.reading === null) continue;
      readings.push(step.reading);
      // Nothing was read before the span yet, but a value may have stood there alone: the energy begins with it.
      firstAt = Math.min(firstAt, step.reading.startsAt);
    }
    const nextUntil = isSettled || !isExhausted ? (base?.stampedAt ?? null) : null;
    await deleteDifferences(transaction, key, { from: until, until: nextUntil });
    await insertDifferences(transaction, key, readings);
    until = nextUntil;
    longestSeconds = readings.reduce((longest, reading) => Math.max(longest, reading.seconds), longestSeconds);
  }
  await raiseLongestInterval(transaction, { ...key, longestSeconds });
  return { touched: { meterId: span.meterId, firstAt, lastAt }, findings };
}
