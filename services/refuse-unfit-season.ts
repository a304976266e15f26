import { isOrdinary } from '#core/ranking/campus-past.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { RULES } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import type { Db } from '#db/transaction.ts';
import { ServiceError } from '#services/service-error.ts';

export interface SeasonShape {
  readonly slug: string;
  readonly name: string;
  /** Mondays. */
  readonly firstWeek: string;
  readonly lastWeek: string;
  /** Mondays; null: the newest ordinary weeks before the season. */
  readonly baseline: { readonly firstWeek: string; readonly lastWeek: string } | null;
  readonly prizes: readonly string[];
}

const MOST_WEEKS = 53;
const MOST_PRIZES = 20;
const LONGEST_WORDS = 200;

/** Throws season-unfit, with the remedy, for what can be no season of a campus. */
export async function refuseUnfitSeason(db: Db, campusId: number, season: SeasonShape): Promise<void> {
  const { slug, name, firstWeek, lastWeek, baseline, prizes } = season;
  const refuse = (why: string) => {
    throw new ServiceError('season-unfit', why);
  };
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    refuse(`“${slug}” cannot be part of an address. Use small letters, digits and hyphens.`);
  if (name.trim() === '' || name.length > LONGEST_WORDS) refuse(`A season’s name has 1 to ${LONGEST_WORDS} letters.`);
  if (prizes.length > MOST_PRIZES || prizes.some((prize) => prize.trim() === '' || prize.length > LONGEST_WORDS))
    refuse(`There are at most ${MOST_PRIZES} prizes, each of 1 to ${LONGEST_WORDS} letters.`);
  if (lastWeek < firstWeek) refuse('The last week comes before the first. Turn them round.');
  if (lastWeek >= addDays(firstWeek, 7 * MOST_WEEKS)) refuse(`A season has at most ${MOST_WEEKS} weeks.`);
  if (baseline === null) return;
  if (baseline.lastWeek >= firstWeek) refuse(`The baseline must end before the season begins in ${weekId(firstWeek)}.`);
  const blackouts = await listBlackouts(db, campusId);
  const weeks = mondaysBetween(baseline.firstWeek, baseline.lastWeek).filter((week) => isOrdinary(blackouts, week));
  if (weeks.length < RULES.leastBaselineWeeks)
    refuse(`The baseline needs ${RULES.leastBaselineWeeks} whole weeks outside breaks.`);
}
