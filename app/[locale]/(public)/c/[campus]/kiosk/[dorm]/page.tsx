import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404 } from '#app/_data/campus.ts';
import { kioskView } from '#app/_data/kiosk.ts';
import { isLocale, LOCALES } from '#app/_i18n/locales.ts';
import { KioskPage } from '#components/kiosk/kiosk-page.tsx';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; dorm: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale: isLocale(locale) ? locale : LOCALES[0], namespace: 'kiosk' });
  return { title: `${t('title')} · ${(await viewOr404(params)).dorm?.name}`, robots: { index: false } };
}

export default async function DormKiosk({ params }: Props) {
  setRequestLocale((await params).locale);
  return <KioskPage view={await viewOr404(params)} />;
}

async function viewOr404(params: Props['params']): Promise<KioskView> {
  const { campus, dorm } = await params;
  const view = await kioskView(await campusOr404(campus), dorm);
  if (view === null) notFound();
  return view;
}
