import { useTranslations } from 'next-intl';
import type { HistoryRow } from '#components/imports/history-view.ts';
import type { FormAction } from '#components/imports/import-view.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { UndoForm } from '#components/imports/undo-form.tsx';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Pill, type PillTone } from '#components/ui/pill.tsx';

interface ImportsListProps {
  readonly campus: string;
  readonly timeZone: string;
  readonly rows: readonly HistoryRow[];
  /** Null for those who may only look. */
  readonly undo: FormAction | null;
}

const TONES: Record<HistoryRow['state'], PillTone> = { received: 'gold', committed: 'good', undone: 'plain' };

/** Imports, newest first: what became of each, who brought it and when, what it holds. */
export function ImportsList({ campus, timeZone, rows, undo }: ImportsListProps) {
  const t = useTranslations('imports.list');
  const words = useImportWords();
  if (rows.length === 0) return null;
  return (
    <ul className="overflow-hidden rounded-(--radius-card) border border-line bg-card">
      {rows.map((row) => (
        <li
          key={row.id}
          className="grid grid-cols-1 items-center gap-x-6 gap-y-2 border-b border-line px-5 py-4 last:border-0 md:grid-cols-[1fr_auto_7.5rem]"
        >
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <LocalLink href={importPath(campus, row.id)} className="link tappable font-semibold break-all">
                {row.fileName}
              </LocalLink>
              <Pill tone={TONES[row.state]}>{t(`state.${row.state}`)}</Pill>
            </p>
            <p className="text-sm text-soft">
              {words.when(row.at, timeZone)} · {row.email ?? t(`channel.${row.channel}`)} · {words.bytes(row.bytes)}
              {row.undoneAt === null ? null : ` · ${t('undoneAt', { when: words.when(row.undoneAt, timeZone) })}`}
            </p>
            <Remembered row={row} campus={campus} />
          </div>
          <Counts row={row} />
          <div className="md:justify-self-end">
            {row.state === 'committed' && undo !== null ? (
              <UndoForm importId={row.id} fileName={row.fileName} isQuiet undo={undo} />
            ) : row.state === 'received' && undo !== null ? (
              <LocalLink href={importPath(campus, row.id)} className="link tappable font-semibold">
                {t('goOn')}
              </LocalLink>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

const GRAVE = ['refused', 'held', 'warning'] as const;

/** What an import brought, and what it found by how grave it is. */
function Counts({ row: { readings, problems, channel, subject } }: { readonly row: HistoryRow }) {
  const t = useTranslations('imports.list');
  const inbox = useTranslations('inbox.files');
  const history = useTranslations('campus.history');
  const words = useImportWords();
  const isAttended = channel === 'page' || channel === 'command';
  if (readings === null) return <p className="text-sm text-soft">{isAttended ? t('notRead') : inbox('waits')}</p>;
  const found = GRAVE.filter((severity) => (problems?.[severity] ?? 0) > 0);
  return (
    <p className="text-sm md:text-right">
      <span className="figures text-lg">{words.number(readings.new + readings.replaced)}</span>{' '}
      <span className="text-soft">{t('brought', { subject, count: readings.new + readings.replaced })}</span>
      <span className="block text-soft">
        {t('known', { count: readings.same })}
        {found.map((severity) => ` · ${history(`found.${severity}`, { count: problems?.[severity] ?? 0 })}`).join('')}
      </span>
    </p>
  );
}

/** Whose answers were applied, and whether the file itself is still here. */
function Remembered({ row: { profile, isKept, state }, campus }: { readonly row: HistoryRow; readonly campus: string }) {
  const t = useTranslations('campus.history');
  const isFileHere = isKept && state === 'committed';
  if (profile === null && !isFileHere) return null;
  return (
    <p className="text-sm text-soft">
      {profile === null ? null : (
        <LocalLink href={importPath(campus, profile.importId)} className="link break-all">
          {t('profile', { file: profile.fileName })}
        </LocalLink>
      )}
      {profile !== null && isFileHere ? ' · ' : ''}
      {isFileHere ? t('kept') : ''}
    </p>
  );
}
