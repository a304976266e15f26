import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { digestStatusView } from '#app/_data/staff-digest.ts';
import { sharedAddresses, webhookFacts } from '#app/_data/staff-outgoing.ts';
import {
  addWebhookAction,
  removeWebhookAction,
  replaceSecretAction,
  resendWebhookAction,
  switchWebhookAction,
  testWebhookAction,
} from '#app/[locale]/(staff)/staff/[campus]/outgoing/actions.ts';
import { testMailAction } from '#app/[locale]/(staff)/staff/[campus]/outgoing/mail-actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { outgoingPath } from '#components/campus/room-paths.ts';
import { DigestSection } from '#components/digest/digest-section.tsx';
import { OutgoingPage } from '#components/outgoing/outgoing-page.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'outgoing' });
  return { title: t('title') };
}

export default async function StaffOutgoingRoute({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = outgoingPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-outgoing', path });
  const mayEdit = place.can('edit-webhooks');
  const form = { slug, locale };
  const webhooks = (await webhookFacts(place)).map(({ deliveries, ...webhook }) => ({
    ...webhook,
    deliveries: deliveries.map((one) => ({
      ...one,
      again: mayEdit ? resendWebhookAction.bind(null, { ...form, id: one.id }) : null,
    })),
    actions: mayEdit ? actionsOf({ ...form, id: webhook.id }, webhook.offSince === null) : null,
  }));
  const status = await digestStatusView(place);
  const add = mayEdit ? addWebhookAction.bind(null, form) : null;
  return (
    <StaffFrame place={place} current="outgoing" path={path}>
      <OutgoingPage view={{ timeZone: place.campus.timeZone, webhooks, add, ...(await sharedAddresses(place, locale)) }}>
        <DigestSection
          campus={place.campus}
          status={status}
          email={place.session.email}
          test={status.isSetUp && place.can('send-test-mail') ? testMailAction.bind(null, form) : null}
        />
      </OutgoingPage>
    </StaffFrame>
  );
}

function actionsOf(item: { slug: string; locale: string; id: number }, isOn: boolean) {
  return {
    test: testWebhookAction.bind(null, item),
    secret: replaceSecretAction.bind(null, item),
    turn: switchWebhookAction.bind(null, { ...item, isOn: !isOn }),
    remove: removeWebhookAction.bind(null, item),
  };
}
