import { setRequestLocale } from 'next-intl/server';
import { ChooseCampus } from '#app/_auth/choose-campus.tsx';
import { importsPath } from '#components/imports/staff-paths.ts';

/** To the imports of the person's only campus, or a choice of their campuses. */
export default async function ImportsRedirectPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  setRequestLocale(locale);
  return <ChooseCampus locale={locale} current="imports" path="/imports" roomOf={importsPath} />;
}
