import type { Db } from '#db/transaction.ts';
import { getDailyTemperatures } from '#services/get-temperatures.ts';

/** Mean °C of each local day of a campus, from one day to another; days without enough temperatures are absent. */
export async function campusCelsius(
  db: Db,
  query: { campusId: number; fromDay: string; toDay: string },
): Promise<Map<string, number>> {
  const days = await getDailyTemperatures(db, query);
  return new Map([...days].flatMap(([day, { celsius }]) => (celsius === null ? [] : [[day, celsius] as const])));
}
