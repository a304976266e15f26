import { useTranslations } from 'next-intl';
import { importPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Line, Lines } from '#components/inbox/inbox-section.tsx';
import type { InboxPlace, WaitingRow } from '#components/inbox/inbox-view.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

/** Files that came by themselves and need a human, each with why. */
export function WaitingFiles({ rows, place }: { readonly rows: readonly WaitingRow[]; readonly place: InboxPlace }) {
  const t = useTranslations('inbox.files');
  const channels = useTranslations('imports.list.channel');
  const words = useImportWords();
  return (
    <Lines>
      {rows.map((row) => (
        <Line key={row.id} className="grid items-center gap-x-8 gap-y-3 md:grid-cols-[1fr_auto]">
          <div className="min-w-0">
            <h3 className="font-bold break-all">{row.fileName}</h3>
            <p className="text-sm text-soft">
              {words.when(row.at, place.timeZone)} · {channels(row.channel)} · {words.bytes(row.bytes)}
              {row.refused > 1 ? ` · ${t('refused', { count: row.refused })}` : ''}
            </p>
            <ul className="mt-1">
              {[...new Set(row.why.map((problem) => words.problem(problem, 'title')))].slice(0, 3).map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </div>
          <LocalLink href={importPath(place.campus, row.id)} className={buttonClass('secondary')}>
            {t(place.canAnswer ? 'answer' : 'look')}
            <span className="sr-only"> {row.fileName}</span>
          </LocalLink>
        </Line>
      ))}
    </Lines>
  );
}
