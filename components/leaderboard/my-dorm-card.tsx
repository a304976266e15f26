'use client';

import { rememberMyDorm } from '#components/leaderboard/my-dorm-store.ts';
import { useMyDorm } from '#components/leaderboard/use-my-dorm.ts';

export type MyDormSummary = {
  readonly dorm: string;
  readonly name: string;
  readonly heading: string;
  /** "4th"; null when unranked. */
  readonly place: string | null;
  readonly movement: string;
  readonly sentence: string;
  readonly href: string;
};

type MyDormCardProps = {
  readonly campus: string;
  readonly dorms: readonly MyDormSummary[];
  readonly words: {
    readonly prompt: string;
    readonly note: string;
    readonly choose: string;
    readonly change: string;
    readonly more: string;
  };
};

/** The reader's own dorm, known to this browser alone; until one is chosen, the question in a box of the same size. */
export function MyDormCard({ campus, dorms, words }: MyDormCardProps) {
  const mine = useMyDorm();
  const dorm = dorms.find((candidate) => `${campus}/${candidate.dorm}` === mine);
  return (
    <div className="flex min-h-54 flex-col justify-center rounded-(--radius-card) border border-line bg-card p-5 lg:min-h-44">
      {dorm === undefined ? <DormChoice campus={campus} dorms={dorms} words={words} /> : <ChosenDorm dorm={dorm} words={words} />}
    </div>
  );
}

function DormChoice({ campus, dorms, words }: MyDormCardProps) {
  return (
    <label className="block">
      <span className="block font-display text-xl font-bold">{words.prompt}</span>
      <span className="block text-sm text-soft">{words.note}</span>
      <select
        defaultValue=""
        onChange={(event) => rememberMyDorm(`${campus}/${event.target.value}`)}
        className="mt-3 min-h-11 w-full rounded-xl border border-line-strong bg-card px-3"
      >
        <option value="" disabled>
          {words.choose}
        </option>
        {dorms.map((dorm) => (
          <option key={dorm.dorm} value={dorm.dorm}>
            {dorm.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ChosenDorm({ dorm, words }: { readonly dorm: MyDormSummary; readonly words: MyDormCardProps['words'] }) {
  return (
    <>
      <div className="flex items-center gap-5">
        {dorm.place === null ? null : <PlaceFigure place={dorm.place} />}
        <p className="min-w-0">
          <strong className="block font-semibold wrap-anywhere">{dorm.heading}</strong>
          <span className="text-soft">{dorm.movement}</span>
        </p>
      </div>
      <p className="mt-3">{dorm.sentence}</p>
      <p className="mt-1 flex flex-wrap justify-between gap-x-4">
        <a href={dorm.href} className="link tappable">
          {words.more}
        </a>
        <button type="button" onClick={() => rememberMyDorm(null)} className="tappable text-sm text-soft hover:underline">
          {words.change}
        </button>
      </p>
    </>
  );
}

function PlaceFigure({ place }: { readonly place: string }) {
  const figure = place.match(/\d+/)?.[0] ?? place;
  const [before = '', after = ''] = place.split(figure);
  return (
    <p className="figures shrink-0 text-xl">
      {before}
      <span className="text-5xl leading-none">{figure}</span>
      {after}
    </p>
  );
}
