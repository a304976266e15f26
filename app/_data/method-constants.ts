import type { MethodConstants, MethodView } from '#components/method/method-view.ts';
import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import { LONGEST_INTERPOLATED_SECONDS, PAST_WEEKS } from '#core/energy/estimates.ts';
import { FROZEN_AFTER_SECONDS } from '#core/energy/frozen.ts';
import { SPIKE_FACTOR } from '#core/energy/spikes.ts';
import { MODEL_RULES } from '#core/ranking/daily-model.ts';
import { EFFORT_RULES } from '#core/ranking/effort.ts';
import { SAVED_PERCENTS } from '#core/ranking/fairness.ts';
import { FILL_PAST_WEEKS } from '#core/ranking/fill.ts';
import { HOW_SURE_RULES } from '#core/ranking/how-sure.ts';
import { SEASON_WEEKS } from '#core/ranking/replay.ts';
import { LENSES, METHOD_VERSION, RULES, TIE_PRECISION } from '#core/ranking/rules.ts';
import { CLOSING_HOUR } from '#core/time/weeks.ts';
import { USUAL_WEEKS } from '#services/get-board.ts';

/** The constants that standings rest on, as the method page shows them. */
function methodConstants(): MethodConstants {
  return {
    methodVersion: METHOD_VERSION,
    leastCoverage: RULES.leastCoverage,
    mostEstimated: RULES.mostEstimated,
    markedEstimated: RULES.markedEstimated,
    deadAfterHours: RULES.deadAfterSeconds / 3600,
    frozenAfterHours: FROZEN_AFTER_SECONDS / 3600,
    longestReadingDays: LONGEST_RANKED_SECONDS / 86_400,
    leastPublicResidents: RULES.leastPublicResidents,
    lineHours: LONGEST_INTERPOLATED_SECONDS / 3600,
    estimateWeeks: PAST_WEEKS,
    fillWeeks: FILL_PAST_WEEKS,
    spikeFactor: SPIKE_FACTOR,
    usualWeeks: USUAL_WEEKS,
    closingHour: CLOSING_HOUR,
    leastBaselineWeeks: RULES.leastBaselineWeeks,
    baselineWeeks: RULES.usualBaselineWeeks,
    modelDays: RULES.modelDays,
    leastModelDays: MODEL_RULES.leastDays,
    modelFolds: MODEL_RULES.folds,
    leastDegreeDays: MODEL_RULES.leastDegreeDays,
    heatingFrom: MODEL_RULES.heatingBelow.from,
    heatingTo: MODEL_RULES.heatingBelow.to,
    coolingFrom: MODEL_RULES.coolingAbove.from,
    coolingTo: MODEL_RULES.coolingAbove.to,
    worstCvRmse: MODEL_RULES.worstCvRmse,
    worstNmbe: MODEL_RULES.worstNmbe,
    leastDorms: EFFORT_RULES.leastDorms,
    leastWeeks: EFFORT_RULES.leastWeeks,
    formWeeks: RULES.formWeeks,
    shrinkageWeeks: EFFORT_RULES.shrinkageWeeks,
    leastSpread: EFFORT_RULES.leastSpread,
    weights: EFFORT_RULES.weights,
    sureFrom: HOW_SURE_RULES.sureFrom,
    leastChanges: HOW_SURE_RULES.leastChanges,
    noiseWeeks: HOW_SURE_RULES.mostWeeks,
    savedPercents: SAVED_PERCENTS,
    fairnessSeasonWeeks: SEASON_WEEKS,
  };
}

/** The method without any campus: the rules and their constants, no examples. */
export function methodView(): MethodView {
  const lenses = LENSES.map((lens) => ({ lens, tiePrecision: TIE_PRECISION[lens] }));
  return { constants: methodConstants(), lenses, example: null, campus: null };
}
