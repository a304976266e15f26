import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { inboxView } from '#app/_data/staff-inbox.ts';
import { registerAction, unknownMeterAction, valueAction } from '#app/[locale]/(staff)/staff/[campus]/inbox/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { inboxPath } from '#components/campus/room-paths.ts';
import { Inbox } from '#components/inbox/inbox.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'inbox' });
  return { title: t('title') };
}

export default async function InboxPage({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = inboxPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-imports', path });
  const form = { slug, locale };
  return (
    <StaffFrame place={place} current="inbox" path={path}>
      <Inbox
        view={await inboxView(place)}
        place={{ campus: slug, timeZone: place.campus.timeZone, canAnswer: place.can('edit-meter') }}
        actions={{
          unknownMeter: unknownMeterAction.bind(null, form),
          register: registerAction.bind(null, form),
          value: valueAction.bind(null, form),
        }}
      />
    </StaffFrame>
  );
}
