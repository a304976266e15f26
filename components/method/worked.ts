import type { ExampleDorm, ExampleModel } from '#components/method/method-view.ts';
import { orderedScore } from '#core/ranking/standings.ts';

/** A figure as it is put into a formula. */
export type Shown = { readonly value: number; readonly decimals: number };

/** A score's figures, rounded so that whoever puts them into a calculator arrives at the score of the board. */
export type WorkedScore =
  | { readonly kind: 'energy'; readonly days: readonly Shown[] }
  | { readonly kind: 'each'; readonly used: Shown; readonly by: Shown }
  | { readonly kind: 'saving'; readonly used: Shown; readonly hours: Shown; readonly kwh: Shown; readonly baselineHours: Shown }
  | { readonly kind: 'weather'; readonly used: Shown; readonly expected: Shown }
  | {
      readonly kind: 'effort';
      readonly used: Shown;
      readonly expected: Shown;
      readonly residual: Shown;
      readonly level: Shown;
      readonly shared: Shown;
      readonly spread: Shown;
    };

const MOST_DECIMALS = 6;

/** Null where the figures at hand do not lead to the score. */
export function workedScore(dorm: ExampleDorm): WorkedScore | null {
  for (let more = 0; more <= MOST_DECIMALS; more += 1) {
    const worked = figuresOf(dorm, more);
    if (worked !== null && orderedScore(scoreOf(worked), dorm.lens) === orderedScore(dorm.score, dorm.lens)) return worked;
  }
  return null;
}

/** What the formula gives for the figures as they are shown. */
export function scoreOf(worked: WorkedScore): number {
  if (worked.kind === 'energy') return worked.days.reduce((sum, day) => sum + day.value, 0);
  if (worked.kind === 'each') return worked.used.value / worked.by.value;
  if (worked.kind === 'saving')
    return 1 - worked.used.value / worked.hours.value / (worked.kwh.value / worked.baselineHours.value);
  if (worked.kind === 'weather') return (worked.expected.value - worked.used.value) / worked.expected.value;
  return (worked.level.value + worked.shared.value - worked.residual.value) / worked.spread.value;
}

/** The figures with so many more decimals than they are usually shown with. */
function figuresOf(dorm: ExampleDorm, more: number): WorkedScore | null {
  const { lens, baseline, form } = dorm;
  const used = shown(dorm.usedKwh, 1 + more);
  if (lens === 'energy') return { kind: 'energy', days: dorm.daysKwh.map((kwh) => shown(kwh, 1 + more)) };
  if (lens === 'per-resident') return dorm.residents === null ? null : { kind: 'each', used, by: shown(dorm.residents, 0) };
  if (lens === 'per-area') return dorm.floorAreaM2 === null ? null : { kind: 'each', used, by: exactly(dorm.floorAreaM2) };
  if (lens === 'saving') {
    if (baseline === null) return null;
    const hours = { hours: exactly(dorm.hours), baselineHours: exactly(baseline.hours) };
    return { kind: 'saving', used, kwh: shown(baseline.kwh, 1 + more), ...hours };
  }
  if (lens === 'weather-adjusted')
    return dorm.weatherKwh === null ? null : { kind: 'weather', used, expected: shown(dorm.weatherKwh, 1 + more) };
  if (form === null || dorm.residual === null || dorm.shared === null || dorm.effortKwh === null) return null;
  return {
    kind: 'effort',
    used,
    expected: shown(dorm.effortKwh, 1 + more),
    residual: shown(dorm.residual, 3 + more),
    level: shown(form.level, 3 + more),
    shared: shown(dorm.shared, 3 + more),
    spread: shown(form.spread, 3 + more),
  };
}

export type WorkedDay = {
  readonly base: Shown;
  readonly weekend: Shown | null;
  readonly heating: { readonly slope: Shown; readonly balance: Shown; readonly celsius: Shown } | null;
  readonly cooling: { readonly slope: Shown; readonly balance: Shown; readonly celsius: Shown } | null;
  readonly celsius: Shown | null;
  readonly expected: Shown;
};

/** A day's expectation, its figures rounded so that they add up to the kWh shown. */
export function workedDay(model: ExampleModel): WorkedDay | null {
  for (let more = 0; more <= MOST_DECIMALS; more += 1) {
    const day = dayOf(model, more);
    if (day !== null && Math.abs(kwhOf(day) - day.expected.value) < 0.05) return day;
  }
  return null;
}

function kwhOf({ base, weekend, heating, cooling }: WorkedDay): number {
  const cold = heating === null ? 0 : heating.slope.value * Math.max(0, heating.balance.value - heating.celsius.value);
  const hot = cooling === null ? 0 : cooling.slope.value * Math.max(0, cooling.celsius.value - cooling.balance.value);
  return base.value + (weekend?.value ?? 0) + cold + hot;
}

function dayOf(model: ExampleModel, more: number): WorkedDay | null {
  const { heatingBelow, coolingAbove } = model;
  const degrees = model.celsius === null ? null : shown(model.celsius, 1 + more);
  if (degrees === null && (heatingBelow !== null || coolingAbove !== null)) return null;
  const term = (slope: number, balance: number | null) =>
    balance === null || degrees === null ? null : { slope: shown(slope, 2 + more), balance: shown(balance, 0), celsius: degrees };
  return {
    base: shown(model.base, 1 + more),
    weekend: model.isWeekend ? shown(model.weekend, 1 + more) : null,
    heating: term(model.heating, heatingBelow),
    cooling: term(model.cooling, coolingAbove),
    celsius: degrees,
    expected: shown(model.expectedKwh, 1),
  };
}

function shown(value: number, decimals: number): Shown {
  return { value: Number(value.toFixed(decimals)), decimals };
}

/** With the decimals it has, three at most. */
function exactly(value: number): Shown {
  const decimals = [0, 1, 2].find((count) => Number(value.toFixed(count)) === value) ?? 3;
  return shown(value, decimals);
}
