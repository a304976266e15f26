import type { Metadata } from 'next';
import { getFormatter, getTranslations, setRequestLocale } from 'next-intl/server';
import { requireSession } from '#app/_auth/session.ts';
import { StaffPage } from '#app/_auth/staff-page.tsx';
import { changePasswordAction, deleteMeAction } from '#app/[locale]/(staff)/people/me/actions.ts';
import { ActionForm } from '#components/people/action-form.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { localePath } from '#components/ui/paths.ts';
import { PASSWORD_LENGTH } from '#services/password-rules.ts';

interface Props {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'people.me' });
  return { title: t('title'), robots: { index: false } };
}

/** What a member of staff can see and change about themselves. */
export default async function MePage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const session = await requireSession({ locale, path: '/people/me' });
  const t = await getTranslations('people');
  const when = (await getFormatter()).dateTime(session.expiresAt, { dateStyle: 'medium', timeStyle: 'long', timeZone: 'UTC' });
  const password = { type: 'password', autoComplete: 'new-password' } as const;
  return (
    <StaffPage locale={locale} session={session} current={null} path="/people/me">
      <h1 className="headline text-5xl">{t('me.title')}</h1>
      <p className="mt-3 text-soft">{t('me.lead', { email: session.email, when })}</p>
      <div className="mt-8 grid items-start gap-6 md:grid-cols-2">
        <Card title={t('me.password')} note={t('me.passwordNote')}>
          <ActionForm
            action={changePasswordAction.bind(null, locale)}
            fields={[
              { name: 'current', label: t('me.current'), type: 'password', autoComplete: 'current-password' },
              {
                ...password,
                name: 'password',
                label: t('welcome.password'),
                hint: t('welcome.passwordHint', { least: PASSWORD_LENGTH.least }),
              },
              { ...password, name: 'again', label: t('welcome.again') },
            ]}
            submit={t('me.submit')}
            pending={t('me.pending')}
          />
        </Card>
        <div className="grid gap-6">
          <Card title={t('me.roles')}>
            {session.memberships.length === 0 ? <p className="text-soft">{t('me.noRoles')}</p> : null}
            <ul className="grid gap-1">
              {session.memberships.map(({ campus, campusName, role }) => (
                <li key={campus}>{t('me.roleAt', { role: t(`role.${role}`), campus: campusName })}</li>
              ))}
            </ul>
          </Card>
          <Card title={t('me.record')} note={t('me.recordNote')}>
            <a href={localePath(locale, '/people/me/record')} download="wattle-record.json" className={buttonClass('secondary')}>
              {t('me.download')}
            </a>
          </Card>
          <Card title={t('me.delete')} note={t('me.deleteNote')}>
            <ActionForm
              action={deleteMeAction.bind(null, locale)}
              fields={[{ name: 'sure', label: t('me.deleteSure'), type: 'checkbox' }]}
              submit={t('me.deleteSubmit')}
              pending={t('me.pending')}
              look="danger"
            />
          </Card>
        </div>
      </div>
    </StaffPage>
  );
}
