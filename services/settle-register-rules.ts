import { registerLimit } from '#core/energy/register-limit.ts';
import { multiplierSpans } from '#core/energy/register-scale.ts';
import { type RegisterRules, unitMicroWh } from '#core/energy/register-steps.ts';
import { findMeter, listMultipliersOf, type Meter } from '#db/queries/meters.ts';
import type { MeterSpan } from '#db/queries/readings.ts';
import { listEventsInForce } from '#db/queries/register-events.ts';
import { listPeaks, type RegisterPeak, refreshPeaks } from '#db/queries/register-peaks.ts';
import { spanOfRegister } from '#db/queries/registers.ts';
import type { Transaction } from '#db/transaction.ts';

const DAY_MS = 86_400_000;

/** Rules of a meter's register with where they may tell otherwise than those that its stored readings were made by. */
export interface SettledRules {
  readonly rules: RegisterRules;
  /** What was asked about, with finite bounds. */
  readonly span: MeterSpan;
  /** Days, in order of time, on which a usual maximum that has moved may hold what counted, or let count what was held. */
  readonly doubtful: readonly MeterSpan[];
}

/** What a meter's register is to be read by once the values in the span are as stored. */
export async function settleRegisterRules(
  transaction: Transaction,
  request: { campusId: number; span: MeterSpan },
): Promise<SettledRules> {
  const { campusId, span } = request;
  const { meterId } = span;
  const key = { campusId, meterId };
  const meter = await findMeter(transaction.db, { campusId, id: meterId });
  if (meter === null) throw new Error(`meter ${meterId} is gone`);
  const before = await listPeaks(transaction, key);
  await refreshPeaks(transaction, key, before.length === 0 ? EVERYTHING : span);
  const peaks = await listPeaks(transaction, key);
  const rules = { ...(await rulesOf(transaction, meter)), mostMicroW: limitOf(peaks, meter) };
  if (Number.isFinite(span.firstAt)) {
    const limits = { before: limitOf(before, meter), after: rules.mostMicroW };
    return { rules, span, doubtful: doubtfulSpans(meterId, limits, peaks) };
  }
  const all = await spanOfRegister(transaction, key);
  return { rules, span: { meterId, firstAt: all?.firstAt ?? 0, lastAt: all?.lastAt ?? 0 }, doubtful: [] };
}

/** A meter's rules as its stored values have them now. */
export async function readRegisterRules(transaction: Transaction, meter: Meter): Promise<RegisterRules> {
  const peaks = await listPeaks(transaction, { campusId: meter.campusId, meterId: meter.id });
  return { ...(await rulesOf(transaction, meter)), mostMicroW: limitOf(peaks, meter) };
}

const EVERYTHING = { firstAt: Number.NEGATIVE_INFINITY, lastAt: Number.POSITIVE_INFINITY };

async function rulesOf({ db }: Transaction, meter: Meter): Promise<Omit<RegisterRules, 'mostMicroW'>> {
  const later = await listMultipliersOf(db, { campusId: meter.campusId, meterId: meter.id });
  return {
    multipliers: multiplierSpans(
      meter.multiplier,
      later.map(({ fromAt, multiplier }) => ({ fromAt: fromAt.getTime(), multiplier })),
    ),
    unitMicroWh: unitMicroWh(meter.unit),
    digits: meter.registerDigits,
    netsGeneration: meter.netsGeneration,
    events: await listEventsInForce(db, { campusId: meter.campusId, meterId: meter.id }),
  };
}

function limitOf(peaks: readonly RegisterPeak[], meter: Meter): bigint | null {
  const dailyPeaksMicroW = peaks.flatMap(({ mostMicroW }) => (mostMicroW === null ? [] : [mostMicroW]));
  return registerLimit({ dailyPeaksMicroW, mostKw: meter.mostKw });
}

function doubtfulSpans(
  meterId: number,
  { before, after }: { before: bigint | null; after: bigint | null },
  peaks: readonly RegisterPeak[],
): MeterSpan[] {
  if (before === after) return [];
  const least = before === null || (after !== null && after < before) ? after : before;
  const spans: MeterSpan[] = [];
  for (const { dayStartsAt, mostMicroW, hasDrop } of peaks) {
    if (!hasDrop && (least === null || mostMicroW === null || mostMicroW <= least)) continue;
    const last = spans.at(-1);
    const isNear = last !== undefined && dayStartsAt - last.lastAt <= DAY_MS;
    if (isNear) spans.pop();
    spans.push({ meterId, firstAt: isNear ? last.firstAt : dayStartsAt, lastAt: dayStartsAt + DAY_MS });
  }
  return spans;
}
