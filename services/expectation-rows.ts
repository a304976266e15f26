import type { DormModels, PastWeek } from '#core/ranking/campus-past.ts';
import type { DailyModel } from '#core/ranking/daily-model.ts';
import type { ObservedWeek } from '#core/ranking/observed-week.ts';
import { addDays } from '#core/time/local-days.ts';
import type { WeekExpectation, WeekObservation } from '#db/queries/expectations.ts';

type Rows = ReadonlyMap<number, WeekExpectation>;
type Observations = ReadonlyMap<number, WeekObservation>;

/** A week's rows, one a dorm; `observed` null where only its models are made. */
export function expectationRows(
  models: ReadonlyMap<number, DormModels>,
  observed: PastWeek | null,
): Omit<WeekExpectation, 'campusId' | 'week'>[] {
  const ids = new Set([...models.keys(), ...(observed?.dorms.keys() ?? [])]);
  return [...ids].map((dormId) => {
    const dorm = observed?.dorms.get(dormId);
    return {
      dormId,
      // Drizzle knows no array with nulls in it; PostgreSQL does.
      dayKwh: (dorm?.days.map(({ kwh }) => kwh) as number[] | undefined) ?? null,
      daySeconds: dorm?.days.map(({ seconds }) => seconds) ?? null,
      filledKwh: dorm?.filledKwh ?? null,
      hours: dorm?.hours ?? null,
      weatherModel: models.get(dormId)?.weatherModel ?? null,
      calendarModel: models.get(dormId)?.calendarModel ?? null,
      residual: observed?.residuals.get(dormId) ?? null,
    };
  });
}

export function modelsFrom(rows: Rows): Map<number, DormModels> {
  return new Map(
    [...rows.values()].map(({ dormId, weatherModel, calendarModel }) => [
      dormId,
      { weatherModel: modelFrom(weatherModel), calendarModel: modelFrom(calendarModel) },
    ]),
  );
}

/** A model comes back as it was put in. */
function modelFrom(stored: unknown): DailyModel | null {
  return stored as DailyModel | null;
}

export function observedFrom(rows: Observations, week: string): ObservedWeek[] {
  const dates = Array.from({ length: 7 }, (_, index) => addDays(week, index));
  return [...rows.values()].flatMap(({ dormId, dayKwh, daySeconds, filledKwh, hours }) =>
    daySeconds === null || hours === null
      ? []
      : [
          {
            dormId,
            days: daySeconds.map((seconds, index) => ({ day: dates[index] ?? week, seconds, kwh: dayKwh?.[index] ?? null })),
            filledKwh,
            hours,
          },
        ],
  );
}

export function pastFrom(week: string, rows: Observations): PastWeek {
  const residuals = [...rows.values()].flatMap(({ dormId, residual }) =>
    residual === null ? [] : [[dormId, residual] as const],
  );
  return {
    week,
    dorms: new Map(observedFrom(rows, week).map((dorm) => [dorm.dormId, dorm])),
    residuals: new Map(residuals),
  };
}

/** Whether a dorm's week is what was observed before: then no model that rests on it has changed. */
export function isSameObservation(row: WeekExpectation | undefined, dorm: ObservedWeek): boolean {
  return (
    row !== undefined &&
    row.daySeconds !== null &&
    row.filledKwh === dorm.filledKwh &&
    row.daySeconds.length === dorm.days.length &&
    dorm.days.every(({ kwh, seconds }, index) => row.dayKwh?.[index] === kwh && row.daySeconds?.[index] === seconds)
  );
}
