import { setRequestLocale } from 'next-intl/server';
import { methodView } from '#app/_data/method-constants.ts';
import { MethodPage } from '#components/method/method-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';

export default async function MethodRoute({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  setRequestLocale(locale);
  return (
    <PageShell site={{ campusName: null, homePath: '/', links: [], current: 'method', path: '/method' }}>
      <MethodPage method={methodView()} />
    </PageShell>
  );
}
