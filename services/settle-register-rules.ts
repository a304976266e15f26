import { registerLimit } from '#core/energy/register-limit.ts';
import { multiplierSpans } from '#core/energy/register-scale.ts';
import { type RegisterRules, unitMicroWh } from '#core/energy/register-steps.ts';
import { findMeter, listMultipliers, type Meter } from '#db/queries/meters.ts';
import type { MeterSpan } from '#db/queries/readings.ts';
import { listEventsInForce } from '#db/queries/register-events.ts';
import { listPeaks, type RegisterPeak, refreshPeaks } from '#db/queries/register-peaks.ts';
import { spanOfRegister } from '#db/queries/registers.ts';
import type { Transaction } from '#db/transaction.ts';

const DAY_MS = 86_400_000;

/**
 * What a meter's register is to be read by once the values in the span are as stored, and how far from the span that
 * can change anything: where the usual maximum moves, to every day on which it may decide otherwise than before.
 */
export async function settleRegisterRules(
  transaction: Transaction,
  request: { campusId: number; span: MeterSpan },
): Promise<{ rules: RegisterRules; span: MeterSpan }> {
  const { campusId, span } = request;
  const key = { campusId, meterId: span.meterId };
  const meter = await findMeter(transaction.db, { campusId, id: span.meterId });
  if (meter === null) throw new Error(`meter ${span.meterId} is gone`);
  const before = await listPeaks(transaction, key);
  await refreshPeaks(transaction, key, before.length === 0 ? EVERYTHING : span);
  const after = await listPeaks(transaction, key);
  const rules = {
    ...(await rulesOf(transaction, meter)),
    mostMicroW: limitOf(after, meter),
  };
  const all = Number.isFinite(span.firstAt) ? null : await spanOfRegister(transaction, key);
  const finite = Number.isFinite(span.firstAt)
    ? span
    : { meterId: span.meterId, firstAt: all?.firstAt ?? 0, lastAt: all?.lastAt ?? 0 };
  return { rules, span: widened(finite, { before: limitOf(before, meter), after: rules.mostMicroW, peaks: after }) };
}

/** A meter's rules as its stored values have them now. */
export async function readRegisterRules(transaction: Transaction, meter: Meter): Promise<RegisterRules> {
  const peaks = await listPeaks(transaction, { campusId: meter.campusId, meterId: meter.id });
  return { ...(await rulesOf(transaction, meter)), mostMicroW: limitOf(peaks, meter) };
}

const EVERYTHING = { firstAt: Number.NEGATIVE_INFINITY, lastAt: Number.POSITIVE_INFINITY };

async function rulesOf({ db }: Transaction, meter: Meter): Promise<Omit<RegisterRules, 'mostMicroW'>> {
  const later = (await listMultipliers(db, meter.campusId)).get(meter.id) ?? [];
  return {
    multipliers: multiplierSpans(meter.multiplier, later),
    unitMicroWh: unitMicroWh(meter.unit),
    digits: meter.registerDigits,
    events: await listEventsInForce(db, { campusId: meter.campusId, meterId: meter.id }),
  };
}

function limitOf(peaks: readonly RegisterPeak[], meter: Meter): bigint | null {
  const dailyPeaksMicroW = peaks.flatMap(({ mostMicroW }) => (mostMicroW === null ? [] : [mostMicroW]));
  return registerLimit({ dailyPeaksMicroW, mostKw: meter.mostKw });
}

function widened(
  span: MeterSpan,
  limits: { before: bigint | null; after: bigint | null; peaks: readonly RegisterPeak[] },
): MeterSpan {
  const { before, after, peaks } = limits;
  if (before === after) return span;
  const least = before === null || (after !== null && after < before) ? after : before;
  const doubtful = peaks.filter(
    ({ mostMicroW, hasDrop }) => hasDrop || (least !== null && mostMicroW !== null && mostMicroW > least),
  );
  const first = doubtful[0];
  const last = doubtful.at(-1);
  if (first === undefined || last === undefined) return span;
  return {
    meterId: span.meterId,
    firstAt: Math.min(span.firstAt, first.dayStartsAt),
    lastAt: Math.max(span.lastAt, last.dayStartsAt + DAY_MS),
  };
}
