import type { Db } from '#db/transaction.ts';

/** Mean °C of each local day of a campus, from one day to another; days without enough temperatures are absent. */
export async function campusCelsius(
  _db: Db,
  _query: { campusId: number; fromDay: string; toDay: string },
): Promise<Map<string, number>> {
  return new Map();
}
