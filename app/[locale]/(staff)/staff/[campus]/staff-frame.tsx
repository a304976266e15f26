import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { signOutAction } from '#app/_auth/sign-out-action.ts';
import { type StaffPlace, staffSite } from '#app/_data/staff.ts';
import { StaffShell } from '#components/campus/staff-shell.tsx';
import type { StaffSection } from '#components/campus/staff-view.ts';

interface StaffFrameProps {
  readonly place: StaffPlace;
  readonly current: StaffSection;
  readonly path: string;
  readonly children: ReactNode;
}

/** The staff shell around a page, with the way to sign out. */
export async function StaffFrame({ place, current, path, children }: StaffFrameProps) {
  const t = await getTranslations('campus.shell');
  const signOut = (
    <form action={signOutAction.bind(null, await getLocale())}>
      <button type="submit" className="link tappable">
        {t('signOut')}
      </button>
    </form>
  );
  return (
    <StaffShell site={staffSite(place, { current, path })} signOut={signOut}>
      {children}
    </StaffShell>
  );
}
