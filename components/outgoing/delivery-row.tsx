import { useFormatter, useTranslations } from 'next-intl';
import { type AttemptView, type DeliveryView, outcomeKey } from '#components/outgoing/outgoing-view.ts';
import { ActionForm } from '#components/people/action-form.tsx';
import { Pill, type PillTone } from '#components/ui/pill.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

interface DeliveryRowProps {
  readonly delivery: DeliveryView;
  readonly timeZone: string;
}

const tones: Record<DeliveryView['state'], PillTone> = { waiting: 'plain', delivered: 'good', 'given-up': 'warning' };

/** A message: what about, what came of it, when it is tried next, and the way to send it again. */
export function DeliveryRow({ delivery, timeZone }: DeliveryRowProps) {
  const t = useTranslations('outgoing');
  const format = useFormatter();
  const at = (instant: string) =>
    format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
  const { event, week, edition, state, attempts, again, dueAt } = delivery;
  const what = t(eventKey(event), { week: week === null ? '' : weekNumber(week), edition: edition ?? 0 });
  const [newest, ...earlier] = attempts;
  const isDelivered = state === 'delivered';
  const form =
    again === null ? null : (
      <ActionForm
        action={again}
        submit={t('again.submit')}
        pending={t('pending')}
        look="secondary"
        label={t('again.label', { what })}
      />
    );
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-64">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{what}</span>
          <Pill tone={tones[state]}>{t(`state.${state}`)}</Pill>
        </p>
        {newest === undefined ? (
          <p className="text-sm text-soft">{t(state === 'waiting' ? 'soon' : 'neverTried')}</p>
        ) : (
          <Attempt attempt={newest} at={at} />
        )}
        {state !== 'waiting' || newest === undefined || dueAt === null ? null : (
          <p className="text-sm text-soft">{t('nextTry', { when: at(dueAt) })}</p>
        )}
        {earlier.length === 0 && !(isDelivered && form !== null) ? null : (
          <details className="text-sm">
            <summary className="link tappable cursor-pointer">
              {t(isDelivered && form !== null ? 'triesOrAgain' : 'tries', { count: attempts.length })}
            </summary>
            {earlier.map((attempt) => (
              <Attempt key={attempt.id} attempt={attempt} at={at} />
            ))}
            {isDelivered && form !== null ? <div className="mt-2 mb-1">{form}</div> : null}
          </details>
        )}
      </div>
      {isDelivered ? null : form}
    </li>
  );
}

interface AttemptProps {
  readonly attempt: AttemptView;
  readonly at: (instant: string) => string;
}

function Attempt({ attempt: { at: instant, seconds, outcome }, at }: AttemptProps) {
  const t = useTranslations('outgoing.outcome');
  return (
    <p className="text-sm wrap-anywhere text-soft">
      {at(instant)} · {t(outcomeKey(outcome), { status: outcome.status ?? 0, seconds })}
    </p>
  );
}

/** A key of messages has no dot in its last part. */
function eventKey(event: DeliveryView['event']) {
  return event === 'ping' ? 'event.ping' : event === 'week.corrected' ? 'event.corrected' : 'event.announced';
}
