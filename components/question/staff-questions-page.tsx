import { useFormatter, useTranslations } from 'next-intl';
import { Answers } from '#components/campus/answers.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { DecideForms } from '#components/question/decide-forms.tsx';
import type { StaffQuestion, StaffQuestionsView } from '#components/question/question-view.ts';
import { StrangersWords } from '#components/question/strangers-words.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { questionsPath } from '#components/ui/paths.ts';
import { Pill } from '#components/ui/pill.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

interface StaffQuestionsPageProps {
  readonly view: StaffQuestionsView;
  /** Null for those who may only look. */
  readonly decide: StaffFormAction | null;
  /** Code points that an answer may have. */
  readonly letters: number;
}

/** What readers asked: open questions with the forms that answer, decline or merge; below them what was decided. */
export function StaffQuestionsPage({ view, decide, letters }: StaffQuestionsPageProps) {
  const t = useTranslations('question.staff');
  const { campus, timeZone, open, decided } = view;
  const list = (questions: readonly StaffQuestion[]) => (
    <ul className="grid gap-4">
      {questions.map((question) => (
        <li key={question.id} className="card min-w-0 rounded-(--radius-card) border border-line bg-card p-5 sm:p-6">
          <Asked campus={campus} timeZone={timeZone} question={question} />
          {decide === null ? null : <DecideForms question={question} letters={letters} />}
        </li>
      ))}
    </ul>
  );
  const lists = (
    <div className="grid gap-8">
      {open.length === 0 ? null : list(open)}
      {decided.length === 0 ? null : (
        <section className="grid min-w-0 gap-4">
          <h2 className="text-xl font-bold">{t('decidedTitle')}</h2>
          {list(decided)}
        </section>
      )}
    </div>
  );
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">{t('headline', { count: open.length })}</h1>
      <p className="mt-3 max-w-prose text-soft">{t(decide === null ? 'leadLook' : 'lead')}</p>
      <div className="mt-7">
        {open.length + decided.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : decide === null ? (
          lists
        ) : (
          <Answers action={decide}>{lists}</Answers>
        )}
      </div>
    </>
  );
}

interface AskedProps {
  readonly campus: string;
  readonly timeZone: string;
  readonly question: StaffQuestion;
}

function Asked({ campus, timeZone, question }: AskedProps) {
  const t = useTranslations('question.staff');
  const other = useTranslations('question');
  const format = useFormatter();
  const at = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const { id, week, dorm, words, alsoAsked, decision } = question;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
        <span>
          {t('asked', { id, when: at(question.askedAt) })} · {t('week', { week: weekNumber(week) })}
          {dorm === null ? '' : ` · ${t('aboutDorm', { dorm })}`}
        </span>
        {decision === null ? null : (
          <Pill tone={decision.kind === 'answered' ? 'good' : 'plain'}>{t(`state.${decision.kind}`)}</Pill>
        )}
      </p>
      <StrangersWords words={words} className="mt-2 text-lg leading-snug font-semibold" />
      {alsoAsked === 0 ? null : <p className="text-sm text-soft">{other('alsoAsked', { count: alsoAsked })}</p>}
      {decision === null ? null : (
        <div className="mt-3 border-l-4 border-line-strong pl-4">
          {decision.words === null ? (
            <p>{t('intoOther', { id: decision.intoId ?? 0 })}</p>
          ) : (
            <StrangersWords words={decision.words} />
          )}
          <p className="mt-1 text-sm wrap-anywhere text-soft">
            {decision.decidedBy === null
              ? t('byCommand', { when: at(decision.decidedAt) })
              : t('by', { when: at(decision.decidedAt), email: decision.decidedBy })}{' '}
            {decision.kind === 'answered' ? (
              <LocalLink href={`${questionsPath(campus, week)}#question-${id}`} className="link tappable">
                {t('see')}
              </LocalLink>
            ) : null}
          </p>
        </div>
      )}
    </>
  );
}
