import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import { decidedRows, heldMeterRows } from '#app/_data/staff-held.ts';
import { emailsOf } from '#app/_data/staff-people.ts';
import { heldRegisterRow } from '#app/_data/staff-registers.ts';
import type { InboxView, UnknownMeterRow, WaitingRow } from '#components/inbox/inbox-view.ts';
import { listDorms } from '#db/queries/dorms.ts';
import type { UnknownMeter } from '#db/queries/inbox.ts';
import { listMeters } from '#db/queries/meters.ts';
import { listValueDecisions } from '#services/decide-value.ts';
import { listHeldValues } from '#services/list-held-values.ts';
import { listInbox, type WaitingFile } from '#services/list-inbox.ts';
import { listOpenRegisters } from '#services/list-open-registers.ts';

/** Everything that waits for staff, as plain values. */
export async function inboxView({ ctx, campus }: StaffPlace): Promise<InboxView> {
  const { db } = ctx.database;
  const inbox = await listInbox(ctx, campus);
  const open = await listOpenRegisters(ctx, { campus });
  const dorms = await listDorms(db, campus.id);
  const meters = await listMeters(db, campus.id);
  const { ignored, aliases } = inbox;
  const decisions = await listValueDecisions(ctx, { campus });
  const emailOf = await emailsOf(ctx, [...ignored, ...aliases, ...decisions]);
  const dormNames = new Map(dorms.map(({ id, name }) => [id, name]));
  const meterOf = new Map(meters.map((meter) => [meter.id, meter]));
  const names = (meterId: number) => {
    const meter = meterOf.get(meterId);
    return { label: meter?.label ?? '', dorm: dormNames.get(meter?.dormId ?? 0) ?? '' };
  };
  return {
    unknownMeters: inbox.unknownMeters.map(unknownMeterRow),
    waiting: inbox.waiting.map(waitingRow),
    registers: open.map((one) =>
      heldRegisterRow(one, { meter: meterOf.get(one.meterId) ?? null, dorm: dormNames.get(one.dormId) ?? '' }),
    ),
    values: heldMeterRows(await listHeldValues(ctx, { campus }), names),
    decided: decidedRows(decisions, { names, emailOf }),
    ignored: ignored.map((row) => ({
      label: row.label,
      reason: row.reason,
      email: emailOf(row),
      at: row.createdAt.toISOString(),
    })),
    aliases: aliases.map((row) => ({
      label: row.label,
      meterId: row.meterId,
      meter: meterOf.get(row.meterId)?.label ?? '',
      email: emailOf(row),
      at: row.createdAt.toISOString(),
    })),
    dorms: dorms.map(({ id, name }) => ({ id, name })),
    meters: meters.map(({ id, label }) => ({ id, label })),
  };
}

function unknownMeterRow({ firstSeenAt, lastSeenAt, ...row }: UnknownMeter): UnknownMeterRow {
  return { ...row, firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() };
}

/** A file that waits, with why. */
function waitingRow({ file, why, refused }: WaitingFile): WaitingRow {
  const { id, fileName, bytes, createdAt, channel } = file;
  return { id, fileName, bytes, at: createdAt.toISOString(), channel, why, refused };
}
