import { errorFunction } from 'simple-statistics';
import { isOfPast, type Lens } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';

/** The constants behind bands and chances. The method page shows these very values. */
export const HOW_SURE_RULES = {
  /** The order of two neighbours is too close to call below this chance. */
  sureFrom: 0.8,
  /** Changes from one ordinary week to the next that a band needs. */
  leastChanges: 6,
  /** Ordinary weeks that are looked back on. */
  mostWeeks: 26,
} as const;

/** The scores of one ordinary week of the past under one lens, by dorm id. */
export interface PastScores {
  /** Its Monday. */
  readonly week: string;
  readonly scores: ReadonlyMap<number, number>;
}

/** Which scores are asked about: those of the first `days` of a week (7: a whole one) under a lens, or of a season of `weeks`. */
export interface Asked {
  readonly lens: Lens;
  readonly days: number;
  readonly weeks?: number;
}

/**
 * One standard deviation of a dorm's score, in its lens's unit: by how much it moves from one ordinary week to the next
 * (neighbouring weeks, so that seasons of the year are no noise), √π/2 times the mean absolute change, which is the standard
 * deviation where weeks are normal and does not leap at a single odd one. Null with fewer than six changes.
 */
export function noiseOf(past: readonly PastScores[], dormId: number, asked: Asked): number | null {
  return deviationOf(past, ({ scores }) => scores.get(dormId), asked);
}

/**
 * The chance (0.5 to 1) that the order of two dorms is no accident of this week: Φ(gap / standard deviation of their
 * difference), from how their difference moves, since neighbours move together. Null with too short a past in common.
 */
export function chanceOfOrder(
  past: readonly PastScores[],
  pair: { ahead: { dormId: number; score: number }; behind: { dormId: number; score: number } } & Asked,
): number | null {
  const { ahead, behind } = pair;
  const difference = ({ scores }: PastScores) => {
    const [one, other] = [scores.get(ahead.dormId), scores.get(behind.dormId)];
    return one === undefined || other === undefined ? undefined : one - other;
  };
  const deviation = deviationOf(past, difference, pair);
  if (deviation === null) return null;
  const gap = Math.abs(ahead.score - behind.score);
  return deviation === 0 ? (gap === 0 ? 0.5 : 1) : Math.max(0.5, (1 + errorFunction(gap / deviation / Math.SQRT2)) / 2);
}

/** Whether the order of two neighbours could as well be the other way round; null: not known. */
export function isTooCloseToCall(chance: number | null): boolean | null {
  return chance === null ? null : chance < HOW_SURE_RULES.sureFrom;
}

function deviationOf(
  past: readonly PastScores[],
  valueIn: (week: PastScores) => number | undefined,
  asked: Asked,
): number | null {
  const values = past
    .toSorted((a, b) => (a.week < b.week ? -1 : 1))
    .slice(-HOW_SURE_RULES.mostWeeks)
    .map((week) => ({ week: week.week, value: valueIn(week) }));
  const changes = values.flatMap(({ week, value }, index) => {
    const before = values[index - 1];
    if (value === undefined || before?.value === undefined || addDays(before.week, 7) !== week) return [];
    return [Math.abs(value - before.value)];
  });
  if (changes.length < HOW_SURE_RULES.leastChanges) return null;
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  return (Math.sqrt(Math.PI) / 2) * mean * partOfWeek(asked);
}

/**
 * Days and weeks are taken to stray by themselves, which leaves a part of a week no surer than it is: sums (of kWh by days, of effort by
 * weeks) grow with the root of how many there are, means shrink.
 */
function partOfWeek({ lens, days, weeks = 1 }: Asked): number {
  const share = Math.min(7, Math.max(1, days)) / 7;
  if (!isOfPast(lens)) return Math.sqrt(share * weeks);
  return (lens === 'effort' ? Math.sqrt(weeks) : 1 / Math.sqrt(weeks)) / Math.sqrt(share);
}
