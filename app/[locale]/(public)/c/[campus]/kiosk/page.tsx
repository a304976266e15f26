import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404 } from '#app/_data/campus.ts';
import { kioskView } from '#app/_data/kiosk.ts';
import { isLocale, LOCALES } from '#app/_i18n/locales.ts';
import { KioskPage } from '#components/kiosk/kiosk-page.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus } = await params;
  const t = await getTranslations({ locale: isLocale(locale) ? locale : LOCALES[0], namespace: 'kiosk' });
  return { title: `${t('title')} · ${(await campusOr404(campus)).name}`, robots: { index: false } };
}

export default async function CampusKiosk({ params }: Props) {
  const { locale, campus } = await params;
  setRequestLocale(locale);
  const view = await kioskView(await campusOr404(campus), null);
  if (view === null) notFound();
  return <KioskPage view={view} />;
}
