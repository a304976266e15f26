import { tameName } from '#core/feeds/tame-name.ts';
import { readWords, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { auditJson, doerText } from '#services/audit-rows.ts';
import { getCampus } from '#services/get-campus.ts';
import { type AuditEntry, readAudit } from '#services/list-audit.ts';

export const audit: Verb = {
  name: ['audit'],
  usage: 'audit <campus> [--from 2026-09-01] [--to 2026-09-30]',
  prepare(words) {
    const flags = { from: { type: 'string' }, to: { type: 'string' } } as const;
    const { values, positionals } = readWords(words, { names: ['campus'], flags });
    const filter = { by: null, action: null, subject: null, fromDay: day('--from', values.from), toDay: day('--to', values.to) };
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const entries: AuditEntry[] = [];
      for await (const entry of await readAudit(ctx, { by: 'operator', campus, filter })) entries.push(entry);
      return {
        isDone: true,
        json: { campus: campus.slug, entries: entries.map(auditJson) },
        text: entries.length === 0 ? 'Nothing is on record.' : entries.map(entryLine).join('\n'),
      };
    };
  },
};

function entryLine({ at, by, action, subject, person }: AuditEntry): string {
  const what = tameName(person?.email ?? subject ?? '', 60);
  return `${at.toISOString()}  ${tameName(doerText(by), 60).padEnd(30)}  ${action.padEnd(24)}  ${what}`.trimEnd();
}

function day(flag: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  const date = new Date(`${text}T00:00Z`);
  if (/^(199\d|20\d\d)-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text))
    return text;
  throw new UsageError(`${flag} is a day such as 2026-09-01, not “${text}”.`);
}
