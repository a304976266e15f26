import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effortOf, formBefore, type WeekResiduals } from '#core/ranking/effort.ts';

const DORMS = [1, 2, 3, 4, 5];

/** A week in which each dorm strays so far from its expected energy. */
function week(...residuals: number[]): WeekResiduals {
  return new Map(residuals.map((residual, index) => [index + 1, residual]));
}

test('effort is how far below its own level a dorm stays, less what all share, in units of its own spread', () => {
  const form = {
    dorms: new Map(DORMS.map((id) => [id, { level: 0.1 * id, spread: 0.05, weeks: 10 }])),
  };
  // All use 20 % more than their level (in logarithms), dorm 2 only 10 % more: 0.1 below the rest is two spreads.
  const scores = effortOf(form, week(0.3, 0.3, 0.5, 0.6, 0.7));
  expect(scores.get(2)).toBeCloseTo(2, 12);
  expect(scores.get(1)).toBeCloseTo(0, 12);
  expect([...scores.values()].filter((score) => Math.abs(score) > 1e-9)).toHaveLength(1);
});

test('four dorms with history are too few for effort', () => {
  const dorms = new Map([1, 2, 3, 4].map((id) => [id, { level: 0, spread: 0.05, weeks: 10 }]));
  expect(effortOf({ dorms }, week(0, 0, 0, 0, 0)).size).toBe(0);
});

test('a dorm needs six ordinary weeks before it is judged', () => {
  const ordinary = (index: number) => week(...[0, 1, 2, 3, 4, 5].map((at) => 0.01 * ((index * at) % 3)));
  const weeks = Array.from({ length: 6 }, (_, index) => ordinary(index));
  expect(formBefore(weeks.slice(0, 5)).dorms.size).toBe(0);
  expect(formBefore(weeks).dorms.size).toBe(6);
  const late = weeks.map((one, index) => (index === 0 ? new Map([...one].filter(([id]) => id !== 3)) : one));
  expect([...formBefore(late).dorms.keys()]).toEqual([1, 2, 4, 5, 6]);
});

test('the spread is √(π/2) times the mean surprise, drawn toward the campus and widened, as worked out by hand', () => {
  // Dorm 1 alternates ±0.1 around the rest, who never stray: with a level that is the plain mean of weeks before, its
  // surprises are 0.2, 0.1, 0.4/3, 0.1, 0.12 while the weight stays below 1/(weeks + 1).
  const weeks = Array.from({ length: 6 }, (_, index) => week(index % 2 === 0 ? -0.1 : 0.1, 0, 0, 0, 0));
  const form = formBefore(weeks);
  const surprises = surprisesOfAlternation(6, form.weight);
  const own = (Math.sqrt(Math.PI / 2) * surprises.reduce((sum, one) => sum + Math.abs(one), 0)) / 5;
  // The others never stray: only dorms that have strayed make the campus's median, which is dorm 1's own spread.
  expect(form.dorms.get(1)?.spread).toBeCloseTo(own * Math.sqrt(1 + 1 / 6), 12);
  expect(form.dorms.get(2)?.spread).toBeCloseTo(Math.sqrt((12 * own ** 2) / 17) * Math.sqrt(1 + 1 / 6), 12);
});

function surprisesOfAlternation(weeks: number, weight: number): number[] {
  let level = -0.1;
  const surprises: number[] = [];
  for (let index = 1; index < weeks; index += 1) {
    const surprise = (index % 2 === 0 ? -0.1 : 0.1) - level;
    surprises.push(surprise);
    level += Math.max(weight, 1 / (index + 1)) * surprise;
  }
  return surprises;
}

test('where levels wander the newest week weighs more than where they stay', () => {
  const steady = Array.from({ length: 30 }, (_, index) =>
    week(...DORMS.map((id) => 0.05 * Math.sin(1e4 * Math.sin(index * 12.9 + id * 78.2)))),
  );
  const walks = DORMS.map(() => 0);
  const wandering = steady.map((one) => {
    for (const [at, residual] of [...one.values()].entries()) walks[at] = (walks[at] ?? 0) + residual;
    return week(...walks);
  });
  expect(formBefore(steady).weight).toBeLessThanOrEqual(0.2);
  expect(formBefore(wandering).weight).toBeGreaterThanOrEqual(0.7);
});

const residual = fc.integer({ min: -500, max: 500 }).map((thousandths) => thousandths / 1000);
const weeks = (least: number) =>
  fc.array(
    fc.tuple(...Array.from({ length: 7 }, () => residual)).map((residuals) => week(...residuals)),
    { minLength: least, maxLength: least + 12 },
  );

test('using more in the judged week never improves effort, nor worsens another dorm’s', () => {
  fc.assert(
    fc.property(weeks(9), fc.integer({ min: 1, max: 7 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (all, dorm, more) => {
      const judged = all.at(-1) ?? new Map();
      const form = formBefore(all.slice(0, -1));
      const before = effortOf(form, judged);
      const after = effortOf(form, new Map([...judged].map(([id, one]) => [id, id === dorm ? one + more : one])));
      for (const [id, score] of before) {
        const now = after.get(id) ?? Number.NaN;
        if (id === dorm) expect(now).toBeLessThanOrEqual(score + 1e-9);
        else expect(now).toBeGreaterThanOrEqual(score - 1e-9);
      }
    }),
  );
});

test('a factor on every residual of the campus, or of one dorm, changes no score', () => {
  fc.assert(
    fc.property(weeks(9), residual, fc.integer({ min: 1, max: 7 }), (all, factor, dorm) => {
      const shifted = (which: (id: number) => boolean) =>
        all.map((one) => new Map([...one].map(([id, value]) => [id, which(id) ? value + factor : value])));
      for (const changed of [shifted(() => true), shifted((id) => id === dorm)]) {
        const before = effortOf(formBefore(all.slice(0, -1)), all.at(-1) ?? new Map());
        const after = effortOf(formBefore(changed.slice(0, -1)), changed.at(-1) ?? new Map());
        for (const [id, score] of before) expect(after.get(id)).toBeCloseTo(score, 4);
      }
    }),
  );
});
