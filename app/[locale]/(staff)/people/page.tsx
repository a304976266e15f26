import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { requireSession } from '#app/_auth/session.ts';
import { StaffPage } from '#app/_auth/staff-page.tsx';
import { getContext } from '#app/_data/process-state.ts';
import { addTokenAction, inviteAction } from '#app/[locale]/(staff)/people/actions.ts';
import { readMembers, readTokens } from '#app/[locale]/(staff)/people/people-view.ts';
import { ActionForm } from '#components/people/action-form.tsx';
import { PeopleList } from '#components/people/people-list.tsx';
import { TokensList } from '#components/people/tokens-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { getCampus } from '#services/get-campus.ts';
import { ROLES } from '#services/permissions.ts';
import type { StaffSession } from '#services/read-session.ts';

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<{ campus?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'people.people' });
  return { title: t('title'), robots: { index: false } };
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const session = await requireSession({ locale, path: '/people' });
  const asked = (await searchParams).campus;
  const mine = session.memberships.filter(({ role }) => role === 'admin');
  const chosen = mine.find(({ campus }) => campus === asked) ?? mine[0];
  if (chosen === undefined) return <Nothing locale={locale} session={session} />;
  return <CampusPeople locale={locale} session={session} slug={chosen.campus} slugs={mine.map(({ campus }) => campus)} />;
}

interface CampusPeopleProps {
  readonly locale: string;
  readonly session: StaffSession;
  readonly slug: string;
  readonly slugs: readonly string[];
}

async function CampusPeople({ locale, session, slug, slugs }: CampusPeopleProps) {
  const t = await getTranslations('people');
  const campus = await getCampus(await getContext(), slug);
  const asked = { locale, session, campus, now: new Date() };
  const members = await readMembers(asked);
  const tokens = await readTokens(asked);
  const { timeZone } = campus;
  const place = { locale, campus: slug };
  const roles = ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }));
  return (
    <StaffPage locale={locale} session={session} current="people" campus={slug} path={`/people?campus=${slug}`}>
      <h1 className="headline text-5xl">{t('people.title')}</h1>
      <p className="mt-3 text-soft">{t('people.lead', { count: members.length, campus: campus.name })}</p>
      {slugs.length < 2 ? null : <CampusLinks label={t('people.campuses')} slugs={slugs} current={slug} />}
      <div className="mt-8 grid items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <Card title={t('people.table', { campus: campus.name })}>
          <PeopleList timeZone={timeZone} members={members} roles={roles} />
        </Card>
        <Card title={t('invite.title')} note={t('invite.note')}>
          <ActionForm
            action={inviteAction.bind(null, place)}
            fields={[
              { name: 'email', label: t('invite.email'), type: 'email' },
              {
                name: 'role',
                label: t('invite.role'),
                type: 'select',
                value: 'facilities',
                options: roles,
                hint: t('invite.roleHint'),
              },
            ]}
            submit={t('invite.submit')}
            pending={t('people.pending')}
          />
        </Card>
      </div>
      <Card title={t('tokens.title')} note={t('tokens.note', { campus: campus.name })} id="tokens" className="mt-6">
        <div className="grid items-start gap-8 lg:grid-cols-[2fr_1fr]">
          <TokensList timeZone={timeZone} tokens={tokens} />
          <ActionForm
            action={addTokenAction.bind(null, place)}
            fields={[{ name: 'label', label: t('tokens.label'), type: 'text', hint: t('tokens.labelHint'), isOptional: true }]}
            submit={t('tokens.submit')}
            pending={t('tokens.pending')}
          />
        </div>
      </Card>
    </StaffPage>
  );
}

function CampusLinks({ label, slugs, current }: { label: string; slugs: readonly string[]; current: string }) {
  return (
    <nav aria-label={label} className="mt-4">
      <ul className="flex flex-wrap gap-x-5">
        {slugs.map((slug) => (
          <li key={slug}>
            <LocalLink
              href={`/people?campus=${slug}`}
              className="link tappable aria-[current=page]:font-semibold"
              {...(slug === current ? { 'aria-current': 'page' as const } : {})}
            >
              {slug}
            </LocalLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** For a first admin without a campus, and for those who are admin nowhere. */
async function Nothing({ locale, session }: { locale: string; session: StaffSession }) {
  const t = await getTranslations('people.people');
  const isEarly = session.memberships.length === 0;
  return (
    <StaffPage locale={locale} session={session} current="people" path="/people">
      <h1 className="headline mb-8 text-5xl">{t('title')}</h1>
      <EmptyState title={t(isEarly ? 'noCampusTitle' : 'noRoleTitle')}>
        <p>{t(isEarly ? 'noCampus' : 'noRole')}</p>
      </EmptyState>
    </StaffPage>
  );
}
