import { useFormatter, useTranslations } from 'next-intl';
import { FIELD } from '#components/campus/fields.tsx';
import type { SetupView } from '#components/season-setup/setup-view.ts';
import { Field, Step } from '#components/season-setup/step.tsx';
import { useSpanWords } from '#components/season-setup/use-span-words.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { DRAFT_LIMITS, type DraftProblem, type SeasonDraft, spanOf } from '#core/ranking/season-draft.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';

interface DateStepProps {
  readonly number: number;
  readonly view: SetupView;
  /** As typed. */
  readonly draft: SeasonDraft;
  /** As the fields begin. */
  readonly shown: SeasonDraft;
  readonly problems: readonly DraftProblem[];
}

const WEEKS_AHEAD = 53;

/** When it runs: a Monday and a number of weeks, and what that means in the diary. */
export function DateStep({ number, view, draft, shown, problems }: DateStepProps) {
  const t = useTranslations('setup.dates');
  const spans = useSpanWords();
  const isRunning = view.mode === 'running';
  const ahead = Array.from({ length: WEEKS_AHEAD }, (_, index) => addDays(view.thisWeek, 7 * index));
  const mondays = [...new Set([...ahead, ...(shown.firstWeek === '' ? [] : [shown.firstWeek])])].sort();
  return (
    <Step number={number} title={t('title')} lead={t(isRunning ? 'leadRunning' : 'lead')}>
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
        {isRunning ? (
          <p className="sm:pt-8">{t('began', { day: spans.day(shown.firstWeek) })}</p>
        ) : (
          <Field name="firstWeek" label={t('first')} problems={problems}>
            {(field) => (
              <select name="firstWeek" key={shown.firstWeek} defaultValue={shown.firstWeek} className={FIELD} {...field}>
                {mondays.map((monday) => (
                  <option key={monday} value={monday}>
                    {t('firstOption', { day: spans.day(monday), week: weekNumber(weekId(monday)) })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field name="weeks" label={t('weeks')} problems={problems}>
          {(field) => (
            <select name="weeks" key={shown.weeks} defaultValue={shown.weeks} className={FIELD} {...field}>
              {Array.from({ length: DRAFT_LIMITS.weeks }, (_, index) => index + 1).map((count) => (
                <option key={count} value={count}>
                  {t('weekCount', { count })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <SpanSaid view={view} draft={draft} />
    </Step>
  );
}

/** "6 weeks, Mon 30 November to Sun 10 January 2027." Breaks inside and other seasons at the same time are said. */
function SpanSaid({ view, draft }: { readonly view: SetupView; readonly draft: SeasonDraft }) {
  const t = useTranslations('setup.dates');
  const format = useFormatter();
  const spans = useSpanWords();
  if (!isUsable(draft)) return null;
  const { firstWeek, lastWeek } = spanOf(draft);
  const lastDay = addDays(lastWeek, 6);
  const inside = view.breaks.filter((one) => one.firstDay <= lastDay && one.lastDay >= firstWeek);
  const others = view.others.filter((one) => one.firstWeek <= lastWeek && one.lastWeek >= firstWeek);
  return (
    <div className="grid gap-1.5 border-l-4 border-gold pl-4">
      <p className="font-semibold">{t('said', { count: draft.weeks, range: spans.range(firstWeek, lastDay) })}</p>
      <p className="text-sm text-soft">
        {inside.length === 0
          ? t('noBreaks')
          : t('breaks', {
              breaks: format.list(
                inside.map(({ name, firstDay, lastDay: until }) =>
                  t('break', { name, from: spans.day(firstDay), to: spans.day(until) }),
                ),
              ),
            })}
      </p>
      {others.length === 0 ? null : (
        <p className="text-sm text-soft">
          {t('overlap', { seasons: format.list(others.map(({ name }) => name)), count: others.length })}
        </p>
      )}
      {firstWeek === view.thisWeek && view.mode !== 'running' ? (
        <p className="text-sm font-medium text-clay">{t('atOnce')}</p>
      ) : null}
    </div>
  );
}

/** Whether its dates can be reckoned with. */
export function isUsable({ firstWeek, weeks }: SeasonDraft): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(firstWeek) && Number.isInteger(weeks) && weeks > 0 && weeks <= DRAFT_LIMITS.weeks;
}
