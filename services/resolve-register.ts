import { type Campus, takeRevision } from '#db/queries/campuses.ts';
import { type Meter, updateMeter } from '#db/queries/meters.ts';
import {
  insertRegisterEvent,
  listEventsInForce,
  revokeRegisterEvent,
  type StoredRegisterEvent,
} from '#db/queries/register-events.ts';
import { stepAt } from '#db/queries/registers.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal, reasonOrRefusal } from '#services/find-meter.ts';
import { recordAudit } from '#services/record-audit.ts';
import { rederiveRegisters } from '#services/rederive-registers.ts';
import { answerToStore, type RegisterAnswerSaid } from '#services/register-answer.ts';
import { ServiceError } from '#services/service-error.ts';

export interface RegisterResolution extends RegisterAnswerSaid {
  readonly campus: Campus;
  /** Label or number. */
  readonly meter: string | number;
  /** The stamp that is explained. */
  readonly at: Date;
  readonly reason: string;
  readonly personId: number | null;
  readonly now: Date;
}

/**
 * Says once what happened at a register's value. The answer belongs to the meter and that time, so the same file, or
 * others in another order, come to the same. Any value can be a mistake, and a swap can be told of any time; a rollover
 * or reset needs a value that went down, real one that rose too far. Readings and totals follow in the same transaction.
 * Errors: meter-unknown, register-not-held, register-answered, answer-unfit.
 */
export async function resolveRegister(ctx: Context, request: RegisterResolution): Promise<StoredRegisterEvent> {
  const { campus, at, now, personId } = request;
  const reason = reasonOrRefusal(request.reason);
  const event = await inTransaction(ctx.database, async (transaction) => {
    const revision = await takeRevision(transaction, campus.id);
    const meter = await meterOrRefusal(transaction.db, request);
    const key = { campusId: campus.id, meterId: meter.id };
    const step = await stepOrRefusal(transaction, { meter, request });
    if ((await listEventsInForce(transaction.db, key)).some((known) => known.at === at.getTime()))
      throw new ServiceError('register-answered', 'This value has its answer already. Take that one back first.');
    const values = answerToStore(request, { meter, step });
    const stored = await insertRegisterEvent(transaction.db, { ...key, ...values, at, reason, personId, createdAt: now });
    await updateMeter(transaction.db, { campusId: campus.id, id: meter.id });
    const span = { meterId: meter.id, firstAt: at.getTime(), lastAt: at.getTime() };
    await rederiveRegisters(transaction, { campus, revision, spans: [span] });
    await recordAudit(transaction.db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'answer-register', subject: meter.label, at: now },
      detail: { answer: stored.kind, value: at.toISOString() },
    });
    return stored;
  });
  ctx.log.info({ campus: campus.slug, meter: event.meterId, answer: event.kind }, 'register resolved');
  return event;
}

/** Takes an answer back: what it explained is held again, or counts as before. Errors: meter-unknown, answer-unknown. */
export async function revokeRegisterAnswer(
  ctx: Context,
  request: { campus: Campus; meter: string | number; answerId: number; personId: number | null; now: Date },
): Promise<StoredRegisterEvent> {
  const { campus, answerId, personId, now } = request;
  return inTransaction(ctx.database, async (transaction) => {
    const revision = await takeRevision(transaction, campus.id);
    const meter = await meterOrRefusal(transaction.db, request);
    const change = { campusId: campus.id, meterId: meter.id, id: answerId, revokedAt: now, revokedBy: personId };
    const revoked = await revokeRegisterEvent(transaction.db, change);
    if (revoked === null)
      throw new ServiceError('answer-unknown', `No answer ${answerId} holds for meter “${meter.label}”. Load the page again.`);
    const span = { meterId: meter.id, firstAt: revoked.at.getTime(), lastAt: revoked.at.getTime() };
    await rederiveRegisters(transaction, { campus, revision, spans: [span] });
    await recordAudit(transaction.db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'revoke-register-answer', subject: meter.label, at: now },
      detail: { answer: revoked.kind, value: revoked.at.toISOString() },
    });
    return revoked;
  });
}

async function stepOrRefusal(transaction: Transaction, { meter, request }: { meter: Meter; request: RegisterResolution }) {
  const { answer, at } = request;
  const step = await stepAt(transaction, { campusId: meter.campusId, meterId: meter.id }, at.getTime());
  if (answer === 'swap') return step;
  const refusal = (why: string) =>
    new ServiceError('register-not-held', `Nothing of meter “${meter.label}” is held at ${at.toISOString()}: ${why}`);
  if (step === null) throw refusal('it has no register value at that time. The list of open values gives the times.');
  const rises = step.baseMicroWh !== null && step.registerMicroWh >= step.baseMicroWh;
  if (answer === 'real' && !rises) throw refusal('the value did not rise. Say rollover, reset, swap or mistake.');
  if ((answer === 'rollover' || answer === 'reset') && (rises || step.baseMicroWh === null))
    throw refusal('the value did not go down. Say swap, mistake or real.');
  return step;
}
