import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { signOutAction } from '#app/_auth/sign-out-action.ts';
import { waitingCount } from '#app/_data/staff-waiting.ts';
import {
  auditPath,
  calendarPath,
  factorsPath,
  inboxPath,
  outgoingPath,
  overviewPath,
  placeboPath,
  reviewsPath,
  staffQuestionsPath,
  staffSeasonsPath,
} from '#components/campus/room-paths.ts';
import { StaffShell } from '#components/campus/staff-shell.tsx';
import type { StaffSection } from '#components/campus/staff-view.ts';
import { dormsPath, importsPath, metersPath, peoplePath } from '#components/imports/staff-paths.ts';
import { boardPath } from '#components/ui/paths.ts';
import { PERMISSIONS } from '#services/permissions.ts';
import type { StaffSession } from '#services/read-session.ts';

interface StaffPageProps {
  readonly locale: string;
  readonly session: StaffSession;
  readonly current: StaffSection | null;
  /** Slug of the campus the page is about; left out, the person's first. */
  readonly campus?: string;
  /** The page's own path, query included, without language. */
  readonly path: string;
  readonly children: ReactNode;
}

/** What every staff page stands in: the rooms of a campus that the person may enter, and the way to sign out. */
export async function StaffPage({ locale, session, current, campus, path, children }: StaffPageProps) {
  const t = await getTranslations('campus.shell');
  const place = session.memberships.find((membership) => membership.campus === campus) ?? session.memberships[0];
  const signOut = (
    <form action={signOutAction.bind(null, locale)}>
      <button type="submit" className="link tappable">
        {t('signOut')}
      </button>
    </form>
  );
  const site = {
    campusName: place?.campusName ?? '',
    homePath: place === undefined ? '/staff' : overviewPath(place.campus),
    boardPath: place === undefined ? '/' : boardPath(place.campus),
    links: place === undefined ? [] : linksOf(place),
    email: session.email,
    waiting: place === undefined ? 0 : await waitingCount(place.campus),
    current,
    path,
  };
  return (
    <StaffShell site={site} signOut={signOut}>
      {children}
    </StaffShell>
  );
}

function linksOf({ campus, role }: StaffSession['memberships'][number]) {
  const links = [
    { section: 'overview', path: overviewPath(campus) },
    { section: 'weeks', path: reviewsPath(campus) },
    { section: 'seasons', path: staffSeasonsPath(campus) },
    { section: 'imports', path: importsPath(campus) },
    { section: 'inbox', path: inboxPath(campus) },
    { section: 'calendar', path: calendarPath(campus) },
    { section: 'meters', path: metersPath(campus) },
    { section: 'dorms', path: dormsPath(campus) },
    { section: 'fairness', path: placeboPath(campus) },
    { section: 'factors', path: factorsPath(campus) },
    { section: 'questions', path: staffQuestionsPath(campus) },
  ] as const;
  const may = (verb: 'list-people' | 'see-audit' | 'see-outgoing') => PERMISSIONS[verb].some((allowed) => allowed === role);
  return [
    ...links,
    ...(may('see-outgoing') ? [{ section: 'outgoing', path: outgoingPath(campus) } as const] : []),
    ...(may('list-people') ? [{ section: 'people', path: peoplePath(campus) } as const] : []),
    ...(may('see-audit') ? [{ section: 'audit', path: auditPath(campus) } as const] : []),
  ];
}
