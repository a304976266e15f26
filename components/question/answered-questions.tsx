import { useFormatter, useTranslations } from 'next-intl';
import type { AnsweredQuestion } from '#components/question/question-view.ts';
import { StrangersWords } from '#components/question/strangers-words.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';

interface AnsweredQuestionsProps {
  readonly campus: { readonly slug: string; readonly timeZone: string };
  readonly questions: readonly AnsweredQuestion[];
}

/** What was asked about a week and what the organisers answered, when. */
export function AnsweredQuestions({ campus, questions }: AnsweredQuestionsProps) {
  const t = useTranslations('question');
  const format = useFormatter();
  return (
    <ul className="grid gap-6">
      {questions.map((one) => (
        <li key={one.id} id={`question-${one.id}`} className="grid gap-3 border-b border-line pb-6 last:border-0 last:pb-0">
          <div>
            <StrangersWords words={one.words} className="text-lg leading-snug font-semibold" />
            <p className="text-sm text-soft">
              {one.dorm === null ? null : (
                <>
                  {t('about')}{' '}
                  <LocalLink href={dormPath(campus.slug, one.dorm.slug)} className="link">
                    <bdi>{one.dorm.name}</bdi>
                  </LocalLink>
                </>
              )}
              {one.alsoAsked === 0 ? null : `${one.dorm === null ? '' : ' · '}${t('alsoAsked', { count: one.alsoAsked })}`}
            </p>
          </div>
          <div className="border-l-4 border-leaf pl-4">
            <StrangersWords words={one.answer} />
            <p className="mt-1 text-sm text-soft">
              {t(one.isMended ? 'answeredAnew' : 'answered', {
                when: format.dateTime(new Date(one.answeredAt), {
                  dateStyle: 'long',
                  timeStyle: 'short',
                  timeZone: campus.timeZone,
                }),
              })}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
