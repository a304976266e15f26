import 'server-only';
import { unstable_cache } from 'next/cache';
import { weekBoardView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { StaffPlace } from '#app/_data/staff.ts';
import { weekListView } from '#app/_data/week.ts';
import { firstOf, type ReviewRow, type WeeksView } from '#components/review/review-view.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listReviewWeeks, type ReviewedWeek } from '#services/list-review-weeks.ts';
import { whatWouldChange } from '#services/what-would-change.ts';

/** As many as the public list of weeks. */
const MOST_LISTED = 104;
/** Announced weeks of which it is reckoned what late data would change: the newest, since earlier weeks teach them too, and touched ones. */
const NEWEST_COMPARED = 2;
const MOST_COMPARED = 4;

/** The closed weeks of a campus for its staff, the one to look at first apart. */
export async function weeksView(place: StaffPlace): Promise<WeeksView> {
  const { campus } = place;
  const rows = await reviewRows(place);
  const first = firstOf(rows);
  const shown = first ?? rows[0];
  const board = shown === undefined ? null : await weekBoardView(campus, { weekId: shown.week, lens: null });
  const leader = board?.rows[0];
  return {
    ...{ campus: campus.slug, timeZone: campus.timeZone, rows, first },
    leader:
      leader === undefined ? null : { dorm: leader.dorm, name: leader.name, kind: leader.kind, usualRatio: leader.usualRatio },
  };
}

/** Every closed week with where it stands, newest first. */
export async function reviewRows({ ctx, campus, session }: StaffPlace): Promise<ReviewRow[]> {
  const weeks = await listReviewWeeks(ctx, { campus, limit: MOST_LISTED });
  const listed = new Map((await weekListView(campus)).map((week) => [week.id, week]));
  const announced = weeks.filter(({ publication }) => publication.state !== 'provisional');
  const compared = announced.filter((week, index) => index < NEWEST_COMPARED || isTouched(week)).slice(0, MOST_COMPARED);
  const found = new Map<string, Differences>();
  for (const { publication } of compared) found.set(publication.week, await differences(campus, publication.week));
  return weeks.map((reviewed): ReviewRow => {
    const { publication, request } = reviewed;
    const id = weekId(publication.week);
    const differs = found.get(publication.week) ?? null;
    const { winners = [] } = listed.get(id) ?? {};
    return {
      ...{ week: id, startsOn: publication.week, endsOn: addDays(publication.week, 6), winners },
      state: stateWith(reviewed, differs),
      asked:
        request === null
          ? null
          : { kind: request.kind, isOwn: request.askedBy === session.personId, dueAt: request.dueAt?.toISOString() ?? null },
      wouldMovePlaces: differs?.movesPlaces ?? false,
    };
  });
}

interface Differences {
  readonly hasChanges: boolean;
  readonly movesPlaces: boolean;
}

const isTouched = ({ state }: ReviewedWeek): boolean => state === 'touched' || state === 'stopped';

/** Where it stands once it is known whether anything differs; null: that was not looked at. */
function stateWith(reviewed: ReviewedWeek, differs: Differences | null): ReviewRow['state'] {
  const { state, publication } = reviewed;
  if (differs === null || state === 'awaits-approval' || state === 'scheduled') return state;
  if (!differs.hasChanges) return publication.state;
  return state === 'stopped' ? state : 'touched';
}

function differences(campus: Campus, monday: string): Promise<Differences> {
  const read = unstable_cache(
    async () => {
      const { hasChanges, dorms } = await whatWouldChange(await getContext(), { campus, monday, now: new Date() });
      return { hasChanges, movesPlaces: dorms.some(({ before, after }) => before?.rank !== after?.rank) };
    },
    ['late-changes', campus.slug, monday],
    { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS },
  );
  return read();
}
