import 'server-only';
import { notFound } from 'next/navigation';
import { fairnessView } from '#app/_data/fairness.ts';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { SetupMode, SetupView } from '#components/season-setup/setup-view.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { isLens, RULES } from '#core/ranking/rules.ts';
import { type DraftFacts, freeSlug, type SeasonDraft, sensibleStart } from '#core/ranking/season-draft.ts';
import { seasonStateAt, takesPart } from '#core/ranking/season-span.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { findSeason, listSeasonDorms, listSeasons, type Season } from '#db/queries/seasons.ts';
import { type SeasonOutlook, seasonOutlook } from '#services/season-outlook.ts';

const USUAL_WEEKS = 4;
/** No season's address: it is the form's own. */
const RESERVED = 'new';

/** The form of a new season: empty, or after an earlier one. */
export async function newSeasonView(place: StaffPlace, from: string | null): Promise<SetupView> {
  const { ctx, campus } = place;
  const outlook = await seasonOutlook(ctx, { campus, now: new Date() });
  const earlier = from === null ? undefined : outlook.seasons.find(({ slug }) => slug === from);
  const start = earlier === undefined ? emptyDraft(outlook) : await draftAfter(place, { outlook, earlier });
  return setupView(place, { outlook, start, mode: 'new', of: earlier ?? null });
}

/** The form of a season that has not ended; or the page "not found". */
export async function changeSeasonView(place: StaffPlace, slug: string): Promise<SetupView> {
  const { ctx, campus } = place;
  const found = await changeableSeason(place, slug);
  if (found === null) notFound();
  const outlook = await seasonOutlook(ctx, { campus, now: new Date() });
  return setupView(place, { outlook, start: found.draft, mode: found.mode, of: found.season });
}

/** A season whose rules may still change, as a draft; null for none such. */
export async function changeableSeason(
  { ctx, campus }: StaffPlace,
  slug: string,
): Promise<{ season: Season; mode: SetupMode; draft: SeasonDraft } | null> {
  const season = await findSeason(ctx.database.db, { campusId: campus.id, slug });
  if (season === null) return null;
  const state = seasonStateAt(season, { timeZone: campus.timeZone, now: Date.now() });
  return state === 'ended' ? null : { season, mode: state, draft: await draftOf({ ctx, campus }, season) };
}

/** What a draft of this campus is held against; `slug` is the season's own, which may keep its address. */
export async function draftFacts({ ctx, campus }: StaffPlace, slug: string | null): Promise<DraftFacts> {
  const { db } = ctx.database;
  const seasons = await listSeasons(db, campus.id);
  const { thisWeek, weeks } = await seasonOutlook(ctx, { campus, now: new Date() });
  const breaks = new Set(weeks.filter((week) => !week.isOrdinary).map(({ monday }) => monday));
  return {
    thisWeek,
    taken: [RESERVED, ...seasons.map((season) => season.slug).filter((one) => one !== slug)],
    isOrdinary: (monday) => !breaks.has(monday),
  };
}

async function setupView(
  { campus }: StaffPlace,
  of: { outlook: SeasonOutlook; start: SeasonDraft; mode: SetupMode; of: Season | null },
): Promise<SetupView> {
  const { outlook, start, mode } = of;
  const own = mode === 'new' ? null : of.of;
  const { state, lenses } = await fairnessView(campus);
  return {
    ...{ campus: campus.slug, mode, start, thisWeek: outlook.thisWeek },
    of: of.of === null ? null : { slug: of.of.slug, name: of.of.name },
    weeks: outlook.weeks.map((week) => ({ ...week, kwh: week.kwh === null ? null : Math.round(week.kwh) })),
    dorms: outlook.dorms.map(({ dorm: { slug, name, kind, league }, residents, floorAreaM2, reason, isPublic }) => ({
      ...{ slug, name, kind, league, residents, hasArea: floorAreaM2 !== null, reason, isPublic },
    })),
    breaks: outlook.blackouts.map(({ firstDay, lastDay, name }) => ({ firstDay, lastDay, name })),
    others: outlook.seasons
      .filter(({ id }) => id !== own?.id)
      .map(({ slug, name, firstWeek, lastWeek }) => ({ slug, name, firstWeek, lastWeek })),
    fairness: { state, lenses: lenses.map(({ drawn: _drawn, ...lens }) => lens) },
  };
}

function emptyDraft(outlook: SeasonOutlook): SeasonDraft {
  const { dorms, seasons } = outlook;
  const firstWeek = startIn(outlook, { weeks: USUAL_WEEKS, after: null });
  const withMeters = dorms.filter(({ reason }) => reason !== 'no-meters');
  return {
    ...{ name: '', slug: '', firstWeek, weeks: USUAL_WEEKS, baseline: null, prizes: [] },
    // The last season's way to count, or the one that asks for no history and few figures.
    lens: lensOf(seasons.at(-1)) ?? 'per-resident',
    dorms: (withMeters.length < 2 ? dorms : withMeters).map(({ dorm }) => ({ slug: dorm.slug, league: null })),
  };
}

/** The same rules, later: same length, and the baseline as far before it. Dorms that are gone since are left out. */
async function draftAfter(
  place: StaffPlace,
  { outlook, earlier }: { outlook: SeasonOutlook; earlier: Season },
): Promise<SeasonDraft> {
  const before = await draftOf(place, earlier);
  const firstWeek = startIn(outlook, { weeks: before.weeks, after: earlier.firstWeek });
  const later = mondaysBetween(earlier.firstWeek, firstWeek).length - 1;
  return {
    ...before,
    firstWeek,
    slug: freeSlug(earlier.slug, [RESERVED, ...outlook.seasons.map(({ slug }) => slug)]),
    baseline: movedBaseline(before.baseline, { later, outlook }),
  };
}

/** As far before the season as it was; null where breaks now leave too little of it. */
function movedBaseline(
  baseline: SeasonDraft['baseline'],
  { later, outlook }: { later: number; outlook: SeasonOutlook },
): SeasonDraft['baseline'] {
  if (baseline === null) return null;
  const moved = { firstWeek: addDays(baseline.firstWeek, 7 * later), lastWeek: addDays(baseline.lastWeek, 7 * later) };
  const inside = outlook.weeks.filter(({ monday }) => moved.firstWeek <= monday && monday <= moved.lastWeek);
  return inside.filter((week) => week.isOrdinary).length < RULES.leastBaselineWeeks ? null : moved;
}

function startIn({ thisWeek, weeks, seasons }: SeasonOutlook, of: { weeks: number; after: string | null }): string {
  const breaks = new Set(weeks.filter((week) => !week.isOrdinary).map(({ monday }) => monday));
  const isFree = (monday: string) =>
    !breaks.has(monday) && !seasons.some(({ firstWeek, lastWeek }) => firstWeek <= monday && monday <= lastWeek);
  return sensibleStart({ thisWeek, ...of, isFree });
}

async function draftOf({ ctx, campus }: { ctx: StaffPlace['ctx']; campus: Campus }, season: Season): Promise<SeasonDraft> {
  const { db } = ctx.database;
  const { slug, name, firstWeek, lastWeek, prizes, baselineFirstWeek, baselineLastWeek } = season;
  const slugs = new Map((await listDorms(db, campus.id)).map(({ id, slug: dorm }) => [id, dorm]));
  const taking = (await listSeasonDorms(db, { campusId: campus.id, seasonId: season.id })).filter(
    (dorm) => dorm.untilWeek === null && takesPart(dorm, lastWeek),
  );
  return {
    ...{ name, slug, firstWeek, prizes, weeks: mondaysBetween(firstWeek, lastWeek).length, lens: lensOf(season) ?? 'effort' },
    baseline:
      baselineFirstWeek === null || baselineLastWeek === null
        ? null
        : { firstWeek: baselineFirstWeek, lastWeek: baselineLastWeek },
    dorms: taking.flatMap(({ dormId, league }) => {
      const dorm = slugs.get(dormId);
      return dorm === undefined ? [] : [{ slug: dorm, league }];
    }),
  };
}

function lensOf(season: Season | undefined): SeasonDraft['lens'] | null {
  return season !== undefined && isLens(season.lens) ? season.lens : null;
}
