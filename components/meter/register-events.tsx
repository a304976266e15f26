import { useTranslations } from 'next-intl';
import { AnswerForm, Answers } from '#components/campus/answers.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { HeldRegisters } from '#components/inbox/held-registers.tsx';
import type { InboxPlace } from '#components/inbox/inbox-view.ts';
import type { MeterView, RegisterEventRow } from '#components/meter/meter-view.ts';

interface RegisterEventsProps {
  readonly view: MeterView;
  readonly place: InboxPlace;
  readonly action: StaffFormAction;
}

/** What the register did that had to be explained: what is open, then what was said, each answer with the way back. */
export function RegisterEvents({ view, place, action }: RegisterEventsProps) {
  const t = useTranslations('meter.register');
  return (
    <Answers action={action}>
      {view.registers.length === 0 ? null : <HeldRegisters rows={view.registers} place={place} />}
      {view.registers.length === 0 && view.events.length === 0 ? <p className="text-soft">{t('nothing')}</p> : null}
      <ul className={view.registers.length === 0 ? '' : 'mt-4'}>
        {view.events.map((event) => (
          <EventLine key={event.id} event={event} view={view} place={place} />
        ))}
      </ul>
    </Answers>
  );
}

interface EventLineProps {
  readonly event: RegisterEventRow;
  readonly view: MeterView;
  readonly place: InboxPlace;
}

function EventLine({ event, view: { id, unit }, place }: EventLineProps) {
  const t = useTranslations('meter.register');
  const answers = useTranslations('inbox.answer');
  const words = useImportWords();
  const { answer, digits, oldEnd, newStart } = event;
  const shown = (value: number) => `${words.number(value, 3)} ${unit}`;
  const details = [
    digits === null ? null : t('digits', { digits }),
    oldEnd === null ? null : t('oldEnd', { value: shown(oldEnd) }),
    newStart === null ? null : t('newStart', { value: shown(newStart) }),
  ].filter((part) => part !== null);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-2.5 last:border-0">
      <div className={`min-w-0 ${event.revokedAt === null ? '' : 'text-soft'}`}>
        <p>
          <strong className="font-semibold">{answers(answer)}</strong> {t('at', { when: words.when(event.at, place.timeZone) })}
          {details.length === 0 ? '' : `: ${details.join(t('comma'))}`}
        </p>
        <p className="text-sm text-soft">
          “{event.reason}” · {event.email ?? t('someone')} · {words.when(event.saidAt, place.timeZone)}
          {event.revokedAt === null ? '' : ` · ${t('revoked', { when: words.when(event.revokedAt, place.timeZone) })}`}
        </p>
      </div>
      {event.revokedAt === null && place.canAnswer ? (
        <AnswerForm item={`event ${event.id}`}>
          <input type="hidden" name="meter" value={id} />
          <input type="hidden" name="id" value={event.id} />
          <button type="submit" name="do" value="revoke" className="link tappable font-semibold">
            {t('takeBack')}
          </button>
        </AnswerForm>
      ) : null}
    </li>
  );
}
