/**
 * How far each dorm (by id) was from its expected energy in one week: r = ln(actual / expected). Dorms without a
 * score that week are absent.
 */
export type WeekResiduals = ReadonlyMap<number, number>;

/** What a dorm's own past says before a week. */
export interface OwnForm {
  /** Where its residual has lately stood beside the campus's. */
  readonly level: number;
  /** How far it ordinarily strays from there in a week: its own spread, drawn toward the campus's, and widened while history is short. */
  readonly spread: number;
  /** Ordinary weeks it rests on. */
  readonly weeks: number;
}

/** What a campus's past says before a week or season. */
export interface CampusForm {
  /** How much of each week's surprise goes into the level: learnt from the campus's own past. */
  readonly weight: number;
  /** Dorms with enough history. */
  readonly dorms: ReadonlyMap<number, OwnForm>;
}

/** The constants behind effort. The method page shows these very values. */
export const EFFORT_RULES = {
  leastDorms: 5,
  leastWeeks: 6,
  /** The weights that are tried on the past; the one with the smallest surprises is used. */
  weights: [0.1, 0.2, 0.35, 0.5, 0.7, 0.9],
  /** The weight to lean to while the past says little, and how heavily: this share of a typical surprise for each doubling. */
  usualWeight: 0.4,
  lean: 0.03,
  /** Weeks of history that the campus's median spread counts for beside a dorm's own: 3 to 32 tried on 8 real halls and the demo. */
  shrinkageWeeks: 12,
  /** Weeks of a dorm before its surprises speak for a weight. */
  warmUpWeeks: 3,
  /** No dorm is steadier than this: meters are not. */
  leastSpread: 0.001,
} as const;

/**
 * Reads a campus's ordinary weeks in order of time. Each week the part that all dorms share (the median of what each strayed
 * from its own level: a storm, a holiday) is taken out; what is left moves each dorm's level by `weight` and adds to its
 * spread, √(π/2) times the mean of its absolute surprises, which is the standard deviation where they are normal and
 * does not leap at a single odd week. Nothing of a week that is judged may be in `past`.
 */
export function formBefore(past: readonly WeekResiduals[]): CampusForm {
  const tracks = EFFORT_RULES.weights.map((weight) => followAll(past, weight));
  const best = tracks.reduce((least, one) => (costOf(one) < costOf(least) * (1 - 1e-9) ? one : least));
  const seasoned = [...best.dorms].filter(([, dorm]) => dorm.weeks >= EFFORT_RULES.leastWeeks);
  const usual = median([...best.dorms.values()].filter(({ sumOfSurprises }) => sumOfSurprises > 0).map(ownSpread));
  return {
    weight: best.weight,
    dorms: new Map(
      seasoned.map(([id, dorm]) => [id, { level: dorm.level, spread: drawnSpread(dorm, usual), weeks: dorm.weeks }] as const),
    ),
  };
}

/**
 * Effort of each dorm in a week judged by what was known before it: (level + shared part − r) / spread; more saving is
 * higher, 0 is its own ordinary week. Dorms without history or residual are absent; with fewer than five there is no effort at all.
 */
export function effortOf(form: Pick<CampusForm, 'dorms'>, week: WeekResiduals): Map<number, number> {
  const shared = sharedPart(form, week);
  if (shared === null) return new Map();
  return new Map(straysOf(form, week).map(({ id, own, stray }) => [id, scoreGiven({ own, shared, stray })]));
}

/** Effort of one dorm, once it is known what all did together. */
export function effortGiven(request: { own: OwnForm; shared: number; residual: number }): number {
  const { own, shared, residual } = request;
  return scoreGiven({ own, shared, stray: residual - own.level });
}

function scoreGiven({ own, shared, stray }: { own: OwnForm; shared: number; stray: number }): number {
  return (shared - stray) / own.spread;
}

/** What all dorms did together: the median of what each strayed from its own level. Null with fewer than five dorms. */
export function sharedPart(form: Pick<CampusForm, 'dorms'>, week: WeekResiduals): number | null {
  const strays = straysOf(form, week);
  return strays.length < EFFORT_RULES.leastDorms ? null : median(strays.map(({ stray }) => stray));
}

/** What each dorm strayed from its own level, of those with a form. */
export function straysOf({ dorms }: Pick<CampusForm, 'dorms'>, week: WeekResiduals) {
  return [...week].flatMap(([id, residual]) => {
    const own = dorms.get(id);
    return own === undefined ? [] : [{ id, own, stray: residual - own.level }];
  });
}

interface Followed {
  level: number;
  weeks: number;
  surprises: number;
  sumOfSurprises: number;
}

interface Track {
  readonly weight: number;
  readonly dorms: Map<number, Followed>;
  loss: number;
  counted: number;
}

/** Follows every dorm's level through the past under one weight. */
function followAll(past: readonly WeekResiduals[], weight: number): Track {
  const track: Track = { weight, dorms: new Map(), loss: 0, counted: 0 };
  for (const week of past) if (week.size >= EFFORT_RULES.leastDorms) followWeek(track, week);
  return track;
}

function followWeek(track: Track, week: WeekResiduals): void {
  const strays = [...week].flatMap(([id, residual]) => {
    const dorm = track.dorms.get(id);
    return dorm === undefined ? [] : [residual - dorm.level];
  });
  const shared = strays.length >= EFFORT_RULES.leastDorms ? median(strays) : median([...week.values()]);
  for (const [id, residual] of week) {
    const dorm = track.dorms.get(id);
    if (dorm === undefined) {
      track.dorms.set(id, { level: residual - shared, weeks: 1, surprises: 0, sumOfSurprises: 0 });
      continue;
    }
    const surprise = residual - dorm.level - shared;
    if (dorm.weeks >= EFFORT_RULES.warmUpWeeks) {
      track.loss += Math.abs(surprise);
      track.counted += 1;
    }
    dorm.surprises += 1;
    dorm.sumOfSurprises += Math.abs(surprise);
    // The first weeks are a plain mean.
    dorm.level += Math.max(track.weight, 1 / (dorm.weeks + 1)) * surprise;
    dorm.weeks += 1;
  }
}

function costOf({ weight, loss, counted }: Track): number {
  const doublings = Math.abs(Math.log2(weight / EFFORT_RULES.usualWeight));
  const typical = counted === 0 ? 1 : loss / counted;
  return loss + EFFORT_RULES.lean * typical * doublings * Math.sqrt(Math.max(1, counted));
}

function ownSpread({ surprises, sumOfSurprises }: Followed): number {
  return surprises === 0 ? 0 : (Math.sqrt(Math.PI / 2) * sumOfSurprises) / surprises;
}

function drawnSpread(dorm: Followed, usual: number): number {
  const { surprises: own } = dorm;
  const { shrinkageWeeks: drawn } = EFFORT_RULES;
  const square = (own * ownSpread(dorm) ** 2 + drawn * usual ** 2) / (own + drawn);
  return Math.max(EFFORT_RULES.leastSpread, Math.sqrt(square * (1 + 1 / dorm.weeks)));
}

/** The middle one, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
