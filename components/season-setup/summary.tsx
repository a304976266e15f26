import { useTranslations } from 'next-intl';
import { NightHills } from '#components/facade/night-hills.tsx';
import { isUsable } from '#components/season-setup/date-step.tsx';
import type { SetupView } from '#components/season-setup/setup-view.ts';
import { useSpanWords } from '#components/season-setup/use-span-words.ts';
import { WeekWindows } from '#components/season-setup/week-windows.tsx';
import { type SeasonDraft, spanOf } from '#core/ranking/season-draft.ts';
import { addDays } from '#core/time/local-days.ts';

/** The season as it stands so far: a window for each week, lit but in breaks. */
export function Summary({ view, draft }: { readonly view: SetupView; readonly draft: SeasonDraft }) {
  const t = useTranslations('setup.summary');
  const lens = useTranslations('common.lens');
  const spans = useSpanWords();
  const usable = isUsable(draft);
  const { firstWeek, lastWeek } = usable ? spanOf(draft) : { firstWeek: '', lastWeek: '' };
  const weeks = view.weeks.filter(({ monday }) => firstWeek <= monday && monday <= lastWeek);
  const leagues = new Set(draft.dorms.flatMap(({ league }) => league ?? []));
  return (
    <section aria-label={t('title')} className="stage relative overflow-hidden rounded-[1.25rem] px-6 py-6">
      <NightHills />
      <div className="relative">
        <p className="text-sm text-stage-soft">{t('title')}</p>
        <p dir="auto" className="mt-1 font-display text-2xl leading-tight font-bold tracking-tight wrap-anywhere">
          {draft.name === '' ? t('noName') : draft.name}
        </p>
        {usable ? (
          <>
            <p className="mt-2 text-stage-soft">{spans.range(firstWeek, addDays(lastWeek, 6))}</p>
            <WeekWindows weeks={weeks} className="mt-5 h-14 w-auto max-w-full" />
            <p className="mt-2 text-sm text-stage-soft">{t('windows', { count: weeks.length })}</p>
          </>
        ) : null}
        <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 border-t border-stage-soft/30 pt-4 text-sm">
          <dt className="text-stage-soft">{t('dorms')}</dt>
          <dd className="text-right">{t('dormCount', { count: draft.dorms.length, total: view.dorms.length })}</dd>
          <dt className="text-stage-soft">{t('leagues')}</dt>
          <dd className="text-right wrap-anywhere">{leagues.size === 0 ? t('noLeagues') : [...leagues].sort().join(' · ')}</dd>
          <dt className="text-stage-soft">{t('lens')}</dt>
          <dd className="text-right">{lens(draft.lens)}</dd>
          <dt className="text-stage-soft">{t('prizes')}</dt>
          <dd className="text-right">{t('prizeCount', { count: draft.prizes.length })}</dd>
        </dl>
      </div>
    </section>
  );
}
