import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { StaffPage } from '#app/_auth/staff-page.tsx';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { StaffSection } from '#components/campus/staff-view.ts';

interface StaffFrameProps {
  readonly place: StaffPlace;
  readonly current: StaffSection;
  readonly path: string;
  readonly children: ReactNode;
}

/** The staff shell around a page of a campus. */
export async function StaffFrame({ place, current, path, children }: StaffFrameProps) {
  return (
    <StaffPage locale={await getLocale()} session={place.session} campus={place.campus.slug} current={current} path={path}>
      {children}
    </StaffPage>
  );
}
