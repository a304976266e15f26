import type { LeagueView, SeasonView } from '#components/season/season-view.ts';
import { isTooCloseToCall } from '#core/ranking/how-sure.ts';
import { isRatio, type Lens } from '#core/ranking/rules.ts';

export type SeasonNews = {
  readonly key:
    | 'planned'
    | 'begun'
    | 'nobody'
    | 'alone'
    | 'tie'
    | 'tooClose'
    | 'nose'
    | 'leads'
    | 'leagues'
    | 'nobodyEnded'
    | 'pending'
    | 'pendingTie'
    | 'pendingLeagues'
    | 'won'
    | 'wonTie'
    | 'wonLeagues';
  /** Those in front, and who follows. */
  readonly first: readonly string[];
  readonly second: string;
};

/** A season's news, chosen from its standings alone. */
export function newsOf(season: Pick<SeasonView, 'state' | 'lens' | 'leagues' | 'weeksOver' | 'isSettled'>): SeasonNews {
  const leagues = season.leagues.filter(({ rows }) => rows.length > 0);
  const leaders = leagues.map(({ rows }) => rows.filter(({ rank }) => rank === 1));
  const first = leaders.flat().map(({ name }) => name);
  const [only] = leagues;
  const isTied = leaders.some((names) => names.length > 1);
  const news = (key: SeasonNews['key']): SeasonNews => ({ key, first, second: only?.rows[1]?.name ?? '' });
  if (season.state === 'planned') return news('planned');
  if (season.state === 'running' && season.weeksOver === 0) return news('begun');
  if (only === undefined) return news(season.state === 'running' ? 'nobody' : 'nobodyEnded');
  if (season.state === 'ended') {
    const kind = leagues.length > 1 ? 'Leagues' : isTied ? 'Tie' : '';
    return news(season.isSettled ? `won${kind}` : `pending${kind}`);
  }
  if (leagues.length > 1) return news('leagues');
  return news(isTied ? 'tie' : runningKey(only, season));
}

function runningKey({ rows }: LeagueView, { lens, weeksOver }: { lens: Lens; weeksOver: number }): SeasonNews['key'] {
  const [first, second] = rows;
  if (first === undefined || second === undefined) return 'alone';
  if (isTooCloseToCall(first.chanceAheadOfNext) === true) return 'tooClose';
  // Who missed fewer weeks is ahead by that, not by the score.
  if (lens !== 'effort' && first.missedWeeks.length < second.missedWeeks.length) return 'leads';
  const gap = Math.abs(first.score - second.score);
  return gap < noseOf(lens, { weeksOver, score: first.score }) ? 'nose' : 'leads';
}

/** A quarter of an ordinary up or down for each week, half a per cent, or one part in a hundred. */
function noseOf(lens: Lens, { weeksOver, score }: { weeksOver: number; score: number }): number {
  if (lens === 'effort') return 0.25 * weeksOver;
  return isRatio(lens) ? 0.005 : Math.abs(score) / 100;
}

/** How often the first place went to another dorm from one week to the next. */
export function leadChanges(steps: LeagueView['steps']): number {
  const leaders = steps.flatMap(({ order }) => order.slice(0, 1));
  return leaders.filter((dorm, index) => index > 0 && dorm !== leaders[index - 1]).length;
}
