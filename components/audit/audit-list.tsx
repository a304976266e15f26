import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AuditLine, AuditView } from '#components/audit/audit-view.ts';
import { useAuditWords } from '#components/audit/use-audit-words.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekPath } from '#components/ui/paths.ts';

type Place = Pick<AuditView, 'campus' | 'timeZone'>;

/** The entries of a page, day by day, each a sentence. */
export function AuditList({ campus, timeZone, days }: Place & Pick<AuditView, 'days'>) {
  const words = useAuditWords(timeZone);
  return days.map(({ day, entries }) => (
    <section key={entries[0]?.id} className="min-w-0">
      <h2 className="border-b border-line-strong pb-1.5 text-lg font-bold">{words.day(day)}</h2>
      <ol>
        {entries.map((entry) => (
          <Line key={entry.id} campus={campus} timeZone={timeZone} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function Line({ campus, timeZone, entry }: Place & { readonly entry: AuditLine }) {
  const t = useTranslations('audit');
  const words = useAuditWords(timeZone);
  const { id, at, action } = entry;
  const href = hrefOf(campus, entry);
  const key = `did.${action}`;
  const values = {
    ...words.values(entry),
    who: (name: ReactNode) => <Name>{name}</Name>,
    thing: (what: ReactNode) => {
      if (href === null) return <Name>{what}</Name>;
      return (
        <LocalLink href={href} className="link">
          <Name>{what}</Name>
        </LocalLink>
      );
    },
  };
  return (
    <li id={`entry-${id}`} className="flex break-inside-avoid gap-x-4 border-b border-line py-2.5 last:border-0 sm:gap-x-6">
      <time dateTime={at} className="shrink-0 pt-px text-sm leading-6 text-soft tabular-nums">
        {words.time(at)}
      </time>
      <p className={`min-w-0 wrap-anywhere ${action === 'sign-in' ? 'text-soft' : ''}`}>
        {t.has(key) ? t.rich(key, values) : t.rich('did.other', { ...values, action })}
      </p>
    </li>
  );
}

/** Names are people's own words: they keep their direction and cannot turn the sentence round. */
function Name({ children }: { readonly children: ReactNode }) {
  return (
    <bdi dir="auto" className="font-semibold">
      {children}
    </bdi>
  );
}

const ON_IMPORTS = new Set(['import-readings', 'import-temperatures', 'undo-import', 'forget-options']);

function hrefOf(campus: string, { action, subject }: AuditLine): string | null {
  if (subject === null) return null;
  if (ON_IMPORTS.has(action)) return importPath(campus, Number(subject));
  return /^\d{4}-W\d\d$/.test(subject) ? weekPath(campus, subject) : null;
}
