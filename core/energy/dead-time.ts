/** A meter that normally uses energy and reads 0 for so long is taken for dead during that time. */
export const DEAD_AFTER_SECONDS = 86_400;

/** Runs of zeros are looked for this far beyond a week, so that one that crosses its edge is seen whole. Whole weeks. */
export const DEAD_TIME_MARGIN_DAYS = 14;

/** The measured zeros of one meter in one local day; see `daily_energy`. An estimate says nothing of the meter. */
export interface DayOfZeros {
  readonly day: string;
  readonly measuredSeconds: number;
  readonly zeroSeconds: number;
  /** Zero seconds before the day's first use of energy; all of them when there is none. */
  readonly zeroLeadSeconds: number;
  /** Zero seconds after the day's last use of energy; all of them when there is none. */
  readonly zeroTailSeconds: number;
}

/**
 * Dead seconds by day for one meter: every run of zeros that adds up to DEAD_AFTER_SECONDS or more, within a day or
 * over many. Missing time neither counts nor ends a run. Days must be in order and belong to a meter that normally
 * uses energy; days before and after the ones asked about let runs that cross the edges be seen.
 */
export function deadSecondsByDay(days: readonly DayOfZeros[]): Map<string, number> {
  const dead = new Map<string, number>();
  let run: { day: string; seconds: number }[] = [];

  function endRun(): void {
    const seconds = run.reduce((sum, part) => sum + part.seconds, 0);
    if (seconds >= DEAD_AFTER_SECONDS) for (const part of run) dead.set(part.day, (dead.get(part.day) ?? 0) + part.seconds);
    run = [];
  }

  for (const day of days) {
    if (day.measuredSeconds === 0) continue;
    if (day.zeroSeconds === day.measuredSeconds) {
      run.push({ day: day.day, seconds: day.zeroSeconds });
      continue;
    }
    run.push({ day: day.day, seconds: day.zeroLeadSeconds });
    endRun();
    run.push({ day: day.day, seconds: day.zeroTailSeconds });
  }
  endRun();
  return dead;
}
