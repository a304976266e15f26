import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { updateMeter } from '#db/queries/meters.ts';
import { insertDecisions, listDecisions, revokeDecisionRow, type ValueDecision } from '#db/queries/value-decisions.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal, reasonOrRefusal } from '#services/find-meter.ts';
import { meterLimits } from '#services/meter-limits.ts';
import { recordAudit } from '#services/record-audit.ts';
import { retotalDays } from '#services/retotal-days.ts';
import { ServiceError } from '#services/service-error.ts';

export interface ValueDecisionSaid {
  readonly campus: Campus;
  /** Label or number. */
  readonly meter: string | number;
  /** accept: a held value counts. refuse: a value never counts. */
  readonly decision: 'accept' | 'refuse';
  readonly reason: string;
  readonly personId: number | null;
  readonly now: Date;
}

/**
 * Says of the value that begins at `startsAt` whether it counts. Remembered by meter, interval and energy: the same
 * value imported again, or in another order, is decided alike. Totals and estimates follow in the same transaction.
 * Errors: meter-unknown, answer-unfit.
 */
export async function decideValue(ctx: Context, request: ValueDecisionSaid & { startsAt: Date }): Promise<number> {
  return decideValues(ctx, { ...request, endsAt: new Date(request.startsAt.getTime() + 1) });
}

/**
 * The same of all values in effect that begin in [startsAt, endsAt): a frozen run, a day of nonsense. `accept` is about
 * those that are held. Answers how many values were decided on. Errors: meter-unknown, answer-unfit.
 */
export async function decideValues(ctx: Context, request: ValueDecisionSaid & { startsAt: Date; endsAt: Date }): Promise<number> {
  const { campus, startsAt, endsAt, decision, personId, now } = request;
  const reason = reasonOrRefusal(request.reason);
  const count = await inTransaction(ctx.database, async (transaction) => {
    const revision = await takeRevision(transaction, campus.id);
    const { id: meterId, label } = await meterOrRefusal(transaction.db, request);
    const limits = await meterLimits(transaction, { campusId: campus.id, meterIds: [meterId] });
    const stretch = {
      meterId,
      fromAt: startsAt.getTime(),
      untilAt: endsAt.getTime(),
      limitWatts: limits.get(meterId) ?? Number.POSITIVE_INFINITY,
    };
    const made = await insertDecisions(transaction, { campusId: campus.id, stretch, decision, reason, personId, now });
    if (made === null) {
      const which = decision === 'accept' ? 'held value' : 'value';
      throw new ServiceError(
        'answer-unfit',
        `The meter has no ${which} that begins in that time. The held values are in the list of held values.`,
      );
    }
    await updateMeter(transaction.db, { campusId: campus.id, id: meterId });
    const span = { meterId, firstAt: made.firstAt, lastAt: made.lastAt };
    await retotalDays(transaction, { campusId: campus.id, timeZone: campus.timeZone, revision, spans: [span] });
    await recordAudit(transaction.db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'decide-values', subject: label, at: now },
      detail: { decision, count: made.count, from: startsAt.toISOString() },
    });
    await notifyChanged(transaction.db, campus.slug);
    return made.count;
  });
  ctx.log.info({ campus: campus.slug, meter: request.meter, decision, count }, 'values decided');
  return count;
}

/** Takes a decision back: the value is judged as any other again. Errors: answer-unknown. */
export async function revokeDecision(
  ctx: Context,
  request: { campus: Campus; decisionId: number; now: Date },
): Promise<ValueDecision> {
  const { campus, decisionId, now } = request;
  const revoked = await inTransaction(ctx.database, async (transaction) => {
    const revision = await takeRevision(transaction, campus.id);
    const row = await revokeDecisionRow(transaction.db, { campusId: campus.id, id: decisionId, now });
    if (row === null) {
      throw new ServiceError(
        'answer-unknown',
        `There is no decision ${decisionId} in force. The meter's page lists those that are.`,
      );
    }
    const firstAt = row.startsAt.getTime();
    const span = { meterId: row.meterId, firstAt, lastAt: firstAt + row.seconds * 1000 };
    await retotalDays(transaction, { campusId: campus.id, timeZone: campus.timeZone, revision, spans: [span] });
    await recordAudit(transaction.db, {
      campusId: campus.id,
      by: ctx.by,
      action: 'revoke-decision',
      subject: decisionId,
      at: now,
    });
    await notifyChanged(transaction.db, campus.slug);
    return row;
  });
  ctx.log.info({ campus: campus.slug, decision: decisionId }, 'decision on a value revoked');
  return revoked;
}

/** What staff decided of values and still holds, of all meters or one, by meter and time. */
export async function listValueDecisions(ctx: Context, request: { campus: Campus; meterId?: number }): Promise<ValueDecision[]> {
  return listDecisions(ctx.database.db, { campusId: request.campus.id, meterId: request.meterId });
}
