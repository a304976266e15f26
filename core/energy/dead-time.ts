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

/** The dead part of a day's measured zeros: those before its first use of energy, and those after its last. */
export interface DeadEdges {
  readonly leadSeconds: number;
  readonly tailSeconds: number;
}

/** Dead seconds by day for one meter; see `deadEdgesByDay`. */
export function deadSecondsByDay(days: readonly DayOfZeros[]): Map<string, number> {
  return new Map([...deadEdgesByDay(days)].map(([day, { leadSeconds, tailSeconds }]) => [day, leadSeconds + tailSeconds]));
}

/**
 * Dead time by day for one meter: every run of zeros that adds up to DEAD_AFTER_SECONDS or more, within a day or
 * over many; a day of nothing but zeros is all lead. Missing time neither counts nor ends a run. Days must be in order and
 * belong to a meter that normally uses energy; days before and after the ones asked about let runs that cross the edges be seen.
 */
export function deadEdgesByDay(days: readonly DayOfZeros[]): Map<string, DeadEdges> {
  const dead = new Map<string, DeadEdges>();
  let run: (DeadEdges & { day: string })[] = [];

  function endRun(): void {
    const seconds = run.reduce((sum, part) => sum + part.leadSeconds + part.tailSeconds, 0);
    if (seconds >= DEAD_AFTER_SECONDS) {
      for (const { day, leadSeconds, tailSeconds } of run) {
        const known = dead.get(day);
        dead.set(day, {
          leadSeconds: leadSeconds + (known?.leadSeconds ?? 0),
          tailSeconds: tailSeconds + (known?.tailSeconds ?? 0),
        });
      }
    }
    run = [];
  }

  for (const day of days) {
    if (day.measuredSeconds === 0) continue;
    if (day.zeroSeconds === day.measuredSeconds) {
      run.push({ day: day.day, leadSeconds: day.zeroSeconds, tailSeconds: 0 });
      continue;
    }
    run.push({ day: day.day, leadSeconds: day.zeroLeadSeconds, tailSeconds: 0 });
    endRun();
    run.push({ day: day.day, leadSeconds: 0, tailSeconds: day.zeroTailSeconds });
  }
  endRun();
  return dead;
}
