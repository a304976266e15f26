import type { Transaction } from '#db/transaction.ts';

/** Makes the staged rows of some labels those of another label of the same meter. */
export async function joinStagedMeters(
  { client }: Transaction,
  join: { into: number; meterNos: readonly number[] },
): Promise<void> {
  await client.query('UPDATE staged SET meter_no = $1 WHERE meter_no = ANY($2::int[])', [join.into, join.meterNos]);
}
