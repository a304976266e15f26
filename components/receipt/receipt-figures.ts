import { directionOf, effortStory } from '#components/dorm/effort-story.ts';
import { kwhOf } from '#core/energy/micro-wh.ts';
import { type DailyModel, expectedKwh } from '#core/ranking/daily-model.ts';
import { effortModel } from '#core/ranking/knowledge.ts';
import type { Receipt, ReceiptDay } from '#core/ranking/receipt.ts';

/** What a stretch of a dorm's or meter's time came to. Energy in kWh, shares of the time that meters were there. */
export type Stretch = {
  /** Null without a reading. */
  readonly kwh: number | null;
  readonly coverage: number;
  readonly estimated: number;
  readonly isDead: boolean;
  /** No meter was there. */
  readonly isAway: boolean;
};

export type DayFigures = Stretch & {
  readonly day: string;
  readonly celsius: number | null;
  readonly expectedKwh: number | null;
};

export type UsedEnergy = {
  readonly measuredKwh: number;
  /** Of the measured, what files call estimated. */
  readonly sourceEstimatedKwh: number;
  readonly ruleEstimatedKwh: number;
  readonly filledKwh: number;
  readonly usedKwh: number;
};

export function stretchOf(days: readonly ReceiptDay[]): Stretch {
  const sum = (pick: (day: ReceiptDay) => number) => days.reduce((total, day) => total + pick(day), 0);
  const active = sum((day) => day.activeSeconds);
  const share = (seconds: number) => (active === 0 ? 0 : seconds / active);
  const hasReading = sum((day) => day.measuredSeconds + day.estimatedSeconds) > 0;
  return {
    kwh: hasReading ? kwhOf(days.reduce((total, day) => total + BigInt(day.energyMicroWh), 0n)) : null,
    coverage: share(sum((day) => day.measuredSeconds - day.deadSeconds)),
    estimated: share(sum((day) => day.estimatedSeconds + day.ruleEstimatedSeconds)),
    isDead: days.some((day) => day.deadSeconds > 0),
    isAway: active === 0,
  };
}

/** The week by day, all meters together. */
export function dayFigures(receipt: Receipt): DayFigures[] {
  const model = modelOf(receipt);
  const warmth = new Map(receipt.temperatures.map(({ day, celsius }) => [day, celsius]));
  return (receipt.meters[0]?.days ?? []).map(({ day }, index) => {
    const parts = receipt.meters.flatMap(({ days }) => days[index] ?? []);
    const celsius = warmth.get(day) ?? null;
    const seconds = Math.max(0, ...parts.map(({ activeSeconds }) => activeSeconds));
    const expected = model === null ? null : expectedKwh(model, { day, celsius });
    return { day, celsius, ...stretchOf(parts), expectedKwh: expected === null ? null : (expected * seconds) / 86_400 };
  });
}

/** The model that the score was held against; null where the lens takes none. */
export function modelOf({ lens, past }: Receipt): DailyModel | null {
  if (past === null || lens === 'saving') return null;
  return lens === 'effort' ? effortModel(past) : past.weatherModel;
}

/** What the energy that counts is made of; null where none does. */
export function usedEnergy({ totals, meters }: Receipt): UsedEnergy | null {
  if (totals.filledKwh === null || totals.energyMicroWh === null) return null;
  const days = meters.flatMap((meter) => meter.days);
  const sum = (pick: (day: ReceiptDay) => string) => kwhOf(days.reduce((total, day) => total + BigInt(pick(day)), 0n));
  const measuredKwh = kwhOf(BigInt(totals.energyMicroWh));
  const ruleEstimatedKwh = sum((day) => day.ruleEstimatedMicroWh);
  return {
    ...{ measuredKwh, ruleEstimatedKwh, usedKwh: totals.filledKwh },
    sourceEstimatedKwh: sum((day) => day.estimatedMicroWh),
    filledKwh: totals.filledKwh - measuredKwh - ruleEstimatedKwh,
  };
}

/** Effort as factors: the model's kWh, times where it stood anyway, times what all did, is what was expected of it. */
export function effortFactors({ past }: Receipt) {
  if (past === null || past.form === null || past.residual === null || past.shared === null || past.expectedKwh === null)
    return null;
  const { expectedKwh: modelKwh, residual, shared, form } = past;
  const story = effortStory({ residual, shared, ...form });
  const factors = { level: 1 + story.level, shared: 1 + story.shared };
  return { modelKwh, story, factors, ownKwh: modelKwh * factors.level * factors.shared, spread: form.spread };
}

/** How far the energy is from what stood against it, as headlines say it: under, same or over, and by how much. */
export function changeOf(receipt: Receipt): { direction: 'under' | 'same' | 'over'; change: number } {
  const change = receipt.lens === 'effort' ? (effortFactors(receipt)?.story.own ?? 0) : -(receipt.score ?? 0);
  return { direction: directionOf(change), change };
}
