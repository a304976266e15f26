import { type LocalDay, localDaysBetween } from '#core/time/local-days.ts';
import { meanTemperatures } from '#core/weather/mean-temperatures.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listTemperatures, replaceDailyTemperatures } from '#db/queries/temperatures.ts';
import { touchWeeksWithin } from '#db/queries/touched-weeks.ts';
import type { Transaction } from '#db/transaction.ts';

/** No value holds longer: a day of 25 hours. */
const LONGEST_MS = 25 * 3_600_000;
const DAYS_AT_ONCE = 400;

/**
 * Reckons the daily means anew on which values that begin from `firstAt` to `lastAt` (epoch milliseconds) bear, inside the
 * caller's transaction, from all that is stored: never from the order of arrival. The weeks of these days are noted as touched
 * by `revision`.
 */
export async function deriveDailyTemperatures(
  transaction: Transaction,
  request: { campus: Campus; revision: number; firstAt: number; lastAt: number },
): Promise<void> {
  const { campus, revision, firstAt, lastAt } = request;
  const span = { startsAt: firstAt - LONGEST_MS, endsAt: lastAt + LONGEST_MS, timeZone: campus.timeZone };
  const days = localDaysBetween(span);
  for (let from = 0; from < days.length; from += DAYS_AT_ONCE)
    await deriveSome(transaction, { campusId: campus.id, days: days.slice(from, from + DAYS_AT_ONCE) });
  const [fromDay, toDay] = [days[0]?.day ?? null, days.at(-1)?.day ?? null];
  await touchWeeksWithin(transaction, { campusId: campus.id, revision, fromDay, toDay });
}

async function deriveSome(
  transaction: Transaction,
  { campusId, days }: { campusId: number; days: readonly LocalDay[] },
): Promise<void> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  const values = await listTemperatures(transaction.db, { campusId, from: first.startsAt - LONGEST_MS, until: last.endsAt });
  const means = meanTemperatures(values, days);
  const known = days.flatMap(({ day, seconds }, at) => {
    const { celsius = null, measuredSeconds = 0 } = means[at] ?? {};
    return celsius === null ? [] : [{ day, celsius, measuredSeconds, daySeconds: seconds }];
  });
  await replaceDailyTemperatures(transaction, { campusId, firstDay: first.day, lastDay: last.day, days: known });
}
