import { localDay } from '#core/time/local-days.ts';
import { type AuditQuery, type AuditRow, countAuditRows, listAuditDoers, listAuditRows } from '#db/queries/audit.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findEmails } from '#db/queries/people.ts';
import type { Db } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

/** Somebody of the record: by their address while they are here, else by their number alone. */
export interface RecordedPerson {
  readonly personId: number;
  readonly email: string | null;
}

export type RecordedDoer =
  | ({ readonly kind: 'person' } & RecordedPerson)
  | { readonly kind: 'token'; readonly tokenId: number; readonly label: string | null }
  | { readonly kind: 'operator' | 'system' };

/** Who did what. `person` is set where it was done to a person, whose number is the subject. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Date;
  readonly by: RecordedDoer;
  readonly action: string;
  readonly subject: string | null;
  readonly person: RecordedPerson | null;
  readonly detail: AuditRow['detail'];
}

/** What is asked for; null: all of it. Days are the campus's, both included. `by` is a person's number, or those who are no person. */
export interface AuditFilter {
  readonly by: AuditQuery['by'];
  readonly action: string | null;
  readonly subject: string | null;
  readonly fromDay: string | null;
  readonly toDay: string | null;
}

interface AuditRequest {
  readonly by: Actor | null;
  readonly campus: Campus;
  readonly filter: AuditFilter;
}

/** What may be asked for: who is on record at the campus, and with which actions. */
export interface AuditChoices {
  readonly people: readonly RecordedPerson[];
  readonly others: readonly ('token' | 'operator' | 'system')[];
  readonly actions: readonly string[];
}

/** A page of a campus's record, newest first; `older` goes on where it ends, null at the end. Errors: not-allowed. */
export async function listAudit(
  ctx: Context,
  request: AuditRequest & { before: number | null; limit: number },
): Promise<{ entries: AuditEntry[]; older: number | null }> {
  const { by, campus, limit } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'see-audit' });
  const found = await readPage(ctx.database.db, { ...request, limit: limit + 1 });
  const entries = found.slice(0, limit);
  return { entries, older: found.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

/** All of it, newest first, as it is read. Errors: not-allowed, before the first entry. */
export async function readAudit(ctx: Context, request: AuditRequest): Promise<AsyncGenerator<AuditEntry>> {
  await requirePermission(ctx, { by: request.by, campusId: request.campus.id, verb: 'see-audit' });
  return everyEntry(ctx, request);
}

/** Who and what the filter of a campus's record can name. Errors: not-allowed. */
export async function listAuditChoices(
  ctx: Context,
  { by, campus }: { by: Actor | null; campus: Campus },
): Promise<AuditChoices> {
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'see-audit' });
  const { db } = ctx.database;
  const { personIds, others, actions } = await listAuditDoers(db, campus.id);
  const personOf = await peopleOf(db, personIds);
  const people = personIds.map(personOf);
  return { people: people.toSorted((a, b) => (a.email ?? '￿').localeCompare(b.email ?? '￿')), others, actions };
}

const LATELY_DAYS = 7;

/** How many changes the last seven days saw; who signs in changes nothing. Errors: not-allowed. */
export async function countLately(
  ctx: Context,
  { by, campus, now }: { by: Actor | null; campus: Campus; now: Date },
): Promise<number> {
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'see-audit' });
  const since = new Date(now.getTime() - LATELY_DAYS * 86_400_000);
  return countAuditRows(ctx.database.db, { campusId: campus.id, since, except: 'sign-in' });
}

const ENTRIES_AT_ONCE = 1000;

async function* everyEntry(ctx: Context, request: AuditRequest): AsyncGenerator<AuditEntry> {
  for (let before: number | null = null; ; ) {
    const entries: AuditEntry[] = await readPage(ctx.database.db, { ...request, before, limit: ENTRIES_AT_ONCE });
    yield* entries;
    before = entries.at(-1)?.id ?? null;
    if (entries.length < ENTRIES_AT_ONCE || before === null) return;
  }
}

async function readPage(db: Db, request: AuditRequest & { before: number | null; limit: number }): Promise<AuditEntry[]> {
  const { campus, filter, before, limit } = request;
  const { by, action, subject, fromDay, toDay } = filter;
  const rows = await listAuditRows(db, {
    ...{ campusId: campus.id, by, action, subject, beforeId: before, limit },
    from: fromDay === null ? null : new Date(localDay(fromDay, campus.timeZone).startsAt),
    until: toDay === null ? null : new Date(localDay(toDay, campus.timeZone).endsAt),
  });
  const concerned = rows.map(concernedPerson);
  const personOf = await peopleOf(db, [...concerned, ...rows.map(({ personId }) => personId)]);
  return rows.map((row, index): AuditEntry => {
    const { id, happenedAt: at, action: done, subject: what, detail } = row;
    const person = concerned[index];
    return {
      id,
      at,
      by: doerOf(row, personOf),
      action: done,
      subject: what,
      person: person == null ? null : personOf(person),
      detail,
    };
  });
}

const ABOUT_PEOPLE = new Set([
  ...['invite-person', 'renew-invitation', 'accept-invitation', 'change-role', 'remove-member', 'disable-person'],
  ...['enable-person', 'delete-person', 'change-password', 'sign-in'],
]);

function concernedPerson({ action, subject }: AuditRow): number | null {
  return ABOUT_PEOPLE.has(action) ? Number(subject) : null;
}

function doerOf({ byKind, personId, tokenId, tokenLabel }: AuditRow, personOf: (id: number) => RecordedPerson): RecordedDoer {
  if (byKind === 'person') return { kind: byKind, ...personOf(personId ?? 0) };
  if (byKind === 'token') return { kind: byKind, tokenId: tokenId ?? 0, label: tokenLabel };
  return { kind: byKind };
}

/** Who has deleted their record has no address any more. */
async function peopleOf(db: Db, ids: readonly (number | null)[]): Promise<(id: number) => RecordedPerson> {
  const emails = await findEmails(db, [...new Set(ids.filter((id) => id !== null))]);
  return (personId) => {
    const email = emails.get(personId) ?? null;
    return { personId, email: email === `deleted-${personId}@invalid` ? null : email };
  };
}
