import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_auth/session.ts';
import { StaffPage } from '#app/_auth/staff-page.tsx';
import type { StaffSection } from '#components/campus/staff-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { localePath } from '#components/ui/paths.ts';

interface ChooseCampusProps {
  readonly locale: string;
  readonly current: StaffSection;
  /** The page's own path. */
  readonly path: string;
  /** Where the room is at a campus. */
  readonly roomOf: (campus: string) => string;
}

/** To a room of the person's only campus, or a choice of their campuses. */
export async function ChooseCampus({ locale, current, path, roomOf }: ChooseCampusProps) {
  const session = await requireSession({ locale, path });
  const [first, ...others] = session.memberships;
  if (first !== undefined && others.length === 0) redirect(localePath(locale, roomOf(first.campus)));
  const t = await getTranslations('campus.choose');
  return (
    <StaffPage locale={locale} session={session} current={current} path={path}>
      <h1 className="headline text-4xl sm:text-5xl">{t(first === undefined ? 'none' : 'title')}</h1>
      {first === undefined ? <p className="mt-3 max-w-prose text-soft">{t('noneBody')}</p> : null}
      <ul className="mt-7 grid gap-3 sm:grid-cols-2">
        {session.memberships.map(({ campus, campusName }) => (
          <li key={campus}>
            <LocalLink
              href={roomOf(campus)}
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
