import type { AuditEntry } from '#services/list-audit.ts';
import { csvLine } from '#services/write-csv.ts';

/** An entry as other programs get it; the instant is ISO 8601 in UTC. Who has left has a number and no address. */
export function auditJson({ id, at, by, action, subject, person, detail }: AuditEntry) {
  return { entry: id, at: at.toISOString(), by, action, subject, person, detail };
}

/** The record as lines of CSV, the head first. */
export async function* auditCsv(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield csvLine(['entry', 'at', 'byKind', 'by', 'action', 'subject', 'detail']);
  for await (const { id, at, by, action, subject, person, detail } of entries) {
    const what = person?.email ?? subject;
    yield csvLine([id, at.toISOString(), by.kind, doerText(by), action, what, JSON.stringify(detail)]);
  }
}

/** The record as one JSON object, in pieces as it is read. */
export async function* auditJsonText(campus: string, entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield `{"campus":${JSON.stringify(campus)},"entries":[`;
  let separator = '\n';
  for await (const entry of entries) {
    yield `${separator}${JSON.stringify(auditJson(entry))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Who did it, in a word: an address, a number, the token's label, or which of Wattle's own. */
export function doerText(by: AuditEntry['by']): string {
  if (by.kind === 'person') return by.email ?? `deleted person ${by.personId}`;
  if (by.kind === 'token') return by.label ?? `token ${by.tokenId}`;
  return by.kind;
}
