import { isTooClose } from '#components/leaderboard/closeness.ts';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import type { WeekState } from '#components/ui/site-view.ts';
import { isOfPast, type Lens } from '#core/ranking/rules.ts';

export type HeadlineKey =
  | 'noData'
  | 'justStarted'
  | 'noneRanked'
  | 'noneRankedClosed'
  | 'noneRankedPast'
  | 'oneDorm'
  | 'oneDormClosed'
  | 'tie'
  | 'tieMany'
  | 'closeTop'
  | 'closeSecond'
  | 'firstDay'
  | 'clearLead'
  | 'pending'
  | 'pendingTie'
  | 'won'
  | 'wonTie';

export type Headline = { readonly key: HeadlineKey; readonly first: string; readonly second: string; readonly count: number };

type Situation = {
  readonly state: WeekState;
  readonly hasData: boolean;
  readonly daysCounted: number;
  readonly lens: Lens;
  readonly rows: readonly RankedRow[];
};

type ClosedSituation = Pick<Situation, 'state' | 'lens'> & { readonly rows: readonly Pick<RankedRow, 'rank'>[] };

/** The week's news, chosen from its standings alone. `count` is how many share the first place. */
export function headlineOf(situation: Situation): Headline {
  const { rows } = situation;
  const leaders = rows.filter((row) => row.rank === 1);
  return {
    key: situation.state === 'open' ? openKey(situation, leaders) : closedKey(situation),
    first: leaders[0]?.name ?? '',
    second: rows[1]?.name ?? '',
    count: leaders.length,
  };
}

function openKey({ rows, hasData, daysCounted, lens }: Situation, leaders: readonly RankedRow[]): HeadlineKey {
  const [first, second, third] = rows;
  if (first === undefined) return !hasData ? 'noData' : daysCounted === 0 ? 'justStarted' : noneKey(lens, 'noneRanked');
  if (second === undefined) return 'oneDorm';
  if (leaders.length > 2) return 'tieMany';
  if (leaders.length === 2) return 'tie';
  if (daysCounted <= 1) return 'firstDay';
  if (isTooClose(first, second, lens)) return 'closeTop';
  return third !== undefined && isTooClose(second, third, lens) ? 'closeSecond' : 'clearLead';
}

/** A closed week's news, for which its places are enough. */
export function closedKey({ state, rows, lens }: ClosedSituation): HeadlineKey {
  if (rows.length === 0) return noneKey(lens, 'noneRankedClosed');
  if (rows.length === 1) return 'oneDormClosed';
  const isSettled = state === 'final' || state === 'corrected';
  if (rows.filter(({ rank }) => rank === 1).length > 1) return isSettled ? 'wonTie' : 'pendingTie';
  return isSettled ? 'won' : 'pending';
}

/** Where nobody has a place under a lens that needs a past, others may still rank everyone. */
const noneKey = (lens: Lens, plain: HeadlineKey): HeadlineKey => (isOfPast(lens) ? 'noneRankedPast' : plain);
