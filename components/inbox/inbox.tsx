import { useTranslations } from 'next-intl';
import { Answers } from '#components/campus/answers.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { HeldRegisters } from '#components/inbox/held-registers.tsx';
import { DecidedValues, HeldValues } from '#components/inbox/held-values.tsx';
import { InboxSection } from '#components/inbox/inbox-section.tsx';
import type { InboxPlace, InboxView } from '#components/inbox/inbox-view.ts';
import { UnknownMeters } from '#components/inbox/unknown-meters.tsx';
import { WaitingFiles } from '#components/inbox/waiting-files.tsx';

interface InboxProps {
  readonly view: InboxView;
  readonly place: InboxPlace;
  readonly actions: {
    readonly unknownMeter: StaffFormAction;
    readonly register: StaffFormAction;
    readonly value: StaffFormAction;
  };
}

/** Everything that needs a human, in the order in which it holds things up, and what was said before with the way back. */
export function Inbox({ view, place, actions }: InboxProps) {
  const t = useTranslations('inbox');
  const { waiting, unknownMeters, registers, values, decided } = view;
  const count = waiting.length + unknownMeters.length + registers.length + values.length;
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">{t(count === 0 ? 'headline.none' : 'headline.some', { count })}</h1>
      <p className="mt-3 max-w-prose text-soft">{t(count === 0 ? 'leadNone' : place.canAnswer ? 'lead' : 'leadLook')}</p>
      <div className="mt-8 grid gap-10">
        {waiting.length === 0 ? null : (
          <InboxSection id="files" title={t('files.title', { count: waiting.length })} note={t('files.note')}>
            <WaitingFiles rows={waiting} place={place} />
          </InboxSection>
        )}
        <InboxSection
          id="meters"
          title={t(unknownMeters.length === 0 ? 'meters.titleNone' : 'meters.title', { count: unknownMeters.length })}
          {...(unknownMeters.length === 0 ? {} : { note: t('meters.note') })}
        >
          <UnknownMeters view={view} place={place} action={actions.unknownMeter} />
        </InboxSection>
        <InboxSection
          id="registers"
          title={t(registers.length === 0 ? 'registers.titleNone' : 'registers.title', { count: registers.length })}
          {...(registers.length === 0 ? {} : { note: t('registers.note') })}
        >
          <Answers action={actions.register}>
            {registers.length === 0 ? null : <HeldRegisters rows={registers} place={place} />}
          </Answers>
        </InboxSection>
        <InboxSection
          id="values"
          title={t(values.length === 0 ? 'values.titleNone' : 'values.title', { count: values.length })}
          {...(values.length === 0 ? {} : { note: t('values.note') })}
        >
          <Answers action={actions.value}>
            {values.length === 0 ? null : <HeldValues rows={values} place={place} />}
            {decided.length === 0 ? null : <DecidedValues rows={decided} place={place} />}
          </Answers>
        </InboxSection>
      </div>
    </>
  );
}
