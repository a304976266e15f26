import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** An id or count that stays below 2^53. */
export function int8(name: string) {
  return bigint(name, { mode: 'number' });
}

/** Energy in µWh, exact. */
export function microWh(name: string) {
  return bigint(name, { mode: 'bigint' });
}

/** An instant. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: 'date' });
}

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
