import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { getContext } from '#app/_data/process-state.ts';
import { welcomeAction } from '#app/[locale]/(staff)/welcome/actions.ts';
import { ActionForm } from '#components/people/action-form.tsx';
import { Door } from '#components/people/door.tsx';
import type { FieldView } from '#components/people/form-field.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { type OpenInvitation, readInvitation } from '#services/accept-invitation.ts';
import { PASSWORD_LENGTH } from '#services/password-rules.ts';
import { ServiceError } from '#services/service-error.ts';

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<{ token?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'people.welcome' });
  return { title: t('title'), robots: { index: false } };
}

/** The page behind a one-time link. */
export default async function WelcomePage({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const asked = (await searchParams).token;
  const token = typeof asked === 'string' ? asked : '';
  const t = await getTranslations('people');
  const invitation = await openInvitation(token);
  return (
    <PageShell
      site={{ campusName: null, homePath: '/', links: [], current: null, path: `/welcome?token=${encodeURIComponent(token)}` }}
    >
      {invitation === null ? (
        <Door title={t('welcome.invalidTitle')} lead={t('refusal.link-invalid')}>
          <LocalLink href="/sign-in" className="link tappable">
            {t('welcome.signIn')}
          </LocalLink>
        </Door>
      ) : (
        <Door
          title={t(invitation.email === null ? 'welcome.titleFirst' : 'welcome.title')}
          lead={t(invitation.email === null ? 'welcome.leadFirst' : 'welcome.lead')}
        >
          <ActionForm
            action={welcomeAction.bind(null, { locale, token })}
            fields={await fieldsOf(invitation)}
            submit={t('welcome.submit')}
            pending={t('welcome.pending')}
          />
        </Door>
      )}
    </PageShell>
  );
}

async function openInvitation(token: string): Promise<OpenInvitation | null> {
  try {
    return await readInvitation(await getContext(), { token, now: new Date() });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'link-invalid') return null;
    throw error;
  }
}

async function fieldsOf({ email }: OpenInvitation): Promise<FieldView[]> {
  const t = await getTranslations('people.welcome');
  const address = { name: 'email', label: t('email'), type: 'email', autoComplete: 'username' } as const;
  return [
    email === null ? { ...address, hint: t('emailHint') } : { ...address, value: email, isFixed: true },
    {
      name: 'password',
      label: t('password'),
      type: 'password',
      autoComplete: 'new-password',
      hint: t('passwordHint', { least: PASSWORD_LENGTH.least }),
    },
    { name: 'again', label: t('again'), type: 'password', autoComplete: 'new-password' },
  ];
}
