import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { safePath } from '#app/_auth/safe-path.ts';
import { currentSession } from '#app/_auth/session.ts';
import { signInAction } from '#app/[locale]/(staff)/sign-in/actions.ts';
import { ActionForm } from '#components/people/action-form.tsx';
import { Door } from '#components/people/door.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { localePath } from '#components/ui/paths.ts';

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'people.signIn' });
  return { title: t('title'), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const asked = (await searchParams).callbackUrl;
  const callbackUrl = safePath(typeof asked === 'string' ? asked : null);
  if ((await currentSession()) !== null) redirect(callbackUrl ?? localePath(locale, '/staff'));
  const t = await getTranslations('people.signIn');
  const path = callbackUrl === null ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`;
  return (
    <PageShell site={{ campusName: null, homePath: '/', links: [], current: null, path }}>
      <Door title={t('title')} lead={t('lead')}>
        <ActionForm
          action={signInAction.bind(null, { locale, callbackUrl })}
          fields={[
            { name: 'email', label: t('email'), type: 'email', autoComplete: 'username' },
            { name: 'password', label: t('password'), type: 'password', autoComplete: 'current-password' },
          ]}
          submit={t('submit')}
          pending={t('pending')}
        />
        <p className="mt-6 max-w-prose text-sm text-soft">{t('lost')}</p>
        <p className="mt-2 text-sm">
          <LocalLink href="/" className="link tappable">
            {t('board')}
          </LocalLink>
        </p>
      </Door>
    </PageShell>
  );
}
