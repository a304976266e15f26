import type { Lens } from '#core/ranking/rules.ts';
import { RULES } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';

/** A season as its organisers would have it, before anything is stored. Weeks are Mondays. */
export interface SeasonDraft {
  readonly name: string;
  readonly slug: string;
  readonly firstWeek: string;
  readonly weeks: number;
  readonly lens: Lens;
  /** Null: the newest ordinary weeks before the season. */
  readonly baseline: { readonly firstWeek: string; readonly lastWeek: string } | null;
  /** Those who take part, by address; without any league, all against all. */
  readonly dorms: readonly DraftDorm[];
  readonly prizes: readonly string[];
}

export interface DraftDorm {
  readonly slug: string;
  readonly league: string | null;
}

/** What the draft is held against. */
export interface DraftFacts {
  /** Monday of the week that is running. */
  readonly thisWeek: string;
  /** Addresses of the campus's other seasons. */
  readonly taken: readonly string[];
  /** Whether no day of the week lies in a break. */
  isOrdinary(monday: string): boolean;
}

export type DraftField = 'name' | 'slug' | 'firstWeek' | 'weeks' | 'lens' | 'baseline' | 'dorms' | 'prizes' | 'reason';

/** Something that stands in the way, where it is and what would cure it; worded in messages. */
export interface DraftProblem {
  readonly field: DraftField;
  readonly kind:
    | 'name-missing'
    | 'name-long'
    | 'slug-bad'
    | 'slug-taken'
    | 'first-week-bad'
    | 'first-week-past'
    | 'weeks-bad'
    | 'weeks-past'
    | 'baseline-turned'
    | 'baseline-late'
    | 'baseline-short'
    | 'dorms-few'
    | 'dorms-few-effort'
    | 'league-missing'
    | 'league-small'
    | 'league-long'
    | 'prizes-many'
    | 'prize-long'
    | 'reason-missing'
    | 'refused';
  readonly values: Readonly<Record<string, string | number>>;
}

export const DRAFT_LIMITS = { weeks: 53, prizes: 20, letters: 200, leagueLetters: 60, effortDorms: 5 } as const;

/** Everything that stands in a draft's way, in the order of the form. */
export function problemsOfDraft(draft: SeasonDraft, facts: DraftFacts): DraftProblem[] {
  const { name, slug, firstWeek, weeks, prizes } = draft;
  const { letters } = DRAFT_LIMITS;
  const problems: DraftProblem[] = [];
  const found = (field: DraftField, kind: DraftProblem['kind'], values: DraftProblem['values'] = {}) =>
    problems.push({ field, kind, values });
  if (name === '') found('name', 'name-missing');
  if (name.length > letters) found('name', 'name-long', { most: letters });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 60) found('slug', 'slug-bad', { slug });
  if (facts.taken.includes(slug)) found('slug', 'slug-taken', { slug });
  if (!isMonday(firstWeek)) found('firstWeek', 'first-week-bad');
  else if (firstWeek < facts.thisWeek) found('firstWeek', 'first-week-past', { day: firstWeek });
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > DRAFT_LIMITS.weeks)
    found('weeks', 'weeks-bad', { most: DRAFT_LIMITS.weeks });
  problems.push(...dormProblems(draft), ...baselineProblems(draft, facts));
  if (prizes.length > DRAFT_LIMITS.prizes) found('prizes', 'prizes-many', { most: DRAFT_LIMITS.prizes, count: prizes.length });
  if (prizes.some((prize) => prize.length > letters)) found('prizes', 'prize-long', { most: letters });
  return problems;
}

function baselineProblems({ baseline, lens, firstWeek }: SeasonDraft, facts: DraftFacts): DraftProblem[] {
  if (lens !== 'saving' || baseline === null) return [];
  const { firstWeek: from, lastWeek: to } = baseline;
  const found = (kind: DraftProblem['kind'], values: DraftProblem['values'] = {}): DraftProblem[] => [
    { field: 'baseline', kind, values },
  ];
  if (!isMonday(from) || !isMonday(to) || to < from) return found('baseline-turned');
  if (to >= firstWeek) return found('baseline-late', { day: firstWeek });
  let ordinary = 0;
  for (let monday = from; monday <= to; monday = addDays(monday, 7)) if (facts.isOrdinary(monday)) ordinary += 1;
  return ordinary < RULES.leastBaselineWeeks ? found('baseline-short', { least: RULES.leastBaselineWeeks, ordinary }) : [];
}

function dormProblems({ dorms, lens }: SeasonDraft): DraftProblem[] {
  const found = (kind: DraftProblem['kind'], values: DraftProblem['values'] = {}): DraftProblem => ({
    field: 'dorms',
    kind,
    values,
  });
  if (dorms.length < 2) return [found('dorms-few', { count: dorms.length })];
  const least = DRAFT_LIMITS.effortDorms;
  const problems = lens === 'effort' && dorms.length < least ? [found('dorms-few-effort', { least, count: dorms.length })] : [];
  const leagues = new Map<string, string[]>();
  for (const { slug, league } of dorms) leagues.set(league ?? '', [...(leagues.get(league ?? '') ?? []), slug]);
  if (leagues.size === 1 && leagues.has('')) return problems;
  const without = leagues.get('');
  if (without !== undefined) problems.push(found('league-missing', { dorm: without[0] ?? '', count: without.length }));
  for (const [league, slugs] of leagues) {
    if (league.length > DRAFT_LIMITS.leagueLetters) problems.push(found('league-long', { most: DRAFT_LIMITS.leagueLetters }));
    else if (league !== '' && slugs.length < 2) problems.push(found('league-small', { league, dorm: slugs[0] ?? '' }));
  }
  return problems;
}

/** What is good to know and stands in nobody's way. */
export interface DraftSpan {
  readonly firstWeek: string;
  readonly lastWeek: string;
}

export function spanOf({ firstWeek, weeks }: Pick<SeasonDraft, 'firstWeek' | 'weeks'>): DraftSpan {
  return { firstWeek, lastWeek: addDays(firstWeek, 7 * (weeks - 1)) };
}

/** The Mondays that saving would be held against: those chosen, or the newest before the season; breaks left out. */
export function baselineWeeksOfDraft(
  { firstWeek, baseline }: Pick<SeasonDraft, 'firstWeek' | 'baseline'>,
  known: { readonly mondays: readonly string[]; isOrdinary(monday: string): boolean },
): string[] {
  const ordinary = known.mondays.filter((monday) => monday < firstWeek && known.isOrdinary(monday));
  return baseline === null
    ? ordinary.slice(-RULES.usualBaselineWeeks)
    : ordinary.filter((monday) => baseline.firstWeek <= monday && monday <= baseline.lastWeek);
}

/**
 * Where a season made after an earlier one begins: 52 weeks after it where that lies within the next half year, else the first Monday
 * from next week on with as many weeks in a row in which there is neither a break nor another season; without any, in two weeks.
 */
export function sensibleStart(of: {
  readonly thisWeek: string;
  readonly weeks: number;
  /** First Monday of the earlier season; null: there is none. */
  readonly after: string | null;
  isFree(monday: string): boolean;
}): string {
  const { thisWeek, weeks, after } = of;
  const mondays = Array.from({ length: 52 }, (_, index) => addDays(thisWeek, 7 * (index + 1)));
  if (after !== null) {
    const aYearOn = addDays(after, 7 * 52);
    if (mondays.slice(0, 26).includes(aYearOn)) return aYearOn;
  }
  const run = (monday: string) => Array.from({ length: weeks }, (_, index) => addDays(monday, 7 * index));
  return mondays.find((monday) => run(monday).every((week) => of.isFree(week))) ?? addDays(thisWeek, 14);
}

/** An address made of a name; `fallback` where nothing of it is left, as of a Chinese one. */
export function slugOfName(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const slug = plain
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? fallback : slug;
}

/** The next address that is free: autumn, autumn-2, autumn-3. */
export function freeSlug(slug: string, taken: readonly string[]): string {
  if (!taken.includes(slug)) return slug;
  const stem = slug.replace(/-\d{1,3}$/, '');
  for (let number = 2; ; number += 1) if (!taken.includes(`${stem}-${number}`)) return `${stem}-${number}`;
}

function isMonday(day: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) && mondayOf(day) === day;
}
