import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { listRegisterDays } from '#db/queries/meter-values.ts';
import { lastReadings, listImportsOfMeter, listMultipliersOf, type Meter, type MeterMultiplier } from '#db/queries/meters.ts';
import { findPerson } from '#db/queries/people.ts';
import { listRegisterEvents, type StoredRegisterEvent } from '#db/queries/register-events.ts';
import type { Db } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal } from '#services/find-meter.ts';
import { listOpenRegisters, type OpenRegister } from '#services/list-open-registers.ts';

type Signed<Row> = Row & { readonly email: string | null };

/** All that is known of one meter. */
export interface MeterRecord {
  readonly meter: Meter;
  readonly dorm: Dorm | null;
  /** Later multipliers in order of time, with who set them; `meter.multiplier` holds before the first. */
  readonly multipliers: readonly Signed<MeterMultiplier>[];
  /** When its newest reading ends; null before the first. */
  readonly lastAt: Date | null;
  /** What staff said about its register, in order of time, answers taken back among it. */
  readonly events: readonly Signed<StoredRegisterEvent>[];
  readonly holds: readonly OpenRegister[];
  /** Committed imports that brought values, newest first. */
  readonly imports: Awaited<ReturnType<typeof listImportsOfMeter>>;
  /** Local days (YYYY-MM-DD) with register values, newest first, at most 60 before `beforeDay`; their values are `listMeterValues`. */
  readonly registerDays: readonly { readonly day: string; readonly values: number }[];
}

/** The record of a meter, by label or number. Errors: meter-unknown. */
export async function getMeter(
  ctx: Context,
  request: { campus: Campus; meter: string | number; beforeDay?: string },
): Promise<MeterRecord> {
  const { campus } = request;
  const { db } = ctx.database;
  const meter = await meterOrRefusal(db, request);
  const key = { campusId: campus.id, meterId: meter.id };
  const multipliers = await listMultipliersOf(db, key);
  const events = await listRegisterEvents(db, key);
  const emails = await emailsOf(db, [...multipliers, ...events]);
  const emailOf = ({ personId }: { personId: number | null }) => (personId === null ? null : (emails.get(personId) ?? null));
  return {
    meter,
    dorm: (await listDorms(db, campus.id)).find(({ id }) => id === meter.dormId) ?? null,
    multipliers: multipliers.map((row) => ({ ...row, email: emailOf(row) })),
    lastAt: (await lastReadings(db, campus.id)).get(meter.id) ?? null,
    events: events.map((row) => ({ ...row, email: emailOf(row) })),
    holds: await listOpenRegisters(ctx, { campus, meterId: meter.id }),
    imports: await listImportsOfMeter(db, { ...key, from: null, until: null }),
    registerDays: await listRegisterDays(db, {
      ...key,
      timeZone: campus.timeZone,
      beforeDay: request.beforeDay ?? null,
      limit: 60,
    }),
  };
}

async function emailsOf(db: Db, rows: readonly { personId: number | null }[]): Promise<Map<number, string>> {
  const emails = new Map<number, string>();
  for (const personId of new Set(rows.map((row) => row.personId))) {
    const person = personId === null ? null : await findPerson(db, personId);
    if (person !== null) emails.set(person.id, person.email);
  }
  return emails;
}
