import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { receiptView } from '#app/_data/receipt.ts';
import { ReceiptPage } from '#components/receipt/receipt-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { receiptPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; week: string; dorm: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus, week, dorm } = await params;
  const view = await receiptView(await campusOr404(campus), { weekId: week, part: dorm, lens: null });
  const t = await getTranslations({ locale, namespace: 'receipt' });
  const name = view.kind === 'receipt' ? view.receipt.dorm.name : view.name;
  return { title: t('title', { name, week: weekNumber(week) }) };
}

export default async function ReceiptRoute({ params }: Props) {
  const { locale, campus: slug, week, dorm } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: receiptPath(slug, week, dorm, null) })}>
      <ReceiptPage view={await receiptView(campus, { weekId: week, part: dorm, lens: null })} />
    </PageShell>
  );
}
