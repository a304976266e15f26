import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { confirmDigestAction } from '#app/[locale]/(public)/c/[campus]/digest/actions.ts';
import { DigestStep } from '#components/digest/digest-step.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { digestPath } from '#components/ui/paths.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus } = await params;
  const t = await getTranslations({ locale, namespace: 'digest.confirm' });
  return { title: `${t('title')} · ${(await campusOr404(campus)).name}`, robots: { index: false } };
}

export default async function DigestConfirmRoute({ params, searchParams }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const { word } = await searchParams;
  const campus = await campusOr404(slug);
  const hidden = { name: 'word', value: typeof word === 'string' ? word : '' };
  return (
    <PageShell site={campusSite(campus, { current: null, path: digestPath(slug) })}>
      <DigestStep step="confirm" campus={campus} action={confirmDigestAction.bind(null, { locale, slug })} hidden={hidden} />
    </PageShell>
  );
}
