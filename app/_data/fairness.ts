import 'server-only';
import { unstable_cache } from 'next/cache';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { FairnessView, LensFairnessView } from '#components/fairness/fairness-view.ts';
import type { Fairness, SavedPercent } from '#core/ranking/fairness.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Dorm } from '#db/queries/dorms.ts';
import { getFairness } from '#services/get-fairness.ts';

/** How fair the ways to count were at a campus, gated, as plain values. */
export function fairnessView(campus: Campus): Promise<FairnessView> {
  const read = unstable_cache(() => readView(campus), ['fairness', campus.slug], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  return read();
}

async function readView(campus: Campus): Promise<FairnessView> {
  const found = await getFairness(await getContext(), campus);
  const weeks = (found?.lenses ?? []).flatMap(({ drawn }) => drawn.map(({ name }) => name)).sort();
  const [first] = weeks;
  return {
    campus: { slug: campus.slug, name: campus.name },
    state: found === null ? 'waiting' : 'ready',
    span: first === undefined ? null : { from: first, to: addDays(weeks.at(-1) ?? first, 6) },
    lenses: (found?.lenses ?? []).map((one) =>
      lensFairnessView({ lens: one.lens, fairness: one, seasonPower: one.seasonPower4, dorms: found?.dorms ?? new Map() }),
    ),
    csvPath: `/api/v1/campuses/${campus.slug}/fairness?format=csv`,
  };
}

/** One lens's figures with the names of its dorms. */
export function lensFairnessView(request: {
  lens: Lens;
  fairness: Fairness;
  seasonPower: Readonly<Record<SavedPercent, number | null>>;
  dorms: ReadonlyMap<number, Dorm>;
}): LensFairnessView {
  const { lens, fairness, seasonPower, dorms } = request;
  const { weeks, dorms: ranked, evenness, percentile, power, luck, winners, drawn } = fairness;
  const slug = (dorm: number) => dorms.get(dorm)?.slug ?? '';
  return {
    ...{ lens, weeks, dorms: ranked, evenness, percentile, power, seasonPower, luck },
    winners: winners.map(({ dorm, weeks: won }) => ({ dorm: slug(dorm), name: dorms.get(dorm)?.name ?? '', weeks: won })),
    drawn: drawn.map(({ name, winners: won }) => ({ week: weekId(name), dorms: won.map(slug) })),
  };
}
