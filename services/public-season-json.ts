import type { PublicSeason, PublicSeasonStanding } from '#services/get-public-season.ts';
import { seasonJson } from '#services/season-json.ts';
import { csvLine } from '#services/write-csv.ts';

/** A season's standings as other programs read them. Scores at full precision in the lens's unit; null is unknown. */
export function publicSeasonJson(campus: string, found: PublicSeason) {
  const { season, lens, state, leagues, takingPart, weeks } = found;
  const dorms = takingPart.filter(({ untilWeek }) => untilWeek === null).length;
  return {
    campus,
    ...seasonJson({ season, lens, state, dorms }),
    weeksOver: weeks.filter((week) => week.state !== 'open').length,
    standings: leagues.flatMap(({ standings }) => standings.map(standingJson)),
  };
}

function standingJson(standing: PublicSeasonStanding) {
  const { slug, name, league, rank, score, weeksCounted, weeksMissed, reason, weeks } = standing;
  return { dorm: slug, name, league, rank, score, weeksCounted, weeksMissed, reason, weeks };
}

/** A line a dorm; a pair of columns a week. */
export function publicSeasonCsv({ leagues, weeks }: PublicSeason): string {
  const ids = leagues.flatMap(({ standings }) => standings).find((one) => one.weeks.length === weeks.length)?.weeks ?? [];
  const head = ['league', 'rank', 'dorm', 'name', 'score', 'weeksCounted', 'weeksMissed', 'reason'];
  const lines = leagues.flatMap(({ standings }) =>
    standings.map((one) =>
      csvLine([
        ...[one.league, one.rank, one.slug, one.name, one.score, one.weeksCounted.join(' '), one.weeksMissed.join(' ')],
        ...[one.reason, ...ids.flatMap((_, index) => [one.weeks[index]?.outcome ?? null, one.weeks[index]?.score ?? null])],
      ]),
    ),
  );
  return csvLine([...head, ...ids.flatMap(({ week }) => [week, `${week} score`])]) + lines.join('');
}
