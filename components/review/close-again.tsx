import { useTranslations } from 'next-intl';
import { AnswerForm } from '#components/campus/answers.tsx';
import { Button } from '#components/ui/button.tsx';

/** Gives a provisional week whose numbers moved an edition with today's. */
export function CloseAgain() {
  const t = useTranslations('review.close');
  return (
    <AnswerForm item="close" className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <Button type="submit">{t('do')}</Button>
      <span className="text-sm text-soft">{t('note')}</span>
    </AnswerForm>
  );
}
