import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { staffQuestionsView } from '#app/_data/staff-questions.ts';
import { decideQuestionAction } from '#app/[locale]/(staff)/staff/[campus]/questions/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { staffQuestionsPath } from '#components/campus/room-paths.ts';
import { StaffQuestionsPage } from '#components/question/staff-questions-page.tsx';
import { ANSWER_LETTERS } from '#services/decide-question.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'question.staff' });
  return { title: t('title') };
}

export default async function StaffQuestionsRoute({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = staffQuestionsPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-questions', path });
  const decide = place.can('answer-questions') ? decideQuestionAction.bind(null, { slug, locale }) : null;
  return (
    <StaffFrame place={place} current="questions" path={path}>
      <StaffQuestionsPage view={await staffQuestionsView(place)} decide={decide} letters={ANSWER_LETTERS} />
    </StaffFrame>
  );
}
