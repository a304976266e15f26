'use client';

import { useTranslations } from 'next-intl';
import { ColumnRows } from '#components/imports/column-rows.tsx';
import { GuessControl } from '#components/imports/guess-control.tsx';
import { GuessFrame } from '#components/imports/guess-frame.tsx';
import { guessValue } from '#components/imports/guess-value.ts';
import type { PreviewView, ProfileView, ReviewPlace } from '#components/imports/import-view.ts';
import { MoreOptions } from '#components/imports/more-options.tsx';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { Card } from '#components/ui/card.tsx';
import type { Guess } from '#core/meter-files/meter-file.ts';

interface WhatWeReadProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly profile: ProfileView | null;
  readonly choose: ReviewActions['choose'];
}

/** Said in one line below: how the file is written or packed is seldom news, and there is nothing to overrule. */
const SAID: ReadonlySet<Guess['about']> = new Set(['format', 'archive', 'sheet', 'encoding', 'header', 'decimal', 'channels']);
/** Has its own field among the further ways to read the file. */
const ELSEWHERE: ReadonlySet<Guess['about']> = new Set(['delimiter']);

/** Each guess about a file with its reason and a way to overrule it. */
export function WhatWeRead({ place, preview, profile, choose }: WhatWeReadProps) {
  const t = useTranslations('imports.read');
  const asked = new Set(preview.questions.map(({ kind }) => kind));
  const listed = preview.guesses.filter(
    ({ about }) => !SAID.has(about) && !ELSEWHERE.has(about) && !(about === 'time' && asked.has('date-order-ambiguous')),
  );
  if (listed.length === 0 && !preview.guesses.some(({ about }) => about === 'delimiter')) return null;
  const [layout, rest] = [listed.filter(({ about }) => about === 'layout'), listed.filter(({ about }) => about !== 'layout')];
  const row = (guess: Guess) => (
    <GuessRow key={guess.about} guess={guess} place={place} preview={preview} profile={profile} choose={choose} />
  );
  return (
    <Card title={t('title')} note={t('note')}>
      <dl className="grid gap-y-3">
        {layout.map(row)}
        <ColumnRows place={place} preview={preview} choose={choose} />
        {rest.map(row)}
        <ToldRows preview={preview} choose={choose} isOpen={place.canCommit} />
      </dl>
      <Said guesses={preview.guesses} />
      {place.canCommit ? <MoreOptions place={place} preview={preview} choose={choose} /> : null}
    </Card>
  );
}

function GuessRow({ guess, profile, ...rest }: WhatWeReadProps & { readonly guess: Guess }) {
  const t = useTranslations('files');
  const own = useTranslations('imports.profile');
  const why = `evidence.${guess.evidence}`;
  const isTaken = guess.certainty === 'told' && profile !== null && isOf(guess.about, profile, rest.preview);
  const certainty = isTaken ? own('asThen') : t(`certainty.${guess.certainty}`);
  const isTold = guess.certainty === 'told';
  return (
    <GuessFrame
      about={t(`about.${guess.about}`)}
      why={isTold ? '' : t.has(why) ? t(why, guess.params) : guess.evidence}
      certainty={{ tone: isTold ? 'gold' : guess.certainty === 'sure' ? 'good' : 'plain', words: certainty }}
    >
      <GuessControl guess={guess} {...rest} />
    </GuessFrame>
  );
}

const OPTION_OF: Partial<Record<Guess['about'], string>> = { time: 'dateOrder', zone: 'timeZone', order: 'newestFirst' };

/** Whether what was told about this came from an earlier file and still holds. */
function isOf(about: Guess['about'], profile: ProfileView, preview: PreviewView): boolean {
  const name = OPTION_OF[about] ?? about;
  const taken: Readonly<Record<string, unknown>> = { ...profile.options };
  const chosen: Readonly<Record<string, unknown>> = { ...preview.options };
  return taken[name] !== undefined && taken[name] === chosen[name];
}

/** What was found out about the writing and packing of the file, in a sentence. */
function Said({ guesses }: { readonly guesses: readonly Guess[] }) {
  const t = useTranslations('files');
  const own = useTranslations('imports.read');
  const said = guesses.filter(({ about, value }) => SAID.has(about) && !(about === 'header' && value === 'none'));
  if (said.length === 0) return null;
  const part = (guess: Guess) => {
    const value = guessValue(t, guess);
    if (guess.about === 'format') return value;
    const why = guess.about === 'archive' ? t(`evidence.${guess.evidence}`, guess.params) : '';
    return own('said', { about: t(`about.${guess.about}`), value: why === '' ? value : `${value} (${why})` });
  };
  return <p className="mt-5 border-t border-line pt-3 text-sm break-words text-soft">{said.map(part).join(own('comma'))}</p>;
}

/** What staff decided about conflicts, resets and unknown meters, to be taken back. */
function ToldRows({ preview, choose, isOpen }: { preview: PreviewView; choose: ReviewActions['choose']; isOpen: boolean }) {
  const t = useTranslations('imports.told');
  const files = useTranslations('files.certainty');
  const told = (['replace', 'allowReset', 'createMeters'] as const).filter((name) => preview.options[name] === true);
  return told.map((name) => (
    <GuessFrame key={name} about={t(`${name}.about`)} certainty={{ tone: 'gold', words: files('told') }}>
      <p className="font-semibold">{t(`${name}.value`)}</p>
      {isOpen ? (
        <button type="button" className="link tappable text-sm" onClick={() => choose({ [name]: undefined })}>
          {t('takeBack')}
        </button>
      ) : null}
    </GuessFrame>
  ));
}
