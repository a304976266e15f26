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

/**
 * Judges offered rows against those in effect and against each other, one meter at a time, in one pass.
 * Rows come ordered by start, those in effect before offered ones of the same start, offered ones by file order.
 * Values in effect stand; among overlapping offered rows the one that starts first stands.
 */
export function createJudge<Row extends JudgedRow>(replace: boolean): { next(row: Row): Judgement<Row>[] } {
  let known: Row | null = null;
  let offered: Row | null = null;

  return {
    next(row) {
      if (row.seq === null) {
        const undercut = offered !== null && endOf(offered) > row.startsAt ? offered : null;
        if (undercut !== null) offered = null;
        known = row;
        return undercut === null ? [] : [{ row: undercut, verdict: 'overlap', met: row }];
      }
      const earlier = offered === null ? null : meetOffered(row, offered);
      if (earlier !== null && offered !== null) return [{ row, verdict: earlier, met: offered }];
      const verdict = known === null ? null : meetKnown(row, known, replace);
      if (verdict !== 'overlap') offered = row;
      return verdict === null || known === null ? [] : [{ row, verdict, met: known }];
    },
  };
}

function meetKnown(row: JudgedRow, met: JudgedRow, replace: boolean): Verdict | null {
  if (!isSameInterval(row, met)) return endOf(met) > row.startsAt ? 'overlap' : null;
  if (met.energy === row.energy) return 'same';
  return replace ? 'replaced' : 'conflict';
}

function meetOffered(row: JudgedRow, met: JudgedRow): Verdict | null {
  if (!isSameInterval(row, met)) return endOf(met) > row.startsAt ? 'overlap' : null;
  return met.energy === row.energy ? 'repeated' : 'contradicted';
}

function isSameInterval(a: JudgedRow, b: JudgedRow): boolean {
  return a.startsAt === b.startsAt && a.seconds === b.seconds;
}

function endOf(row: JudgedRow): number {
  return row.startsAt + row.seconds * 1000;
}
