import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AnswerForm } from '#components/campus/answers.tsx';
import { FIELD, Labelled, ReasonField } from '#components/campus/fields.tsx';
import type { StaffQuestion } from '#components/question/question-view.ts';
import { Button } from '#components/ui/button.tsx';

interface DecideFormsProps {
  readonly question: StaffQuestion;
  readonly letters: number;
}

/** Answers the question, declines it, or merges it into another. What is answered already is changed behind a fold. */
export function DecideForms({ question: { id, decision }, letters }: DecideFormsProps) {
  const t = useTranslations('question.staff');
  const isAnswered = decision?.kind === 'answered';
  const answer = (
    <AnswerForm item={`answer-${id}`} className="grid gap-3">
      <Which id={id} kind="answered" />
      <Labelled label={t('answer')} note={t('answerNote', { letters })}>
        <textarea
          name="words"
          required
          rows={3}
          dir="auto"
          defaultValue={isAnswered ? (decision.words ?? '') : ''}
          className={`${FIELD} py-2`}
        />
      </Labelled>
      <div>
        <Button type="submit">{t('publish')}</Button>
      </div>
    </AnswerForm>
  );
  return (
    <div className="mt-4 grid gap-2">
      {decision === null ? answer : <Fold words={t('answerAnew')}>{answer}</Fold>}
      <Fold words={t('more')}>
        <div className="grid gap-4">
          <AnswerForm item={`decline-${id}`} className="flex flex-wrap items-end gap-3">
            <Which id={id} kind="declined" />
            <ReasonField label={t('reason')} />
            <Button type="submit" look="secondary">
              {t('decline')}
            </Button>
          </AnswerForm>
          <AnswerForm item={`merge-${id}`} className="flex flex-wrap items-end gap-3">
            <Which id={id} kind="merged" />
            <Labelled label={t('into')} className="grow basis-56">
              <input name="into" type="number" min={1} required inputMode="numeric" className={FIELD} />
            </Labelled>
            <Button type="submit" look="secondary">
              {t('merge')}
            </Button>
          </AnswerForm>
        </div>
      </Fold>
    </div>
  );
}

function Which({ id, kind }: { readonly id: number; readonly kind: 'answered' | 'declined' | 'merged' }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="kind" value={kind} />
    </>
  );
}

function Fold({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <details>
      <summary className="link tappable cursor-pointer">{words}</summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}
