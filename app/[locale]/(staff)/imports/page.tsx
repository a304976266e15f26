import { redirect } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { requireSession } from '#app/_auth/session.ts';
import { StaffPage } from '#app/_auth/staff-page.tsx';
import { importsPath } from '#components/imports/staff-paths.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { localePath } from '#components/ui/paths.ts';

/** To the imports of the person's only campus, or a choice of their campuses. */
export default async function ImportsRedirectPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  setRequestLocale(locale);
  const session = await requireSession({ locale, path: '/imports' });
  const [first, ...others] = session.memberships;
  if (first !== undefined && others.length === 0) redirect(localePath(locale, importsPath(first.campus)));
  const t = await getTranslations('campus.choose');
  return (
    <StaffPage locale={locale} session={session} current="imports" path="/imports">
      <h1 className="headline text-4xl sm:text-5xl">{t(first === undefined ? 'none' : 'title')}</h1>
      {first === undefined ? <p className="mt-3 max-w-prose text-soft">{t('noneBody')}</p> : null}
      <ul className="mt-7 grid gap-3 sm:grid-cols-2">
        {session.memberships.map(({ campus, campusName }) => (
          <li key={campus}>
            <LocalLink
              href={importsPath(campus)}
              className="block rounded-(--radius-card) border border-line bg-card px-6 py-5 text-xl font-bold hover:border-ink"
            >
              {campusName}
            </LocalLink>
          </li>
        ))}
      </ul>
    </StaffPage>
  );
}
