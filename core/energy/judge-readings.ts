/**
 * A value on its way in or already kept, of one meter, with times in epoch milliseconds. `energy` is compared as text
 * of whole µWh. `seq` is the offered row's number; null for a value that is already in effect.
 */
export interface JudgedRow {
  readonly seq: number | null;
  readonly startsAt: number;
  readonly seconds: number;
  readonly energy: string;
}

/**
 * same: the value in effect says the same. replaced: it says otherwise and staff said replace. conflict: it says
 * otherwise and stays. overlap: another interval, of another start or length, already has part of this time.
 * repeated: an earlier row of the file says the same. contradicted: an earlier row of the file says otherwise.
 * A row without a verdict is new.
 */
export type Verdict = 'same' | 'replaced' | 'conflict' | 'overlap' | 'repeated' | 'contradicted';

export interface Judgement<Row extends JudgedRow> {
  readonly row: Row;
  readonly verdict: Verdict;
  /** The row that it met. */
  readonly met: Row;
}

export interface Judge<Row extends JudgedRow> {
  /** Takes the next row and answers what it settles, which may be about earlier rows. */
  next(row: Row): Judgement<Row>[];
  /** Settles what is left. */
  end(): Judgement<Row>[];
}

interface Waiting<Row extends JudgedRow> {
  readonly row: Row;
  /** The last value in effect that starts no later. */
  readonly before: Row | null;
  /** The first value in effect that starts within the row; null as long as there is none. */
  within: Row | null;
}

/**
 * Judges offered rows against those in effect and against each other, one meter at a time, in one pass.
 * Rows come ordered by start, those in effect before offered ones of the same start, offered ones by file order.
 * Values in effect stand; among overlapping offered rows that stand beside them the one that starts first stands.
 * A row waits until the pass is beyond its end, so that one that does not stand refuses no other.
 */
export function createJudge<Row extends JudgedRow>(replace: boolean): Judge<Row> {
  let known: Row | null = null;
  let waiting: Waiting<Row>[] = [];
  let stands: { row: Row; verdict: Verdict | null } | null = null;

  function settle(reached: number): Judgement<Row>[] {
    const judgements: Judgement<Row>[] = [];
    const open = waiting.findIndex(({ row }) => endOf(row) > reached);
    const settled = open === -1 ? waiting : waiting.slice(0, open);
    waiting = open === -1 ? [] : waiting.slice(open);
    for (const one of settled) {
      const judgement = judgeOne(one);
      if (judgement !== null) judgements.push(judgement);
      if (judgement === null || STANDING.has(judgement.verdict)) stands = { row: one.row, verdict: judgement?.verdict ?? null };
    }
    return judgements;
  }

  function judgeOne({ row, before, within }: Waiting<Row>): Judgement<Row> | null {
    if (within !== null) return { row, verdict: 'overlap', met: within };
    const earlier = stands === null ? null : meetOffered(row, stands);
    if (earlier !== null && stands !== null) {
      const isSecondConflict = earlier === 'contradicted' && stands.verdict === 'conflict' && before !== null;
      return { row, verdict: earlier, met: isSecondConflict ? before : stands.row };
    }
    const verdict = before === null ? null : meetKnown(row, before, replace);
    return verdict === null || before === null ? null : { row, verdict, met: before };
  }

  return {
    next(row) {
      if (row.seq !== null) {
        const judgements = settle(row.startsAt);
        waiting.push({ row, before: known, within: null });
        return judgements;
      }
      for (const one of waiting) if (endOf(one.row) > row.startsAt) one.within ??= row;
      known = row;
      return settle(row.startsAt);
    },
    end: () => settle(Number.POSITIVE_INFINITY),
  };
}

/** Verdicts of rows that are kept, so that the rows after them are compared with them. */
const STANDING: ReadonlySet<Verdict> = new Set(['same', 'replaced', 'conflict']);

function meetKnown(row: JudgedRow, met: JudgedRow, replace: boolean): Verdict | null {
  if (!isSameInterval(row, met)) return endOf(met) > row.startsAt ? 'overlap' : null;
  if (met.energy === row.energy) return 'same';
  return replace ? 'replaced' : 'conflict';
}

function meetOffered(row: JudgedRow, met: { row: JudgedRow; verdict: Verdict | null }): Verdict | null {
  if (!isSameInterval(row, met.row)) return endOf(met.row) > row.startsAt ? 'overlap' : null;
  return met.row.energy === row.energy && met.verdict !== 'conflict' ? 'repeated' : 'contradicted';
}

function isSameInterval(a: JudgedRow, b: JudgedRow): boolean {
  return a.startsAt === b.startsAt && a.seconds === b.seconds;
}

function endOf(row: JudgedRow): number {
  return row.startsAt + row.seconds * 1000;
}
