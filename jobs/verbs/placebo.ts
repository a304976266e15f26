import type { Fairness } from '#core/ranking/fairness.ts';
import { LENSES } from '#core/ranking/rules.ts';
import { oneOf, readWords, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { getCampus } from '#services/get-campus.ts';
import { getPlacebo, getSeasonPlacebo, type Placebo } from '#services/get-placebo.ts';

export const placebo: Verb = {
  name: ['placebo'],
  usage: `placebo <campus> [--season S | --lens ${LENSES.join('|')}]`,
  prepare(words) {
    const flags = { season: { type: 'string' }, lens: { type: 'string' } } as const;
    const { values, positionals } = readWords(words, { names: ['campus'], flags });
    const { season } = values;
    const lens = oneOf('--lens', values.lens, LENSES);
    if (season !== undefined && values.lens !== undefined)
      throw new UsageError('--season has its own lens: give either --season or --lens.');
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const found =
        season === undefined
          ? await getPlacebo(ctx, { campus, lenses: lens === undefined ? LENSES : [lens], league: null })
          : await getSeasonPlacebo(ctx, { campus, slug: season });
      const { seasonWeeks } = found;
      const lenses = found.lenses.map(({ lens: by, leagues }) => ({
        lens: by,
        leagues: leagues.map((one) => ({
          league: one.league,
          week: figures(found, one.week),
          season: figures(found, one.season),
        })),
      }));
      const lines = lenses.flatMap(({ lens: by, leagues }) =>
        leagues.map(
          ({ league, week, season: run }) =>
            `${by}${league === null ? '' : `, ${league}`}: ${said(week)}; over ${seasonWeeks} weeks ${said(run)}`,
        ),
      );
      return { isDone: true, json: { campus: campus.slug, season: season ?? null, seasonWeeks, lenses }, text: lines.join('\n') };
    };
  },
};

/** `weeks` counts contests: weeks, or runs of as many weeks as a season has. */
function figures({ dorms }: Placebo, { weeks, dorms: ranked, evenness, percentile, power, luck, winners }: Fairness) {
  const slug = (dorm: number) => dorms.get(dorm)?.slug ?? String(dorm);
  return {
    ...{ contests: weeks, dorms: ranked, evenness, percentile, power, luck },
    winners: winners.map(({ dorm, weeks: won }) => ({ dorm: slug(dorm), won })),
  };
}

function said({ contests, evenness, winners }: ReturnType<typeof figures>): string {
  const [first] = winners;
  if (first === undefined) return 'nobody could be ranked';
  return `${first.dorm} would have won ${first.won.toFixed(1)} of ${contests}, evenness ${evenness?.toFixed(2) ?? '–'}`;
}
