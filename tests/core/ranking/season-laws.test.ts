import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lens } from '#core/ranking/rules.ts';
import type { Judged } from '#core/ranking/score-week.ts';
import { rankSeason, type SeasonWeek } from '#core/ranking/season.ts';

type Cell = { readonly used: number; readonly against: number } | null;

const DORMS = 5;
const ids = Array.from({ length: DORMS }, (_, dorm) => dorm);
const lenses = fc.constantFrom<Lens>('energy', 'per-resident', 'saving', 'weather-adjusted', 'effort');
/** Whole tenths, so that ties happen. */
const tenths = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map((value) => value / 10);
const cell: fc.Arbitrary<Cell> = fc.option(fc.record({ used: tenths(-3, 3), against: fc.constantFrom(1, 2) }), { freq: 4 });
const table = fc.array(fc.array(cell, { minLength: DORMS, maxLength: DORMS }), { minLength: 1, maxLength: 6 });

function weeksOf(cells: readonly (readonly Cell[])[], lens: Lens): SeasonWeek[] {
  return cells.map((dorms, index) => ({
    week: `w${index + 1}`,
    judged: new Map(dorms.map((one, dorm): [number, Judged] => [dorm, judgedOf(one, lens)])),
  }));
}

/** Energy is never below zero; effort is what was reckoned. */
function judgedOf(one: Cell, lens: Lens): Judged {
  if (one === null) return { tally: null, reason: 'coverage-low' };
  return { tally: lens === 'effort' ? { used: one.used, against: 1 } : { ...one, used: one.used + 4 }, reason: null };
}

/** A dorm that is not placed stands behind everyone. */
function placeOf(cells: readonly (readonly Cell[])[], lens: Lens, dorm: number): number {
  return rankSeason(lens, weeksOf(cells, lens), ids).find(({ dormId }) => dormId === dorm)?.rank ?? DORMS + 1;
}

function without(cells: readonly (readonly Cell[])[], at: { readonly week: number; readonly dorm: number }): Cell[][] {
  return cells.map((dorms, week) => dorms.map((one, dorm) => (week === at.week && dorm === at.dorm ? null : one)));
}

test('missing a week never improves a place; by effort not unless the dorm alone was the lowest of that week', () => {
  fc.assert(
    fc.property(table, lenses, fc.nat(), fc.nat(DORMS - 1), (cells, lens, anyWeek, dorm) => {
      const week = anyWeek % cells.length;
      const missed = cells[week]?.[dorm] ?? null;
      if (missed === null) return;
      const others = (cells[week] ?? []).flatMap((one, other) => (one === null || other === dorm ? [] : [one.used]));
      if (lens === 'effort' && missed.used < Math.min(0, ...others)) return;
      expect(placeOf(without(cells, { week, dorm }), lens, dorm)).toBeGreaterThanOrEqual(placeOf(cells, lens, dorm));
    }),
    { numRuns: 2000 },
  );
});

test('who joins late never stands ahead of a dorm that was there from the start and did as well in every week they share', () => {
  fc.assert(
    fc.property(table, lenses, fc.nat(), (cells, lens, late) => {
      const joins = 1 + (late % cells.length);
      const better = (a: number, b: number) => (lens === 'effort' ? Math.max(a, b) : Math.min(a, b));
      const shaped = cells.map((dorms, week) => {
        const steady = dorms[0] ?? { used: 0, against: 1 };
        const joiner = dorms[1] ?? null;
        if (week < joins || joiner === null) return [steady, null, ...dorms.slice(2)];
        return [{ used: better(steady.used, joiner.used), against: joiner.against }, joiner, ...dorms.slice(2)];
      });
      expect(placeOf(shaped, lens, 1)).toBeGreaterThanOrEqual(placeOf(shaped, lens, 0));
    }),
    { numRuns: 1000 },
  );
});

test('the order in which dorms are named changes no place, and places are shared as 1, 2, 2, 4', () => {
  fc.assert(
    fc.property(table, lenses, fc.shuffledSubarray(ids, { minLength: DORMS, maxLength: DORMS }), (cells, lens, order) => {
      const places = rankSeason(lens, weeksOf(cells, lens), ids).filter(({ rank }) => rank !== null);
      const other = rankSeason(lens, weeksOf(cells, lens), order).filter(({ rank }) => rank !== null);
      expect(other).toEqual(places);
      for (const [index, { rank }] of places.entries()) {
        if (rank !== index + 1) expect(places[index - 1]?.rank).toBe(rank);
      }
    }),
  );
});

test('a dorm that never ranked, or that takes no part, changes nobody’s place', () => {
  fc.assert(
    fc.property(table, lenses, (cells, lens) => {
      const silent = cells.map((dorms) => [...dorms.slice(0, -1), null]);
      const all = rankSeason(lens, weeksOf(silent, lens), ids).filter(({ dormId }) => dormId !== DORMS - 1);
      expect(all).toEqual(rankSeason(lens, weeksOf(cells, lens), ids.slice(0, -1)));
    }),
  );
});
