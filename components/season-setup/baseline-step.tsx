import { useTranslations } from 'next-intl';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import { isUsable } from '#components/season-setup/date-step.tsx';
import { ProblemText } from '#components/season-setup/problem-text.tsx';
import type { SetupView } from '#components/season-setup/setup-view.ts';
import { fieldId, Step } from '#components/season-setup/step.tsx';
import { useSpanWords } from '#components/season-setup/use-span-words.ts';
import { type SkylineWeek, WeekSkyline } from '#components/season-setup/week-skyline.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { isOfPast, isRatio, RULES } from '#core/ranking/rules.ts';
import { baselineWeeksOfDraft, type DraftProblem, type SeasonDraft, spanOf } from '#core/ranking/season-draft.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';

interface BaselineStepProps {
  readonly number: number;
  readonly view: SetupView;
  readonly draft: SeasonDraft;
  readonly shown: SeasonDraft;
  readonly problems: readonly DraftProblem[];
}

/** What the dorms are held against, with the campus's own weeks as a picture. */
export function BaselineStep({ number, view, draft, shown, problems }: BaselineStepProps) {
  const t = useTranslations('setup.baseline');
  const own = problems.filter(({ field }) => field === 'baseline');
  const against = weeksAgainst(view, draft);
  const said = useBaselineWords(view, { draft, against });
  const before = view.weeks.filter(({ monday }) => monday < draft.firstWeek).map(({ monday }) => monday);
  const usual = baselineWeeksOfDraft({ firstWeek: draft.firstWeek, baseline: null }, known(view));
  const chosen = shown.baseline ?? { firstWeek: usual[0] ?? before.at(-1) ?? '', lastWeek: usual.at(-1) ?? before.at(-1) ?? '' };
  return (
    <Step number={number} title={t('title')} lead={t('lead')}>
      <div id={fieldId('baseline')} tabIndex={-1} className="grid gap-3 outline-none">
        <label className="flex min-h-7 items-start gap-3">
          <input
            type="radio"
            name="baseline"
            value="usual"
            defaultChecked={shown.baseline === null}
            className="mt-1 size-5 shrink-0 accent-(--leaf)"
          />
          <span>{t('usual', { count: RULES.usualBaselineWeeks })}</span>
        </label>
        <label className="flex min-h-7 items-start gap-3">
          <input
            type="radio"
            name="baseline"
            value="chosen"
            defaultChecked={shown.baseline !== null}
            className="mt-1 size-5 shrink-0 accent-(--leaf)"
          />
          <span>{t('chosen')}</span>
        </label>
        <div className="grid gap-3 sm:ml-8 sm:grid-cols-2">
          <WeekSelect name="baselineFirst" label={t('from')} mondays={before} value={chosen.firstWeek} />
          <WeekSelect name="baselineLast" label={t('to')} mondays={before} value={chosen.lastWeek} />
        </div>
        {draft.lens === 'saving' ? null : <p className="text-sm text-soft">{t('onlySaving')}</p>}
        <ProblemText problems={own} />
      </div>
      <p className="border-l-4 border-gold pl-4 font-semibold">{said}</p>
      <WeekSkyline weeks={skyline(view, { draft, against })} title={said} against={draft.lens === 'saving' ? 'held' : 'learnt'} />
    </Step>
  );
}

function WeekSelect(props: {
  readonly name: string;
  readonly label: string;
  readonly mondays: readonly string[];
  readonly value: string;
}) {
  const { name, label, mondays, value } = props;
  const t = useTranslations('setup.dates');
  const spans = useSpanWords();
  const offered = mondays.includes(value) || value === '' ? mondays : [value, ...mondays];
  return (
    <Labelled label={label}>
      <select name={name} key={value} defaultValue={value} className={FIELD}>
        {[...offered].reverse().map((monday) => (
          <option key={monday} value={monday}>
            {t('firstOption', {
              day: spans.day(name === 'baselineLast' ? addDays(monday, 6) : monday),
              week: weekNumber(weekId(monday)),
            })}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function known({ weeks }: SetupView) {
  const ordinary = new Set(weeks.filter((week) => week.isOrdinary).map(({ monday }) => monday));
  return { mondays: weeks.map(({ monday }) => monday), isOrdinary: (monday: string) => ordinary.has(monday) };
}

/** The weeks that the way to count holds the season against: the baseline, the year that models learn from, or none. */
function weeksAgainst(view: SetupView, draft: SeasonDraft): readonly string[] {
  if (draft.lens === 'saving') return baselineWeeksOfDraft(draft, known(view));
  if (!isOfPast(draft.lens)) return [];
  const from = addDays(draft.firstWeek, -RULES.modelDays);
  const { mondays, isOrdinary } = known(view);
  return mondays.filter((monday) => from <= monday && monday < draft.firstWeek && isOrdinary(monday));
}

function useBaselineWords(view: SetupView, of: { draft: SeasonDraft; against: readonly string[] }): string {
  const t = useTranslations('setup.baseline.said');
  const { draft, against } = of;
  const ahead = against.filter((monday) => monday >= view.thisWeek).length;
  const numbers = against.map((monday) => weekNumber(weekId(monday))).join(', ');
  if (draft.lens === 'saving') {
    if (against.length === 0) return t('nothing');
    return ahead === 0
      ? t('weeks', { weeks: numbers, count: against.length })
      : t('ahead', { weeks: numbers, count: against.length, ahead });
  }
  if (!isOfPast(draft.lens)) return t('none');
  return t(isRatio(draft.lens) ? 'weather' : 'effort', { count: against.length - ahead });
}

const WEEKS_SHOWN = 40;

/** The weeks up to the season's end; long gaps and the far past are left out. */
function skyline(view: SetupView, { draft, against }: { draft: SeasonDraft; against: readonly string[] }): SkylineWeek[] {
  if (!isUsable(draft)) return [];
  const { firstWeek, lastWeek } = spanOf(draft);
  const from = addDays(firstWeek, -7 * WEEKS_SHOWN);
  const isAgainst = new Set(against);
  const most = Math.max(0, ...view.weeks.map(({ wholeDorms }) => wholeDorms));
  return view.weeks
    .filter(({ monday }) => from <= monday && monday <= lastWeek)
    .map(({ monday, kwh, wholeDorms, isOver, isOrdinary }) => ({
      ...{ monday, kwh },
      role: monday >= firstWeek ? 'season' : isAgainst.has(monday) ? 'against' : 'rest',
      state: !isOver ? 'ahead' : kwh === null ? 'empty' : !isOrdinary ? 'break' : wholeDorms * 2 < most ? 'thin' : 'measured',
    }));
}
