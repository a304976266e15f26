import { useTranslations } from 'next-intl';
import { AnsweredQuestions } from '#components/question/answered-questions.tsx';
import { QuestionForm } from '#components/question/question-form.tsx';
import type { AskAction, QuestionsView } from '#components/question/question-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';

interface QuestionsPageProps {
  readonly view: QuestionsView;
  readonly ask: AskAction;
  /** Code points that a question may have. */
  readonly letters: number;
}

/** What readers asked about a week's result, with the answers, and the way to ask. */
export function QuestionsPage({ view, ask, letters }: QuestionsPageProps) {
  const t = useTranslations('question');
  const { campus, week, answered } = view;
  const number = weekNumber(week);
  const form = ['question', 'dorm', 'anyDorm', 'trap', 'send', 'sending'] as const;
  const words = Object.fromEntries(form.map((key) => [key, t(`form.${key}`)])) as Record<(typeof form)[number], string>;
  return (
    <div className="grid gap-8">
      <div>
        <p>
          <LocalLink href={weekPath(campus.slug, week)} className="link tappable">
            {t('toWeek', { week: number })}
          </LocalLink>
        </p>
        <h1 className="headline mt-2 text-4xl sm:text-6xl">{t('headline', { week: number, count: answered.length })}</h1>
        <p className="mt-4 max-w-prose text-lg text-soft">{t('lead')}</p>
      </div>
      {answered.length === 0 ? null : (
        <Card title={t('listTitle', { count: answered.length })}>
          <AnsweredQuestions campus={campus} questions={answered} />
        </Card>
      )}
      {view.isPublished ? (
        <Card title={t('form.title', { week: number })} note={t('form.note')} className="not-printed max-w-2xl">
          <QuestionForm action={ask} dorms={view.dorms} words={{ ...words, questionNote: t('form.questionNote', { letters }) }} />
        </Card>
      ) : (
        <Notice tone="gold" title={t('tooEarly.title')}>
          <p>{t('tooEarly.body')}</p>
        </Notice>
      )}
    </div>
  );
}
