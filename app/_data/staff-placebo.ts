import 'server-only';
import { lensFairnessView } from '#app/_data/fairness.ts';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { PlaceboView } from '#components/fairness/fairness-view.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { getPlacebo } from '#services/get-placebo.ts';

/** In larger campuses only the lens asked for is played, so that the page does not keep anyone waiting. */
const MOST_DORMS_SIDE_BY_SIDE = 200;

/** The placebo contest under a lens, in a league of the campus or among all dorms, as plain values; staff see every dorm. */
export async function placeboView(place: StaffPlace, asked: { lens: Lens; league: string | null }): Promise<PlaceboView> {
  const { ctx, campus } = place;
  const dorms = await listDorms(ctx.database.db, campus.id);
  const leagues = [...new Set(dorms.flatMap(({ league }) => (league === null ? [] : [league])))].sort();
  const league = asked.league !== null && leagues.includes(asked.league) ? asked.league : null;
  const lenses = dorms.length > MOST_DORMS_SIDE_BY_SIDE ? [asked.lens] : LENSES;
  const found = await getPlacebo(ctx, { campus, lenses, league });
  const season = found.lenses.find(({ lens }) => lens === asked.lens)?.leagues[0]?.season;
  return {
    ...{ leagues, league, lens: asked.lens, seasonWeeks: found.seasonWeeks },
    season: {
      runs: season?.weeks ?? 0,
      winners: (season?.winners ?? []).map(({ dorm, weeks }) => ({ name: found.dorms.get(dorm)?.name ?? '', won: weeks })),
    },
    lenses: found.lenses.flatMap(({ lens, leagues: [everyone] }) =>
      everyone === undefined
        ? []
        : [lensFairnessView({ lens, fairness: everyone.week, seasonPower: everyone.season.power, dorms: found.dorms })],
    ),
  };
}
