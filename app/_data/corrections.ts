import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import { editionView } from '#app/_data/week.ts';
import type { CorrectionsPageView, CorrectionView, EditionsPageView, PlaceView } from '#components/week/correction-view.ts';
import { METHOD_VERSION } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { compareEditions, type WeekCorrection } from '#services/compare-editions.ts';
import { listCorrectedWeeks } from '#services/list-corrected-weeks.ts';

const MOST_LISTED = 50;

/** A published week as announced and as corrected, gated, as plain values; "not found" for what was never published. */
export async function editionsView(campus: Campus, week: string): Promise<EditionsPageView> {
  const monday = /^(19|20)\d\d-/.test(week) ? mondayOfWeekId(week) : null;
  if (monday === null) notFound();
  const read = unstable_cache(() => readEditions(campus, monday), ['editions', campus.slug, week], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  const view = await read();
  if (view === null) notFound();
  return view;
}

async function readEditions(campus: Campus, monday: string): Promise<EditionsPageView | null> {
  const compared = await compareEditions(await getContext(), { campus, monday, lens: null });
  if (compared === null) return null;
  const { week, lens, editions, announced, corrections } = compared;
  const api = `/api/v1/campuses/${campus.slug}/weeks/${week}/editions`;
  return {
    campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone },
    ...{ week, startsOn: monday, endsOn: addDays(monday, 6), lens },
    announcedAt: announced?.publishedAt.toISOString() ?? null,
    corrections: corrections.map(correctionView),
    editions: editions.map(editionView),
    methodVersion: editions.at(-1)?.methodVersion ?? METHOD_VERSION,
    ...{ csvPath: `${api}?format=csv`, jsonPath: api },
  };
}

/** Every correction of a campus, gated, as plain values. */
export function correctionsView(campus: Campus): Promise<CorrectionsPageView> {
  const read = unstable_cache(() => readCorrections(campus), ['corrections', campus.slug], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  return read();
}

async function readCorrections(campus: Campus): Promise<CorrectionsPageView> {
  const found = await listCorrectedWeeks(await getContext(), { campus, limit: MOST_LISTED + 1 });
  return {
    campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone },
    corrections: found.slice(0, MOST_LISTED).map((one) => ({ ...correctionView(one), week: one.week, lens: one.lens })),
    isCut: found.length > MOST_LISTED,
  };
}

function correctionView({ publication, dorms }: WeekCorrection): CorrectionView {
  const { edition, publishedAt, reason } = publication;
  return {
    ...{ edition, correctedAt: publishedAt.toISOString(), reason },
    rows: dorms.map(({ slug, name, before, after }) => ({
      ...{ dorm: slug, name },
      announced: placeView(before),
      corrected: placeView(after),
    })),
  };
}

function placeView(standing: Standing | null): PlaceView | null {
  if (standing === null) return null;
  const { rank, score, reason, leastCoverage, mostEstimated } = standing;
  if (rank !== null && score !== null) return { rank, score };
  const why = { reason: reason ?? 'not-reckoned', coverage: leastCoverage, estimated: mostEstimated } as const;
  return { rank: null, score: null, why };
}
