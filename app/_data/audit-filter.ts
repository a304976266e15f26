import { dayIn } from '#app/_data/day-in.ts';
import type { AuditFilter } from '#services/list-audit.ts';

const OTHERS = ['operator', 'token', 'system'] as const;

/** What the query of an address asks of a record; what cannot be is not asked. */
export function auditFilterIn(query: URLSearchParams): AuditFilter {
  const by = query.get('by') ?? '';
  const text = (name: string) => {
    const value = query.get(name)?.trim() ?? '';
    return value === '' || value.includes('\0') ? null : value.slice(0, 200);
  };
  return {
    by: numberIn(by) ?? OTHERS.find((kind) => kind === by) ?? null,
    action: text('action'),
    subject: text('subject'),
    fromDay: dayIn(query.get('from') ?? undefined),
    toDay: dayIn(query.get('to') ?? undefined),
  };
}

/** The same as a query; empty where all is asked for. */
export function auditQuery({ by, action, subject, fromDay, toDay }: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  const said = { by, action, subject, from: fromDay, to: toDay };
  for (const [name, value] of Object.entries(said)) if (value !== null) query.set(name, String(value));
  return query;
}

/** A positive whole number that a database can hold, or null. */
export function numberIn(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
