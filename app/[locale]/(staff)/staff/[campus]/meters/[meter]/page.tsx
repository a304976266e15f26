import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { dayIn } from '#app/_data/day-in.ts';
import { staffPage } from '#app/_data/staff.ts';
import { meterView } from '#app/_data/staff-meter.ts';
import { registerAction, valueAction } from '#app/[locale]/(staff)/staff/[campus]/inbox/actions.ts';
import { meterAction } from '#app/[locale]/(staff)/staff/[campus]/meters/[meter]/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { meterPath } from '#components/campus/room-paths.ts';
import { MeterPage } from '#components/meter/meter-page.tsx';
import '#components/calendar/calendar.css';
import '#components/meter/meter.css';

interface Props {
  readonly params: Promise<{ locale: string; campus: string; meter: string }>;
  readonly searchParams: Promise<{ day?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'meter' });
  return { title: t('title') };
}

export default async function StaffMeterPage({ params, searchParams }: Props) {
  const { locale, campus: slug, meter } = await params;
  setRequestLocale(locale);
  const meterId = /^\d{1,15}$/.test(meter) ? Number(meter) : 0;
  const day = dayIn((await searchParams).day);
  const path = meterPath(slug, meterId);
  const place = await staffPage({ locale, slug, verb: 'see-meters', path });
  if (meterId === 0) notFound();
  const view = await meterView(place, { meterId, day });
  const form = { slug, locale };
  return (
    <StaffFrame place={place} current="meters" path={day === null ? path : `${path}?day=${day}`}>
      <MeterPage
        view={view}
        place={{ campus: slug, timeZone: place.campus.timeZone, canAnswer: place.can('edit-meter') }}
        actions={{
          change: meterAction.bind(null, { ...form, meterId }),
          register: registerAction.bind(null, form),
          value: valueAction.bind(null, form),
        }}
      />
    </StaffFrame>
  );
}
