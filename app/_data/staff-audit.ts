import 'server-only';
import { auditQuery } from '#app/_data/audit-filter.ts';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { AuditLine, AuditView } from '#components/audit/audit-view.ts';
import { auditPath } from '#components/campus/room-paths.ts';
import { staffApi } from '#components/imports/staff-paths.ts';
import { dayAt } from '#core/time/local-days.ts';
import { type AuditEntry, type AuditFilter, countLately, listAudit, listAuditChoices } from '#services/list-audit.ts';

const ENTRIES_A_PAGE = 100;

/** A page of the record below an entry (null: the newest), with what its filter can name. */
export async function auditView(
  { ctx, campus, session }: StaffPlace,
  { filter, before }: { filter: AuditFilter; before: number | null },
): Promise<AuditView> {
  const place = { by: session, campus };
  const { entries, older } = await listAudit(ctx, { ...place, filter, before, limit: ENTRIES_A_PAGE });
  const query = auditQuery(filter);
  const { by, action, subject, fromDay, toDay } = filter;
  return {
    campus: campus.slug,
    timeZone: campus.timeZone,
    lately: await countLately(ctx, { ...place, now: new Date() }),
    days: byDay(entries, campus.timeZone),
    filter: {
      ...{ by: String(by ?? ''), action: action ?? '', subject: subject ?? '' },
      ...{ from: fromDay ?? '', to: toDay ?? '' },
    },
    isFiltered: query.size > 0,
    choices: await listAuditChoices(ctx, place),
    older: older === null ? null : addressOf(auditPath(campus.slug), { ...Object.fromEntries(query), before: String(older) }),
    newest: before === null ? null : addressOf(auditPath(campus.slug), Object.fromEntries(query)),
    files: {
      csv: addressOf(staffApi(campus.slug, 'audit'), Object.fromEntries(query)),
      json: addressOf(staffApi(campus.slug, 'audit'), { ...Object.fromEntries(query), format: 'json' }),
    },
  };
}

function byDay(entries: readonly AuditEntry[], timeZone: string): AuditView['days'] {
  const days: { day: string; entries: AuditLine[] }[] = [];
  for (const { at, ...entry } of entries) {
    const day = dayAt(at.getTime(), timeZone);
    const line = { ...entry, at: at.toISOString() };
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(line);
    else days.push({ day, entries: [line] });
  }
  return days;
}

function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}
