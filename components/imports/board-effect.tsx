'use client';

import { useTranslations } from 'next-intl';
import type { BoardEffectView, BoardMove } from '#components/imports/import-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

/** How the open week would stand after a commit, and which published weeks would be looked at again. */
export function BoardEffect({ board }: { readonly board: BoardEffectView }) {
  const t = useTranslations('imports.board');
  const words = useImportWords();
  const moved = board.standings.filter(({ before, after }) => before !== after);
  const touched = board.standings.filter(({ scoreBefore, scoreAfter }) => scoreBefore !== scoreAfter);
  const week = weekNumber(board.weekId);
  return (
    <>
      <div className="grid grid-cols-[3.5rem_1fr] gap-x-4 border-t border-line py-4 sm:grid-cols-[4.5rem_1fr]">
        <p className="figures text-right text-xl leading-tight" aria-hidden="true">
          {moved.length === 0 ? '=' : '⇄'}
        </p>
        <div className="min-w-0">
          <p className="font-semibold">
            {moved.length > 0 ? t('changes', { week }) : touched.length > 0 ? t('scoresOnly', { week }) : t('same', { week })}
          </p>
          <p className="text-sm text-soft">{useMoves(moved)}</p>
          {touched.length === 0 && moved.length === 0 ? null : <Table board={board} />}
        </div>
      </div>
      {board.publishedWeeks.length === 0 ? null : (
        <div className="grid grid-cols-[3.5rem_1fr] gap-x-4 border-t border-line py-4 sm:grid-cols-[4.5rem_1fr]">
          <p className="figures text-right text-xl leading-tight">{words.number(board.publishedWeeks.length)}</p>
          <div className="min-w-0">
            <p className="font-semibold">{t('published', { count: board.publishedWeeks.length })}</p>
            <p className="text-sm text-soft">{t('publishedNote', { weeks: shortList(board.publishedWeeks) })}</p>
          </div>
        </div>
      )}
    </>
  );
}

const MOST_NAMED = 3;

function useMoves(moved: readonly BoardMove[]): string {
  const t = useTranslations('imports.board');
  const places = useTranslations('common.ordinal');
  const place = (rank: number | null) => (rank === null ? t('unranked') : places('figure', { rank }));
  const [one, two] = moved;
  if (one !== undefined && two !== undefined && moved.length === 2 && one.before === two.after && two.before === one.after)
    return t('swap', { one: one.name, two: two.name });
  const named = moved
    .slice(0, MOST_NAMED)
    .map(({ name, before, after }) => t('move', { name, before: place(before), after: place(after) }));
  const rest = moved.length - named.length;
  return [...named, ...(rest > 0 ? [t('others', { count: rest })] : [])].join(t('semicolon'));
}

function Table({ board }: { readonly board: BoardEffectView }) {
  const t = useTranslations('imports.board');
  const words = useImportWords();
  const figure = (value: number | null, decimals: number) => (value === null ? '–' : words.number(value, decimals));
  return (
    <details className="mt-0.5 text-sm">
      <summary className="link tappable">{t('see')}</summary>
      <DataTable
        caption={t('caption')}
        columns={[
          { key: 'dorm', label: t('dorm') },
          { key: 'before', label: t('before'), isNumber: true },
          { key: 'after', label: t('after'), isNumber: true },
          { key: 'score', label: t('score'), isNumber: true },
        ]}
        rows={board.standings.map(({ dorm, name, before, after, scoreBefore, scoreAfter }) => ({
          key: dorm,
          cells: [
            name,
            figure(before, 0),
            figure(after, 0),
            scoreBefore === scoreAfter || scoreBefore === null
              ? figure(scoreAfter, 2)
              : `${figure(scoreBefore, 2)} → ${figure(scoreAfter, 2)}`,
          ],
        }))}
      />
    </details>
  );
}

function shortList(weeks: readonly string[]): string {
  return weeks.length <= 4 ? weeks.join(', ') : `${weeks[0]}, ${weeks[1]} … ${weeks.at(-1)}`;
}
