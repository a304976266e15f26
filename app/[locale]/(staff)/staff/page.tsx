import { setRequestLocale } from 'next-intl/server';
import { ChooseCampus } from '#app/_auth/choose-campus.tsx';
import { overviewPath } from '#components/campus/room-paths.ts';

/** Where staff begin: the overview of their only campus, or a choice of their campuses. */
export default async function StaffHomePage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  setRequestLocale(locale);
  return <ChooseCampus locale={locale} current="overview" path="/staff" roomOf={overviewPath} />;
}
