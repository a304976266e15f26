import { useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { questionsPath } from '#components/ui/paths.ts';

interface QuestionLinkProps {
  readonly campus: string;
  readonly week: string;
}

/** From a result to where it is questioned and answered. */
export function QuestionLink({ campus, week }: QuestionLinkProps) {
  const t = useTranslations('question');
  return (
    <LocalLink href={questionsPath(campus, week)} className="link tappable">
      {t('link')}
    </LocalLink>
  );
}
