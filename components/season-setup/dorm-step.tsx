import { useFormatter, useTranslations } from 'next-intl';
import { FIELD } from '#components/campus/fields.tsx';
import { Facade } from '#components/facade/facade.tsx';
import { dormsPath } from '#components/imports/staff-paths.ts';
import { ProblemText } from '#components/season-setup/problem-text.tsx';
import { leagueField } from '#components/season-setup/read-draft.ts';
import type { SetupDorm, SetupView } from '#components/season-setup/setup-view.ts';
import { fieldId, Step } from '#components/season-setup/step.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { useReason } from '#components/ui/use-reason.ts';
import type { DraftProblem, SeasonDraft } from '#core/ranking/season-draft.ts';

interface DormStepProps {
  readonly number: number;
  readonly view: SetupView;
  readonly draft: SeasonDraft;
  readonly shown: SeasonDraft;
  readonly problems: readonly DraftProblem[];
}

/** Who takes part, and in which league; who could not be ranked today is said with the reason. */
export function DormStep({ number, view, draft, shown, problems }: DormStepProps) {
  const t = useTranslations('setup.dorms');
  const own = problems.filter(({ field }) => field === 'dorms');
  const isRunning = view.mode === 'running';
  const leagues = new Map(shown.dorms.map(({ slug, league }) => [slug, league]));
  const names = [
    ...new Set([...view.dorms.flatMap(({ league }) => league ?? []), ...shown.dorms.flatMap(({ league }) => league ?? [])]),
  ];
  return (
    <Step number={number} title={t('title')} lead={t(isRunning ? 'leadRunning' : 'lead')}>
      <LeagueWords draft={draft} total={view.dorms.length} />
      {isRunning ? null : <LeagueButtons hasOwn={view.dorms.some(({ league }) => league !== null)} />}
      {own.length === 0 ? null : (
        <div id={fieldId('dorms')} tabIndex={-1} className="outline-none">
          <ProblemText problems={own} />
        </div>
      )}
      <datalist id="season-leagues" className="hidden">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ul className="divide-y divide-line border-y border-line">
        {view.dorms.map((dorm) => (
          <DormRow
            key={dorm.slug}
            view={view}
            dorm={dorm}
            draft={draft}
            isIn={leagues.has(dorm.slug)}
            league={leagues.get(dorm.slug) ?? null}
          />
        ))}
      </ul>
      {view.dorms.length > 0 ? null : (
        <p>
          {t('none')}{' '}
          <LocalLink href={dormsPath(view.campus)} className="link tappable">
            {t('toDorms')}
          </LocalLink>
        </p>
      )}
    </Step>
  );
}

/** "24 of 24 dorms take part, all against all." */
function LeagueWords({ draft, total }: { readonly draft: SeasonDraft; readonly total: number }) {
  const t = useTranslations('setup.dorms');
  const format = useFormatter();
  const leagues = new Map<string, number>();
  for (const { league } of draft.dorms) if (league !== null) leagues.set(league, (leagues.get(league) ?? 0) + 1);
  const said = [...leagues].sort().map(([league, count]) => t('league.size', { league, count }));
  return (
    <p className="border-l-4 border-gold pl-4 font-semibold wrap-anywhere">
      {t('said', { count: draft.dorms.length, total })}{' '}
      {leagues.size === 0 ? t('league.none') : t('league.some', { leagues: format.list(said) })}
    </p>
  );
}

/** Ordinary buttons of the form: the answer is the form with the leagues filled in. */
function LeagueButtons({ hasOwn }: { readonly hasOwn: boolean }) {
  const t = useTranslations('setup.dorms.league');
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="mr-1 text-sm text-soft">{t('suggest')}</span>
      {(['size', 'kind', ...(hasOwn ? (['own'] as const) : []), 'none-button'] as const).map((way) => (
        <button
          key={way}
          type="submit"
          name="intent"
          value={`leagues-${way === 'none-button' ? 'none' : way}`}
          className="min-h-9 rounded-full border border-line-strong px-3.5 text-sm font-medium hover:border-ink"
        >
          {t(`by.${way}`)}
        </button>
      ))}
    </div>
  );
}

interface DormRowProps {
  readonly view: SetupView;
  readonly dorm: SetupDorm;
  readonly draft: SeasonDraft;
  readonly isIn: boolean;
  readonly league: string | null;
}

function DormRow({ view, dorm, draft, isIn, league }: DormRowProps) {
  const t = useTranslations('setup.dorms');
  const notes = useDormNotes(dorm, draft);
  const takesPart = draft.dorms.some(({ slug }) => slug === dorm.slug);
  return (
    <li className="grid items-center gap-x-4 gap-y-1.5 py-2 sm:grid-cols-[1fr_13rem]">
      <label className={`flex min-h-11 min-w-0 items-center gap-3 ${takesPart ? '' : 'opacity-60'}`}>
        <input type="checkbox" name="dorm" value={dorm.slug} defaultChecked={isIn} className="size-5 shrink-0 accent-(--leaf)" />
        <span className="flex h-9 w-8 shrink-0 items-end justify-center">
          <Facade
            dorm={dorm.slug}
            kind={dorm.kind}
            size="small"
            usualRatio={takesPart ? 1 : null}
            name={null}
            className="h-9 w-full"
          />
        </span>
        <span className="min-w-0">
          <span className="block font-semibold wrap-anywhere" dir="auto">
            {dorm.name}
          </span>
          <span className={`block text-sm ${notes.isBad ? 'text-clay' : 'text-soft'}`}>{notes.words}</span>
        </span>
      </label>
      {view.mode === 'running' ? null : (
        <input
          name={leagueField(dorm.slug)}
          defaultValue={league ?? ''}
          list="season-leagues"
          maxLength={60}
          placeholder={t('league.placeholder')}
          aria-label={t('league.of', { dorm: dorm.name })}
          autoComplete="off"
          className={`${FIELD} max-sm:ml-8 max-sm:w-[calc(100%-2rem)]`}
        />
      )}
    </li>
  );
}

/** What stands in a dorm's way to a place, as things are today. */
function useDormNotes({ residents, hasArea, reason, isPublic }: SetupDorm, { lens }: SeasonDraft) {
  const t = useTranslations('setup.dorms');
  const { why } = useReason();
  const size = residents === null ? t('sizeUnknown') : t('residents', { count: residents });
  const parts: string[] = [];
  if (reason === 'no-meters') parts.push(t('noMeters'));
  else if (reason === 'coverage-low') parts.push(t('thin'));
  else if (reason !== null) parts.push(why({ reason, coverage: 0, estimated: 0 }));
  if (lens === 'per-resident' && residents === null) parts.push(t('needsResidents'));
  if (lens === 'per-area' && !hasArea) parts.push(t('needsArea'));
  if (!isPublic) parts.push(t('hidden'));
  return { words: [size, ...parts].join(' · '), isBad: parts.length > 0 };
}
