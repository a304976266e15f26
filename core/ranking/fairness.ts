import { createHash } from 'node:crypto';

/** Takes a share of one dorm's energy away, in every week of the contest: what a true saver would do. */
export interface Saver {
  readonly dorm: number;
  /** 0.1 for ten per cent. */
  readonly share: number;
}

/** A week, or a season of some weeks, that can be judged again with one dorm saving. */
export interface Contest {
  readonly name: string;
  /** Scores by dorm of those that are ranked, turned so that higher is better, at the precision that is shown. */
  readonly scores: ReadonlyMap<number, number>;
  /** Whether one of them would come strictly first had it saved. */
  isFirstBySaving(saver: Saver): boolean;
}

export interface Fairness {
  readonly weeks: number;
  /** Dorms ranked in a week, on average. */
  readonly dorms: number;
  /**
   * Entropy of the winners / the mean entropy of winners drawn at random among the dorms ranked each week: 1 is a fair
   * draw, 0 always the same dorm. Null without a contest.
   */
  readonly evenness: number | null;
  /** The share of random draws that are less even than this. */
  readonly percentile: number | null;
  /** Share of dorm-weeks in which a dorm that saves so much comes strictly first, by per cent saved. */
  readonly power: Readonly<Record<SavedPercent, number | null>>;
  /** The share by luck: one in as many as are ranked. */
  readonly luck: number | null;
  /** Weeks won, the most first; a tie shares its week. */
  readonly winners: readonly { readonly dorm: number; readonly weeks: number }[];
  /** Who won each contest in which anybody was ranked, in order. */
  readonly drawn: readonly { readonly name: string; readonly winners: readonly number[] }[];
}

export const SAVED_PERCENTS = ['5', '10', '20'] as const;
export type SavedPercent = (typeof SAVED_PERCENTS)[number];

const DRAWS = 2000;

/** The two figures that judge a lens: whether ordinary weeks are drawn evenly, and whether a true saver is found. */
export function fairnessOf(contests: readonly Contest[]): Fairness {
  const held = contests.filter(({ scores }) => scores.size > 0);
  const tables = held.map(({ scores }) => scores);
  const won = tables.map(winnersOf);
  const evenness = evennessOf(tables, won);
  return {
    weeks: tables.length,
    dorms: tables.length === 0 ? 0 : sum(tables.map((scores) => scores.size)) / tables.length,
    evenness: evenness?.ratio ?? null,
    percentile: evenness?.percentile ?? null,
    power: powerOf(contests),
    luck: tables.length === 0 ? null : sum(tables.map((scores) => 1 / scores.size)) / tables.length,
    winners: [...sharesOf(won)].map(([dorm, weeks]) => ({ dorm, weeks })).sort((a, b) => b.weeks - a.weeks || a.dorm - b.dorm),
    drawn: held.map(({ name, scores }) => ({ name, winners: winnersOf(scores) })),
  };
}

/** For each per cent saved, the share of dorm-contests in which the saver comes strictly first. */
export function powerOf(contests: readonly Contest[]): Record<SavedPercent, number | null> {
  const share = (percent: SavedPercent) => {
    let first = 0;
    let tried = 0;
    for (const contest of contests) {
      for (const dorm of contest.scores.keys()) {
        tried += 1;
        if (contest.isFirstBySaving({ dorm, share: Number(percent) / 100 })) first += 1;
      }
    }
    return tried === 0 ? null : first / tried;
  };
  return { '5': share('5'), '10': share('10'), '20': share('20') };
}

function winnersOf(scores: ReadonlyMap<number, number>): number[] {
  const best = Math.max(...scores.values());
  return [...scores].filter(([, score]) => score === best).map(([dorm]) => dorm);
}

function sharesOf(won: readonly (readonly number[])[]): Map<number, number> {
  const shares = new Map<number, number>();
  for (const winners of won) for (const dorm of winners) shares.set(dorm, (shares.get(dorm) ?? 0) + 1 / winners.length);
  return shares;
}

function evennessOf(
  tables: readonly ReadonlyMap<number, number>[],
  won: readonly (readonly number[])[],
): { ratio: number; percentile: number } | null {
  if (tables.length === 0) return null;
  const found = entropyOf([...sharesOf(won).values()]);
  const ranked = tables.map((scores) => [...scores.keys()]);
  const next = dice(tables.length);
  const drawn = Array.from({ length: DRAWS }, () => entropyOf(drawWinners(ranked, next)));
  const usual = sum(drawn) / DRAWS;
  // Of ties with the null half are counted, as is usual for a percentile of few values.
  const below = drawn.filter((entropy) => entropy < found - 1e-12).length;
  const level = drawn.filter((entropy) => Math.abs(entropy - found) <= 1e-12).length;
  return { ratio: usual === 0 ? 1 : found / usual, percentile: (below + level / 2) / DRAWS };
}

/** Draws one winner a week among those ranked in it; how many weeks each one got, in the order of their first. */
function drawWinners(ranked: readonly (readonly number[])[], next: () => number): number[] {
  const places = new Map<number, number>();
  const weeks: number[] = [];
  for (const dorms of ranked) {
    const dorm = dorms[Math.floor(next() * dorms.length)] ?? 0;
    const place = places.get(dorm) ?? weeks.length;
    places.set(dorm, place);
    weeks[place] = (weeks[place] ?? 0) + 1;
  }
  return weeks;
}

function entropyOf(shares: readonly number[]): number {
  const total = sum(shares);
  return sum(shares.map((share) => (share / total) * Math.log(total / share)));
}

/** Numbers in [0, 1) that are the same each time: the words of SHA-256 over a counter. */
function dice(seed: number): () => number {
  let block = Buffer.alloc(0);
  let counter = 0;
  return () => {
    if (block.length === 0) {
      block = createHash('sha256').update(`${seed} ${counter}`).digest();
      counter += 1;
    }
    const word = block.readUInt32BE(0);
    block = block.subarray(4);
    return word / 2 ** 32;
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
