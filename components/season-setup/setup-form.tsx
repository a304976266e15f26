'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { FIELD } from '#components/campus/fields.tsx';
import { BaselineStep } from '#components/season-setup/baseline-step.tsx';
import { DateStep } from '#components/season-setup/date-step.tsx';
import { DormStep } from '#components/season-setup/dorm-step.tsx';
import { LensStep } from '#components/season-setup/lens-step.tsx';
import { NameStep } from '#components/season-setup/name-step.tsx';
import { PrizeStep } from '#components/season-setup/prize-step.tsx';
import { useProblemWords } from '#components/season-setup/problem-text.tsx';
import { readDraft } from '#components/season-setup/read-draft.ts';
import { RehearsalStage } from '#components/season-setup/rehearsal-stage.tsx';
import { NOT_SENT, type SetupAction, type SetupState, type SetupView } from '#components/season-setup/setup-view.ts';
import { Field, fieldId, Step } from '#components/season-setup/step.tsx';
import { Summary } from '#components/season-setup/summary.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { SeasonDraft } from '#core/ranking/season-draft.ts';

/**
 * A season, decision by decision. With a script its words and pictures follow what is typed; without one each answer brings the page
 * again as it was sent.
 */
export function SetupForm({ view, action }: { readonly view: SetupView; readonly action: SetupAction }) {
  const [state, send, isPending] = useActionState(action, NOT_SENT);
  const [typed, setTyped] = useState<{ readonly turn: number; readonly draft: SeasonDraft } | null>(null);
  const [intent, setIntent] = useState('');
  const shown = state.draft ?? view.start;
  const draft = typed !== null && typed.turn === state.turn ? typed.draft : shown;
  const follow = (event: FormEvent<HTMLFormElement>) =>
    setTyped({ turn: state.turn, draft: readDraft(new FormData(event.currentTarget), view.start) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    setIntent(String(form.get('intent') ?? ''));
    startTransition(() => send(form));
  };
  return (
    <form action={send} onSubmit={submit} onChange={follow} noValidate aria-busy={isPending}>
      {/* Enter in a field presses the first button: rather a rehearsal than anything that is kept. */}
      <button type="submit" name="intent" value="rehearse" tabIndex={-1} aria-hidden="true" className="sr-only">
        –
      </button>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 gap-5">
          <Problems state={state} />
          <Steps key={state.turn} view={view} draft={draft} shown={shown} state={state} />
          <Sending view={view} state={state} isPending={isPending} intent={intent} />
        </div>
        <div className="min-w-0 max-lg:order-first lg:sticky lg:top-6">
          <Summary view={view} draft={draft} />
        </div>
      </div>
    </form>
  );
}

interface StepsProps {
  readonly view: SetupView;
  readonly draft: SeasonDraft;
  readonly shown: SeasonDraft;
  readonly state: SetupState;
}

/** The decisions that are open, numbered in order. */
function Steps({ view, draft, shown, state }: StepsProps) {
  const all = { view, draft, shown, problems: state.problems };
  if (view.mode === 'running')
    return (
      <>
        <NameStep number={1} {...all} />
        <DateStep number={2} {...all} />
        <DormStep number={3} {...all} />
        <PrizeStep number={4} {...all} />
        <ReasonStep number={5} state={state} />
      </>
    );
  return (
    <>
      <NameStep number={1} {...all} />
      <DateStep number={2} {...all} />
      <DormStep number={3} {...all} />
      <LensStep number={4} {...all} />
      <BaselineStep number={5} {...all} />
      <PrizeStep number={6} {...all} />
    </>
  );
}

function ReasonStep({ number, state }: { readonly number: number; readonly state: SetupState }) {
  const t = useTranslations('setup.reason');
  return (
    <Step number={number} title={t('title')} lead={t('lead')}>
      <Field name="reason" label={t('label')} problems={state.problems}>
        {(field) => (
          <input
            name="reason"
            defaultValue={state.reason}
            maxLength={500}
            autoComplete="off"
            dir="auto"
            className={FIELD}
            {...field}
          />
        )}
      </Field>
    </Step>
  );
}

/** Everything that stands in the way, each leading to its field. */
function Problems({ state }: { readonly state: SetupState }) {
  const t = useTranslations('setup');
  const say = useProblemWords();
  const top = useRef<HTMLDivElement>(null);
  const { turn, problems } = state;
  useEffect(() => {
    if (turn > 0 && problems.length > 0) top.current?.focus();
  }, [turn, problems]);
  if (problems.length === 0) return null;
  return (
    <div ref={top} tabIndex={-1} className="scroll-mt-6 outline-none">
      <Notice tone="warning" title={t('problems', { count: problems.length })} isLive>
        <ul className="mt-1 grid gap-1">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.kind}`}>
              <a href={`#${fieldId(problem.field)}`} className="link text-ink wrap-anywhere">
                {say(problem)}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

interface SendingProps {
  readonly view: SetupView;
  readonly state: SetupState;
  readonly isPending: boolean;
  readonly intent: string;
}

/** The rehearsal, and the way out. */
function Sending({ view, state, isPending, intent }: SendingProps) {
  const t = useTranslations('setup.send');
  const found = useRef<HTMLDivElement>(null);
  const { rehearsal, turn } = state;
  useEffect(() => {
    if (turn > 0 && rehearsal !== null) found.current?.focus();
  }, [turn, rehearsal]);
  const canRehearse = view.mode !== 'running';
  return (
    <div className="grid gap-5">
      {isPending && intent === 'rehearse' ? <ProgressBar label={t('playing')} valueText={t('playingNote')} share={null} /> : null}
      {rehearsal === null ? null : (
        <div ref={found} tabIndex={-1} id="rehearsal" className={`scroll-mt-6 outline-none ${isPending ? 'opacity-60' : ''}`}>
          {rehearsal === 'busy' ? (
            <Notice tone="warning" isLive>
              <p className="text-ink">{t('busy')}</p>
            </Notice>
          ) : (
            <RehearsalStage rehearsal={rehearsal} />
          )}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {canRehearse ? (
          <Button
            type="submit"
            name="intent"
            value="rehearse"
            look={rehearsal === null ? 'primary' : 'secondary'}
            disabled={isPending}
          >
            {t('rehearse')}
          </Button>
        ) : null}
        <Button
          type="submit"
          name="intent"
          value="save"
          look={canRehearse && rehearsal === null ? 'secondary' : 'primary'}
          disabled={isPending}
        >
          {t(`save.${view.mode}`)}
        </Button>
        <p className="basis-full text-sm text-soft">{t(`after.${view.mode}`)}</p>
      </div>
    </div>
  );
}
