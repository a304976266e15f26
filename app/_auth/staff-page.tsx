import type { ReactNode } from 'react';
import { signOutAction } from '#app/_auth/sign-out-action.ts';
import { StaffBar, type StaffSection } from '#components/people/staff-bar.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import type { StaffSession } from '#services/read-session.ts';

interface StaffPageProps {
  readonly locale: string;
  readonly session: StaffSession;
  readonly current: StaffSection;
  readonly campusName?: string | null;
  /** The page's own path, query included, without language. */
  readonly path: string;
  readonly children: ReactNode;
}

/** What every staff page stands in. People are shown to those who are admin somewhere, or have no campus to be it at yet. */
export function StaffPage({ locale, session, current, campusName = null, path, children }: StaffPageProps) {
  const { memberships } = session;
  const isAdmin = memberships.length === 0 || memberships.some(({ role }) => role === 'admin');
  return (
    <PageShell site={{ campusName, homePath: '/', links: [], current: null, path }}>
      <StaffBar
        email={session.email}
        current={current}
        sections={isAdmin ? ['imports', 'people', 'me'] : ['imports', 'me']}
        signOut={signOutAction.bind(null, locale)}
      />
      {children}
    </PageShell>
  );
}
