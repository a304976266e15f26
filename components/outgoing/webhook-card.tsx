import { useFormatter, useTranslations } from 'next-intl';
import { DeliveryRow } from '#components/outgoing/delivery-row.tsx';
import type { DeliveryView, WebhookHealth, WebhookView } from '#components/outgoing/outgoing-view.ts';
import { ActionForm } from '#components/people/action-form.tsx';
import { Pill, type PillTone } from '#components/ui/pill.tsx';

interface WebhookCardProps {
  readonly webhook: WebhookView;
  readonly timeZone: string;
}

const tones: Record<WebhookHealth, PillTone> = {
  quiet: 'plain',
  queued: 'plain',
  well: 'good',
  failing: 'warning',
  off: 'plain',
  gone: 'warning',
};

/** How many messages are in sight before the fold. */
const IN_SIGHT = 3;

/** A webhook: where to, how it stands, what was sent, and what an admin can do about it. */
export function WebhookCard({ webhook, timeZone }: WebhookCardProps) {
  const t = useTranslations('outgoing');
  const format = useFormatter();
  const { id, address, description, health, offSince, deliveries, actions } = webhook;
  const when = format.dateTime(new Date(offSince ?? 0), { dateStyle: 'medium', timeZone });
  return (
    <article className="card min-w-0 rounded-(--radius-card) border border-line bg-card p-5 sm:p-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 className="min-w-0 text-xl leading-tight font-bold tracking-tight wrap-anywhere">
          <bdi>{description === '' ? t('unnamed', { id }) : description}</bdi>
        </h2>
        <Pill tone={tones[health]}>{t(`health.${health}`)}</Pill>
      </div>
      <p className="mt-1 text-sm break-all text-soft">
        <bdi>{address}</bdi>
      </p>
      {offSince === null ? null : (
        <p className={`mt-3 ${health === 'gone' ? 'text-clay' : 'text-soft'}`}>
          {t(health === 'gone' ? 'gone' : 'off', { when })}
        </p>
      )}
      <h3 className="mt-5 font-semibold">{t('logTitle')}</h3>
      {deliveries.length === 0 ? <p className="mt-1 text-soft">{t('logEmpty')}</p> : null}
      <Deliveries deliveries={deliveries.slice(0, IN_SIGHT)} timeZone={timeZone} />
      {deliveries.length <= IN_SIGHT ? null : (
        <details className="border-t border-line pt-2">
          <summary className="link tappable cursor-pointer">{t('logMore', { count: deliveries.length - IN_SIGHT })}</summary>
          <Deliveries deliveries={deliveries.slice(IN_SIGHT)} timeZone={timeZone} />
        </details>
      )}
      {actions === null ? null : <Controls actions={actions} isOn={offSince === null} />}
    </article>
  );
}

function Deliveries({ deliveries, timeZone }: { readonly deliveries: readonly DeliveryView[]; readonly timeZone: string }) {
  return (
    <ul className="divide-y divide-line">
      {deliveries.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} timeZone={timeZone} />
      ))}
    </ul>
  );
}

interface ControlsProps {
  readonly actions: NonNullable<WebhookView['actions']>;
  readonly isOn: boolean;
}

function Controls({ actions: { test, secret, turn, remove }, isOn }: ControlsProps) {
  const t = useTranslations('outgoing');
  const pending = t('pending');
  const turnForm = <ActionForm action={turn} submit={t(isOn ? 'switch.off' : 'switch.on')} pending={pending} look="secondary" />;
  return (
    <div className="mt-5 grid gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-start gap-3">
        <ActionForm action={test} submit={t('test.submit')} pending={pending} look="secondary" />
        {isOn ? null : turnForm}
      </div>
      <details>
        <summary className="link tappable cursor-pointer">{t('more')}</summary>
        <div className="mt-3 grid gap-5">
          <div>
            <p className="mb-2 text-sm text-soft">{t('secret.note')}</p>
            <ActionForm action={secret} submit={t('secret.submit')} pending={pending} look="secondary" />
          </div>
          {isOn ? (
            <div>
              <p className="mb-2 text-sm text-soft">{t('switch.offNote')}</p>
              {turnForm}
            </div>
          ) : null}
          <div>
            <p className="mb-2 text-sm text-soft">{t('remove.note')}</p>
            <ActionForm action={remove} submit={t('remove.submit')} pending={pending} look="danger" />
          </div>
        </div>
      </details>
    </div>
  );
}
