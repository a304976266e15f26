import { useFormatter, useTranslations } from 'next-intl';
import { Answers } from '#components/campus/answers.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { DecidedValues, HeldValues } from '#components/inbox/held-values.tsx';
import type { InboxPlace } from '#components/inbox/inbox-view.ts';
import { DayValues } from '#components/meter/day-values.tsx';
import { DaysPicture } from '#components/meter/days-picture.tsx';
import { MeterRecord } from '#components/meter/meter-record.tsx';
import type { MeterView } from '#components/meter/meter-view.ts';
import { Multipliers } from '#components/meter/multipliers.tsx';
import { RegisterEvents } from '#components/meter/register-events.tsx';
import { SwapForm } from '#components/meter/swap-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

interface MeterPageProps {
  readonly view: MeterView;
  readonly place: InboxPlace;
  readonly actions: {
    readonly change: StaffFormAction;
    readonly register: StaffFormAction;
    readonly value: StaffFormAction;
  };
}

/** One meter: how it is, what it measured, where each value came from, and all that staff may say of it. */
export function MeterPage({ view, place, actions }: MeterPageProps) {
  const t = useTranslations('meter');
  const format = useFormatter();
  const change = place.canAnswer ? actions.change : null;
  const { day, values, decided, registers, events } = view;
  const hasRegister = view.cells.kind === 'register' || registers.length + events.length > 0;
  return (
    <>
      <Heading view={view} place={place} />
      <div className="mt-7 grid items-start gap-5 lg:grid-cols-[1.7fr_1fr]">
        <div className="grid min-w-0 gap-5">
          {values.length + decided.length === 0 ? null : (
            <Card title={t('held.title', { count: values[0]?.count ?? 0 })} id="values">
              <Answers action={actions.value}>
                {values.length === 0 ? null : <HeldValues rows={values} place={place} />}
                {decided.length === 0 ? null : <DecidedValues rows={decided} place={place} />}
              </Answers>
            </Card>
          )}
          {hasRegister ? (
            <Card title={t('register.title', { count: registers.length })} note={t('register.note')} id="register">
              <RegisterEvents view={view} place={place} action={actions.register} />
            </Card>
          ) : null}
          <Picture view={view} place={place} />
          <Card
            title={t('day.title', { day: format.dateTime(new Date(day.day), { dateStyle: 'full', timeZone: 'UTC' }) })}
            note={t('day.note')}
            id="day"
          >
            <DayValues campus={place.campus} meterId={view.id} timeZone={place.timeZone} day={day} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-5">
          <Card title={t('record.title')}>
            <MeterRecord view={view} timeZone={place.timeZone} action={change} />
          </Card>
          <Card title={t('multipliers.title', { count: view.multipliers.length })} note={t('multipliers.note')}>
            <Multipliers view={view} timeZone={place.timeZone} action={change} />
          </Card>
          {change === null ? null : (
            <Card title={t('swap.title')} note={t('swap.note')}>
              <SwapForm label={view.label} unit={view.unit} isOut={view.news.kind === 'ended'} action={change} />
            </Card>
          )}
          <Imports view={view} place={place} />
        </div>
      </div>
    </>
  );
}

function Heading({ view, place }: { readonly view: MeterView; readonly place: InboxPlace }) {
  const t = useTranslations('meter');
  const words = useImportWords();
  const { news } = view;
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">
        {t(`headline.${news.kind}`, { label: view.label, days: news.kind === 'silent' ? news.days : 0 })}
      </h1>
      <p className="mt-3 text-soft">
        {view.dormName} · {view.lastAt === null ? t('never') : t('last', { when: words.when(view.lastAt, place.timeZone) })}
      </p>
    </>
  );
}

function Picture({ view, place }: { readonly view: MeterView; readonly place: InboxPlace }) {
  const t = useTranslations('meter.picture');
  const installed = view.days.filter(({ state }) => state !== 'out');
  const whole = installed.filter(({ state }) => state === 'whole').length;
  return (
    <Card title={t('title', { whole, installed: installed.length })} note={t('note')}>
      <DaysPicture campus={place.campus} meterId={view.id} days={view.days} chosen={view.day.day} />
    </Card>
  );
}

function Imports({ view, place }: { readonly view: MeterView; readonly place: InboxPlace }) {
  const t = useTranslations('meter.imports');
  const words = useImportWords();
  return (
    <Card title={t('title', { count: view.imports.length })}>
      {view.imports.length === 0 ? <p className="text-soft">{t('none')}</p> : null}
      <ul className="max-h-96 overflow-y-auto">
        {view.imports.map(({ id, fileName, at, firstAt, lastAt }) => (
          <li key={id} className="border-b border-line py-2 last:border-0">
            <LocalLink href={importPath(place.campus, id)} className="link font-semibold break-all">
              {fileName}
            </LocalLink>
            <p className="text-sm text-soft">
              {at === null ? '' : `${words.when(at, place.timeZone)} · `}
              {t('span', { from: words.dayOf(firstAt, place.timeZone), until: words.dayOf(lastAt, place.timeZone) })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
