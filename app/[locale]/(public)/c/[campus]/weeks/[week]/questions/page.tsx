import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { questionsView } from '#app/_data/questions.ts';
import { askAction } from '#app/[locale]/(public)/c/[campus]/weeks/[week]/questions/actions.ts';
import { QuestionsPage } from '#components/question/questions-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { questionsPath } from '#components/ui/paths.ts';
import { QUESTION_LIMITS } from '#services/ask-question.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; week: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus, week } = await params;
  const t = await getTranslations({ locale, namespace: 'question' });
  return { title: `${t('title')} · ${week} · ${(await campusOr404(campus)).name}` };
}

export default async function QuestionsRoute({ params }: Props) {
  const { locale, campus: slug, week } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  const ask = askAction.bind(null, { locale, slug, week });
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: questionsPath(slug, week) })}>
      <QuestionsPage view={await questionsView(campus, week)} ask={ask} letters={QUESTION_LIMITS.letters} />
    </PageShell>
  );
}
