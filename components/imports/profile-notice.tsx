'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { guessValue } from '#components/imports/guess-value.ts';
import {
  type ActionState,
  type ChosenOptions,
  type FormAction,
  IDLE,
  type PreviewView,
  type ProfileView,
  type ReviewPlace,
} from '#components/imports/import-view.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface ProfileNoticeProps {
  readonly place: ReviewPlace;
  readonly profile: ProfileView;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
  readonly forget: FormAction;
}

/** Which earlier file this one was read like, what was taken over from it, and how to do without. */
export function ProfileNotice({ place, profile, preview, choose, forget }: ProfileNoticeProps) {
  const t = useTranslations('imports.profile');
  const words = useImportWords();
  const taken = stillTaken(profile, preview);
  const said = useOptionWords(taken);
  const undo = Object.fromEntries(Object.keys(taken).map((name) => [name, undefined]));
  const [state, act, isPending] = useActionState(async (before: ActionState, form: FormData) => {
    const answer = await forget(before, form);
    if (answer.status === 'done') choose(undo);
    return answer;
  }, IDLE);
  const what = { file: profile.fileName, day: words.dayOf(profile.on, place.timeZone) };
  if (state.status === 'done') return <Notice isLive>{t('forgotten', what)}</Notice>;
  if (said.length === 0) return null;
  return (
    <Notice tone="gold">
      <p>
        {t.rich('readAs', {
          ...what,
          link: (chunks) => (
            <LocalLink href={importPath(place.campus, profile.importId)} className="link font-semibold break-all text-ink">
              {chunks}
            </LocalLink>
          ),
        })}{' '}
        {t('taken', { list: said.join(t('comma')) })}
      </p>
      {place.canCommit ? (
        <form action={act} className="mt-1 flex flex-wrap gap-x-6 text-sm">
          <input type="hidden" name="import" value={profile.importId} />
          <button type="button" className="link tappable text-ink" onClick={() => choose(undo)}>
            {t('notNow')}
          </button>
          <button type="submit" className="link tappable text-ink" disabled={isPending}>
            {t('forget')}
          </button>
        </form>
      ) : null}
      {state.status === 'refused' ? <p role="alert">{words.refusal(state.code)}</p> : null}
    </Notice>
  );
}

/** The answers of the profile that still hold. */
function stillTaken({ options }: ProfileView, preview: PreviewView): ChosenOptions {
  const chosen: Readonly<Record<string, unknown>> = { ...preview.options };
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => chosen[name] === value));
}

const ABOUT = {
  dateOrder: 'time',
  timeZone: 'zone',
  label: 'label',
  kind: 'kind',
  unit: 'unit',
  layout: 'layout',
  delimiter: 'delimiter',
} as const;

/** Options in words, as the guesses word them. */
function useOptionWords(options: ChosenOptions): string[] {
  const t = useTranslations('files');
  const own = useTranslations('imports.profile.option');
  return Object.entries(options).map(([name, value]) => {
    const about = name in ABOUT ? ABOUT[name as keyof typeof ABOUT] : null;
    if (about !== null) return guessValue(t, { about, value: String(value), params: {} });
    return own.has(name) ? own(name, { value: String(value) }) : `${name}: ${value}`;
  });
}
