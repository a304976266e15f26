import { type CampusDay, SLOT_MS } from '#db/demo/campus-days.ts';
import { diceKey, drift, share, wobble } from '#db/demo/dice.ts';
import { DEMO_DORMS, type DemoDorm, type Habit } from '#db/demo/dorms.ts';
import type { DemoMeter } from '#db/demo/meters.ts';
import { weather } from '#db/demo/weather.ts';

/** Writes what a meter truly measures on a day, whole Wh by slot, before anything goes wrong with it. */
export type MeterLoad = (meter: DemoMeter, day: CampusDay, energyWh: Int32Array) => void;

/** Habit drifts over so many days by so much: what was usual in autumn is not in spring. */
const HABIT_DRIFT_DAYS = 30;
const HABIT_DRIFT = 0.035;
const DAILY_WOBBLE = 0.025;
const EXAMS_FACTOR = 1.06;

export function meterLoad(seed: number): MeterLoad {
  const lives = new Map(DEMO_DORMS.map((dorm) => [dorm, dormLife(seed, dorm)]));
  const meterKeys = new Map<DemoMeter, number>();
  const temperature = weather(seed);
  return (meter, day, energyWh) => {
    const life = lives.get(meter.dorm);
    if (life === undefined) throw new RangeError(`No such dorm: ${meter.dorm.slug}`);
    const key = meterKeys.get(meter) ?? diceKey(seed, `meter: ${meter.label}`);
    meterKeys.set(meter, key);
    const curve = day.phase === 'exams' ? life.exams : day.isWeekend ? life.weekend : life.weekday;
    const people = life.residents(day) * life.level(day) * meter.share;
    const restless = 0.03 + 0.5 / Math.sqrt(meter.dorm.residents);
    const firstSlot = day.startsAt / SLOT_MS;
    let climateWh = 0;
    for (let slot = 0; slot < day.slots; slot++) {
      if (slot % 4 === 0) climateWh = climateQuarterWh(meter.dorm, temperature(day.startsAt + slot * SLOT_MS));
      const each = (curve[day.quarters[slot] ?? 0] ?? 0) + climateWh;
      const exact = people * each * (1 + restless * wobble(key, firstSlot + slot));
      energyWh[slot] = Math.max(1, Math.round(exact / meter.multiplier)) * meter.multiplier;
    }
  };
}

/** Residents of a dorm in a term: most dorms keep theirs, a few change by up to 9 %. */
export function residentsInTerm({ seed, dorm, term }: { seed: number; dorm: DemoDorm; term: number }): number {
  if (!dorm.changesByTerm) return dorm.residents;
  return Math.round(dorm.residents * (0.91 + 0.18 * share(diceKey(seed, `residents: ${dorm.slug}`), term)));
}

interface DormLife {
  readonly weekday: Float64Array;
  readonly weekend: Float64Array;
  readonly exams: Float64Array;
  residents(day: CampusDay): number;
  /** The day's use beside the ordinary, with who is away, the week's mood and the drift of habit. */
  level(day: CampusDay): number;
}

function dormLife(seed: number, dorm: DemoDorm): DormLife {
  const weekKey = diceKey(seed, `week: ${dorm.slug}`);
  const dayKey = diceKey(seed, `day: ${dorm.slug}`);
  const driftKey = diceKey(seed, `drift: ${dorm.slug}`);
  const inBreak = 0.4 + 0.25 * share(diceKey(seed, `break: ${dorm.slug}`), 0);
  return {
    ...curves(dorm),
    residents: (day) => residentsInTerm({ seed, dorm, term: day.term }),
    level: (day) => {
      const mood = dorm.restlessness * wobble(weekKey, day.weekNumber) + DAILY_WOBBLE * wobble(dayKey, day.dayNumber);
      const habit = HABIT_DRIFT * drift(driftKey, day.dayNumber / HABIT_DRIFT_DAYS);
      const presence = day.phase === 'break' ? inBreak : day.phase === 'exams' ? EXAMS_FACTOR : 1;
      return presence * Math.exp(mood + habit);
    },
  };
}

/** Wh a resident uses in each quarter hour of the day, scaled so that five weekdays and a weekend make `weeklyKwh`. */
function curves(habit: Habit): Pick<DormLife, 'weekday' | 'weekend' | 'exams'> {
  const weekday = curve(habit, { morningHour: 7.75, eveningHour: habit.eveningHour, noon: 0.2 });
  const weekend = curve(habit, { morningHour: 10, eveningHour: habit.eveningHour + 0.5, noon: 0.34 });
  const exams = curve(habit, { morningHour: 8.5, eveningHour: habit.eveningHour + 1.25, noon: 0.3 });
  const weekdayWh = (habit.weeklyKwh * 1000) / (5 + 2 * habit.weekend);
  return {
    weekday: scaled(weekday, weekdayWh),
    weekend: scaled(weekend, weekdayWh * habit.weekend),
    exams: scaled(exams, weekdayWh),
  };
}

function curve(habit: Habit, hours: { morningHour: number; eveningHour: number; noon: number }): Float64Array {
  return Float64Array.from({ length: 96 }, (_, quarter) => {
    const hour = quarter / 4;
    const cooking = 0.35 * hump(hour, 12.75, 0.8) + hump(hour, 18.5, 0.9);
    const waking = 0.4 * hump(hour, hours.morningHour, 1.2) + hours.noon * hump(hour, 14, 3);
    return habit.nightBase + waking + hump(hour, hours.eveningHour, 2.3) + habit.kitchens * cooking;
  });
}

/** A bell of height 1 around an hour of the day that runs on past midnight. */
function hump(hour: number, peak: number, width: number): number {
  const away = Math.abs(hour - peak) % 24;
  const distance = Math.min(away, 24 - away) / width;
  return Math.exp(-0.5 * distance * distance);
}

function scaled(shape: Float64Array, dayWh: number): Float64Array {
  const total = shape.reduce((sum, value) => sum + value, 0);
  return shape.map((value) => (value / total) * dayWh);
}

function climateQuarterWh(habit: Habit, celsius: number): number {
  return (habit.heatingW * Math.max(0, 16 - celsius) + habit.coolingW * Math.max(0, celsius - 24)) / 4;
}
