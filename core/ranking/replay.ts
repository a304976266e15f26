import {
  type Blackout,
  type CampusPast,
  type DormModels,
  isOrdinary,
  knowledgeBefore,
  modelsBefore,
  type PastWeek,
  pastWeekOf,
} from '#core/ranking/campus-past.ts';
import { contestOf, type JudgedWeek } from '#core/ranking/contest.ts';
import { type Fairness, fairnessOf, powerOf, type SavedPercent } from '#core/ranking/fairness.ts';
import { observeWeek } from '#core/ranking/observed-week.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import type { TotalledWeek } from '#core/ranking/score-week.ts';

/** Weeks of saving in the seasons by which a lens's power is told. */
export const SEASON_WEEKS = 4;

/** A campus's week as it was, every dorm in it. */
export interface CampusWeek {
  readonly week: string;
  readonly dorms: readonly TotalledWeek[];
}

export interface LensFairness extends Fairness {
  readonly lens: Lens;
  /** The same power for seasons of four judged weeks with saving in each. */
  readonly seasonPower4: Readonly<Record<SavedPercent, number | null>>;
}

/**
 * Replays a campus's weeks, in order of time, and tells of every lens how evenly it draws winners and how well it finds a
 * saver. Weeks of `judged` are contests; blackouts are neither judged nor learnt from. No week is judged with anything of
 * itself or later but its own weather; a season, with what was known at its start.
 */
export function replayFairness(request: ReplayRequest): LensFairness[] {
  const judged = replay(request);
  return LENSES.map((lens) => lensFairness(judged, lens));
}

/** The figures of one lens over judged weeks, in order of time. */
export function lensFairness(judged: readonly JudgedWeek[], lens: Lens): LensFairness {
  return {
    lens,
    ...fairnessOf(judged.map((week) => contestOf({ weeks: [week], lens }))),
    seasonPower4: powerOf(stretchesOf(judged, SEASON_WEEKS).map((weeks) => contestOf({ weeks, lens }))),
  };
}

/**
 * The weeks over which lenses are held against each other: those in which all of them ranked somebody. A lens that ranked in less
 * than half as many weeks as another holds back no one.
 */
export function comparableWeeks(judged: readonly JudgedWeek[], lenses: readonly Lens[]): JudgedWeek[] {
  const ranked = lenses.map((lens) => judged.filter((week) => contestOf({ weeks: [week], lens }).scores.size > 0));
  const most = Math.max(0, ...ranked.map((weeks) => weeks.length));
  const held = ranked.filter((weeks) => weeks.length > 0 && weeks.length >= most / 2).map((weeks) => new Set(weeks));
  return judged.filter((week) => held.every((weeks) => weeks.has(week)));
}

/** Every run of so many weeks, one after the other in the list. */
export function stretchesOf<Week>(weeks: readonly Week[], length: number): Week[][] {
  return weeks.slice(length - 1).map((_, index) => weeks.slice(index, index + length));
}

interface ReplayRequest {
  readonly weeks: readonly CampusWeek[];
  readonly judged: ReadonlySet<string>;
  readonly celsius: ReadonlyMap<string, number>;
  readonly blackouts: readonly Blackout[];
}

function replay({ weeks, judged, celsius, blackouts }: ReplayRequest): JudgedWeek[] {
  const past: PastWeek[] = [];
  const found: JudgedWeek[] = [];
  for (const { week, dorms } of weeks) {
    const before: CampusPast = { weeks: past, celsius, blackouts };
    const models = isOrdinary(blackouts, week) ? modelsBefore(before, week) : new Map<number, DormModels>();
    if (judged.has(week) && models.size > 0) {
      found.push({ week, dorms, known: knowledgeBefore(before, { monday: week, models }), celsius, placed: null });
    }
    past.push(pastWeekOf({ week, observed: dorms.map(observeWeek), models, celsius }));
  }
  return found;
}
