import { useTranslations } from 'next-intl';
import { Answers } from '#components/campus/answers.tsx';
import { reviewsPath } from '#components/campus/room-paths.ts';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { AnnounceForm } from '#components/review/announce-form.tsx';
import { AskedCard } from '#components/review/asked-card.tsx';
import { ChangesCard } from '#components/review/changes-card.tsx';
import { CheckList } from '#components/review/check-list.tsx';
import { CloseAgain } from '#components/review/close-again.tsx';
import { CorrectForm } from '#components/review/correct-form.tsx';
import type { AnnounceAction, CorrectAction } from '#components/review/form-states.ts';
import { OutCard } from '#components/review/out-card.tsx';
import { OutcomeStage } from '#components/review/outcome-stage.tsx';
import { type ReviewView, type Verdict, verdictOf } from '#components/review/review-view.ts';
import { StoppedNotice } from '#components/review/stopped-notice.tsx';
import { useReviewTimes } from '#components/review/use-review-times.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

interface ReviewPageProps {
  readonly view: ReviewView;
  /** Null for those who may only look. */
  readonly actions: {
    readonly announce: AnnounceAction;
    readonly correct: CorrectAction;
    readonly answer: StaffFormAction;
  } | null;
  /** Whether the form that led here was just sent. */
  readonly isJustDone: boolean;
}

/** A closed week before its organisers: the verdict, who would win, what was found, and the way out or to a correction. */
export function ReviewPage({ view, actions, isJustDone }: ReviewPageProps) {
  const verdict = verdictOf(view);
  const isLate = verdict === 'late' || verdict === 'late-inputs';
  const body = (
    <div className="grid gap-6">
      <Ask view={view} verdict={verdict} canAnswer={actions !== null} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,25rem)]">
        <div className={`${isLate ? 'order-1' : 'order-2'} grid min-w-0 gap-6 lg:order-1`}>
          {isLate ? <ChangesCard view={view} /> : null}
          <CheckList checks={view.checks} />
          {view.publicationState === 'provisional' || isLate ? null : <ChangesCard view={view} />}
        </div>
        <div className={`${isLate ? 'order-2' : 'order-1'} grid min-w-0 gap-6 lg:order-2`}>
          <OutcomeStage view={view} />
          {view.announced === null ? null : <OutCard view={view} />}
        </div>
      </div>
    </div>
  );
  return (
    <>
      <Heading view={view} verdict={verdict} />
      <div className="mt-6 grid gap-6">
        {isJustDone ? <JustDone view={view} /> : null}
        {actions === null ? (
          <>
            <p className="text-soft">
              <Look />
            </p>
            {body}
          </>
        ) : (
          <>
            <Answers action={actions.answer}>{body}</Answers>
            <Form view={view} verdict={verdict} actions={actions} />
          </>
        )}
      </div>
    </>
  );
}

function Look() {
  return useTranslations('review')('look');
}

interface PartProps {
  readonly view: ReviewView;
  readonly verdict: Verdict;
}

function Heading({ view, verdict }: PartProps) {
  const t = useTranslations('review');
  const states = useTranslations('common.state');
  const units = useTranslations('common.unit');
  const figures = useFigures();
  const at = useReviewTimes(view.timeZone);
  const { asked, checks, state, week } = view;
  const key = state === 'stopped' ? 'stopped' : state === 'corrected' ? 'corrected' : verdict;
  const looks = checks.filter(({ severity }) => severity === 'look').length;
  const when = asked?.dueAt == null ? '' : at(asked.dueAt);
  const line = {
    ...{ week: weekNumber(week), edition: view.edition, state: states(view.publicationState) },
    ...{ from: figures.day(view.startsOn), to: figures.day(view.endsOn) },
  };
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-5 text-soft">
        <LocalLink href={reviewsPath(view.campus)} className="link tappable">
          {t('back')}
        </LocalLink>
        <span className="font-medium">{t('line', line)}</span>
      </p>
      <h1 className="headline mt-1 text-4xl sm:text-6xl">
        {t(`verdict.${key}`, { count: looks, when, week: weekNumber(week) })}
      </h1>
      <p className="mt-3 max-w-prose text-lg text-soft">
        {t('sure', { ranked: view.rankedCount, total: view.dormCount, lens: units(view.lens) })}
        {figures.sentenceGap}
        {state === 'stopped' ? null : t(`after.${verdict}`)}
      </p>
    </>
  );
}

function JustDone({ view: { state, week, asked, timeZone } }: { readonly view: ReviewView }) {
  const t = useTranslations('review.justDone');
  const at = useReviewTimes(timeZone);
  if (state === 'provisional' || state === 'stopped' || state === 'touched') return null;
  return (
    <Notice isLive>
      <p className="text-ink">{t(state, { week: weekNumber(week), when: asked?.dueAt == null ? '' : at(asked.dueAt) })}</p>
    </Notice>
  );
}

/** What waits for an answer, or stands in the way. */
function Ask({ view, verdict, canAnswer }: PartProps & { readonly canAnswer: boolean }) {
  if (view.state === 'stopped' && view.asked !== null)
    return <StoppedNotice view={view} asked={view.asked} canAnswer={canAnswer} />;
  if (view.asked !== null) return <AskedCard view={view} asked={view.asked} canAnswer={canAnswer} />;
  return verdict === 'blocked' && canAnswer ? <CloseAgain /> : null;
}

interface FormProps extends PartProps {
  readonly actions: Exclude<ReviewPageProps['actions'], null>;
}

/** The way out for a week that nobody has asked for (words may be written while it is blocked); a correction for one whose numbers moved since. */
function Form({ view, verdict, actions }: FormProps) {
  const form = useTranslations('review.form');
  const correct = useTranslations('review.correct');
  const week = weekNumber(view.week);
  if (verdict === 'clear' || verdict === 'looks' || verdict === 'blocked')
    return (
      <Card title={form('title', { week })} note={form(verdict === 'blocked' ? 'leadBlocked' : 'lead')} id="announce">
        <AnnounceForm view={view} action={actions.announce} />
      </Card>
    );
  if (verdict !== 'late' && verdict !== 'late-inputs') return null;
  return (
    <Card title={correct('title', { week })} note={correct('lead')} id="correct">
      <CorrectForm view={view} action={actions.correct} />
    </Card>
  );
}
