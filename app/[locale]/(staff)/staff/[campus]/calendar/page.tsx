import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { dayIn } from '#app/_data/day-in.ts';
import { staffPage } from '#app/_data/staff.ts';
import { calendarView } from '#app/_data/staff-calendar.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { CalendarPage } from '#components/calendar/calendar-page.tsx';
import { calendarPath } from '#components/campus/room-paths.ts';
import '#components/calendar/calendar.css';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
  readonly searchParams: Promise<{ until?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'calendar' });
  return { title: t('title') };
}

export default async function StaffCalendarPage({ params, searchParams }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const asked = dayIn((await searchParams).until);
  const path = calendarPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-meters', path });
  return (
    <StaffFrame place={place} current="calendar" path={asked === null ? path : `${path}?until=${asked}`}>
      <CalendarPage campus={slug} view={await calendarView(place, asked)} />
    </StaffFrame>
  );
}
