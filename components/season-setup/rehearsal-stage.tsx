import { useFormatter, useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { RehearsalView, RehearsedLeague } from '#components/season-setup/setup-view.ts';
import { useSpanWords } from '#components/season-setup/use-span-words.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** How the season would have ended on past weeks; nothing of it is stored or announced. */
export function RehearsalStage({ rehearsal }: { readonly rehearsal: RehearsalView }) {
  const t = useTranslations('setup.rehearsal');
  const spans = useSpanWords();
  const { span, leagues, lens, kind, weekCount, weeksThere } = rehearsal;
  if (span === null)
    return (
      <div className="rounded-[1.25rem] border-2 border-dashed border-line-strong p-6">
        <p className="font-semibold">{t('tooFew', { weeks: weekCount })}</p>
        <p className="mt-1 text-soft">{t('tooFewBody', { there: weeksThere, weeks: weekCount })}</p>
      </div>
    );
  return (
    <div className="stage relative overflow-hidden rounded-[1.25rem] outline-2 -outline-offset-[6px] outline-stage-soft/50 outline-dashed">
      <NightHills />
      <div className="relative px-6 pt-7 pb-6 sm:px-8">
        <p className="text-sm font-semibold text-stage-gold">{t('only')}</p>
        <p className="mt-1 max-w-prose">{t('said', { range: spans.range(span.from, span.to), weeks: weekCount })}</p>
        <div className="mt-5 grid gap-x-8 gap-y-7 sm:grid-cols-2">
          {leagues.map((league) => (
            <League key={league.league ?? ''} league={league} lens={lens} isOnly={leagues.length === 1} />
          ))}
        </div>
        <p className="mt-6 max-w-prose border-t border-stage-soft/30 pt-3 text-sm text-stage-soft">
          {kind === 'ordinary' ? t('noteOrdinary') : t(kind === 'season' ? 'noteSeason' : 'noteBreak')}
        </p>
      </div>
    </div>
  );
}

function League({ league, lens, isOnly }: { readonly league: RehearsedLeague; readonly lens: Lens; readonly isOnly: boolean }) {
  const t = useTranslations('setup.rehearsal');
  const format = useFormatter();
  const figures = useFigures();
  const scores = useLensFigures(lens);
  const winners = league.rows.filter(({ rank }) => rank === 1);
  const [first] = winners;
  const next = league.rows.find(({ rank }) => rank > 1);
  return (
    <div className={`flex min-w-0 items-end gap-5 ${isOnly ? 'sm:col-span-2' : ''}`}>
      {first === undefined ? null : (
        <div className="flex h-28 w-20 shrink-0 items-end border-b border-stage-soft/40 sm:h-36 sm:w-28">
          <Facade
            dorm={first.dorm}
            kind={first.kind}
            size="large"
            usualRatio={first.usualRatio}
            name={null}
            className="-mb-px h-full w-full"
          />
        </div>
      )}
      <div className="min-w-0">
        {league.league === null ? null : (
          <p dir="auto" className="text-sm font-semibold text-stage-gold wrap-anywhere">
            {league.league}
          </p>
        )}
        <p className="text-xl leading-tight font-bold wrap-anywhere sm:text-2xl">
          {first === undefined
            ? t('nobody')
            : t('won', { names: format.list(winners.map(({ name }) => name)), count: winners.length })}
        </p>
        <p className="mt-1.5 text-sm text-stage-soft">
          {t('ranked', { ranked: league.ranked, total: league.total })}
          {figures.sentenceGap}
          {first === undefined || next === undefined
            ? ''
            : t('next', { name: next.name, gap: scores.gapAmount(Math.abs(first.score - next.score)) })}
        </p>
        {league.unranked.length === 0 ? null : (
          <p className="mt-1 text-sm wrap-anywhere text-stage-soft">
            {t('unranked', { names: format.list(league.unranked.slice(0, 6)), more: Math.max(0, league.unranked.length - 6) })}
          </p>
        )}
      </div>
    </div>
  );
}
