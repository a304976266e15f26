import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJudge, type JudgedRow, type Judgement } from '#core/energy/judge-readings.ts';

interface Row extends JudgedRow {
  readonly name: string;
}

const HOUR = 3600;

/** Hours of a day; `seq` in the order the rows are written here, null for values in effect. */
function row(name: string, from: number, until: number, energy: number, seq: number | null = null): Row {
  return { name, seq, startsAt: from * HOUR * 1000, seconds: (until - from) * HOUR, energy: String(energy) };
}

function judge(known: readonly Row[], offered: readonly Row[], replace = false): Judgement<Row>[] {
  const numbered = offered.map((one, seq) => ({ ...one, seq }));
  const rows = [...known, ...numbered].sort((a, b) => a.startsAt - b.startsAt || (a.seq ?? -1) - (b.seq ?? -1));
  const pass = createJudge<Row>(replace);
  return [...rows.flatMap((one) => pass.next(one)), ...pass.end()];
}

function verdicts(judgements: readonly Judgement<Row>[]): Record<string, string> {
  return Object.fromEntries(judgements.map(({ row: one, verdict, met }) => [one.name, `${verdict} ${met.name}`]));
}

test('rows in free time need no verdict, also where they touch', () => {
  expect(judge([row('k', 1, 2, 5)], [row('a', 0, 1, 1), row('b', 2, 3, 1)])).toEqual([]);
});

test('the same value is known, another one is a conflict, and with replace it takes the place', () => {
  const known = [row('k', 0, 1, 5), row('l', 1, 2, 5)];
  const offered = [row('a', 0, 1, 5), row('b', 1, 2, 6)];
  expect(verdicts(judge(known, offered))).toEqual({ a: 'same k', b: 'conflict l' });
  expect(verdicts(judge(known, offered, true))).toEqual({ a: 'same k', b: 'replaced l' });
});

test('an interval of another length or start over a value in effect is an overlap, even with replace', () => {
  const known = [row('k', 2, 4, 5)];
  const offered = [row('a', 1, 3, 1), row('b', 2, 3, 1), row('c', 3, 5, 1), row('d', 4, 5, 1)];
  expect(verdicts(judge(known, offered, true))).toEqual({ a: 'overlap k', b: 'overlap k', c: 'overlap k' });
});

test('a row that surrounds values in effect is an overlap', () => {
  expect(verdicts(judge([row('k', 1, 2, 5), row('l', 2, 3, 5)], [row('a', 0, 4, 9)]))).toEqual({ a: 'overlap k' });
});

test('among overlapping rows of a file the one that starts first stands', () => {
  expect(verdicts(judge([], [row('a', 0, 2, 1), row('b', 1, 3, 1), row('c', 2, 3, 1)]))).toEqual({ b: 'overlap a' });
});

test('a row repeated in the file counts once and one that says otherwise does not count', () => {
  expect(verdicts(judge([], [row('a', 0, 1, 1), row('b', 0, 1, 1), row('c', 0, 1, 2)]))).toEqual({
    b: 'repeated a',
    c: 'contradicted a',
  });
});

test('a row that does not stand refuses no other row', () => {
  const daily = row('day', 0, 24, 50);
  const hours = [row('h0', 0, 1, 2), row('h1', 1, 2, 2)];
  expect(verdicts(judge([row('k', 23, 24, 2)], [daily, ...hours]))).toEqual({ day: 'overlap k' });
});

test('a conflict that is repeated in the file is not counted as known', () => {
  const judged = verdicts(judge([row('k', 0, 1, 5)], [row('a', 0, 1, 7), row('b', 0, 1, 7)]));
  expect(judged).toEqual({ a: 'conflict k', b: 'contradicted k' });
});

test('whatever is offered, what stands afterwards never overlaps, and a row is refused only for one that stands', () => {
  const span = fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 4 }), fc.nat(2));
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 6 }),
      fc.array(span, { maxLength: 12 }),
      fc.boolean(),
      (knownSpans, offeredSpans, replace) => {
        const known: Row[] = [];
        for (const [from, length, energy] of [...knownSpans].sort((a, b) => a[0] - b[0])) {
          const last = known.at(-1);
          if (last === undefined || last.startsAt + last.seconds * 1000 <= from * HOUR * 1000)
            known.push(row(`k${known.length}`, from, from + length, energy));
        }
        const offered = offeredSpans.map(([from, length, energy], index) => row(`o${index}`, from, from + length, energy, index));
        const judgements = judge(known, offered, replace);
        const judged = new Map(judgements.map((one) => [one.row.name, one]));
        expect(judged.size).toBe(judgements.length);
        const fresh = offered.filter((one) => !judged.has(one.name));
        const standing = [...known, ...fresh];
        for (const [index, one] of standing.entries()) {
          for (const other of standing.slice(index + 1)) expect(overlaps(one, other), `${one.name} ${other.name}`).toBe(false);
        }
        for (const { row: one, met } of judgements) {
          expect(standing.map(({ name }) => name)).toContain(standingFor(met, known).name);
          expect(overlaps(one, met)).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});

/** A row of the file may meet one that is the same as, or takes the place of, a value in effect. */
function standingFor(met: Row, known: readonly Row[]): Row {
  return known.find((one) => one.startsAt === met.startsAt && one.seconds === met.seconds) ?? met;
}

function overlaps(a: Row, b: Row): boolean {
  return a.startsAt < b.startsAt + b.seconds * 1000 && b.startsAt < a.startsAt + a.seconds * 1000;
}
