import { useFormatter } from 'next-intl';
import type { MethodConstants } from '#components/method/method-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** Every constant of the method as sentences name it: numbers where they count things, else written in the reader's language. */
export function useConstants(constants: MethodConstants) {
  const figures = useFigures();
  const format = useFormatter();
  const { weights, savedPercents } = constants;
  const slowest = Math.min(...weights);
  const fastest = Math.max(...weights);
  return {
    version: constants.methodVersion,
    coverage: figures.percent(constants.leastCoverage),
    estimated: figures.percent(constants.mostEstimated),
    marked: figures.percent(constants.markedEstimated),
    deadHours: constants.deadAfterHours,
    frozenHours: constants.frozenAfterHours,
    readingDays: constants.longestReadingDays,
    least: constants.leastPublicResidents,
    lineHours: constants.lineHours,
    estimateWeeks: constants.estimateWeeks,
    fillWeeks: constants.fillWeeks,
    spike: constants.spikeFactor,
    usualWeeks: constants.usualWeeks,
    time: `${String(constants.closingHour).padStart(2, '0')}:00`,
    leastBaseline: constants.leastBaselineWeeks,
    baselineWeeks: constants.baselineWeeks,
    modelDays: constants.modelDays,
    leastModelDays: constants.leastModelDays,
    folds: constants.modelFolds,
    degreeDays: constants.leastDegreeDays,
    heatingFrom: constants.heatingFrom,
    heatingTo: constants.heatingTo,
    coolingFrom: constants.coolingFrom,
    coolingTo: constants.coolingTo,
    cvRmse: figures.percent(constants.worstCvRmse),
    nmbe: figures.percent(constants.worstNmbe),
    leastDorms: constants.leastDorms,
    leastWeeks: constants.leastWeeks,
    formWeeks: constants.formWeeks,
    shrinkWeeks: constants.shrinkageWeeks,
    leastSpread: figures.percent(constants.leastSpread, 1),
    weightFrom: figures.percent(slowest),
    weightTo: figures.percent(fastest),
    halfLong: figures.number(halfLife(slowest), 1),
    halfShort: figures.number(halfLife(fastest), 1),
    sure: figures.percent(constants.sureFrom),
    changes: constants.leastChanges,
    noiseWeeks: constants.noiseWeeks,
    saved: format.list(
      savedPercents.map((percent) => figures.percent(Number(percent) / 100)),
      { type: 'conjunction' },
    ),
    seasonWeeks: constants.fairnessSeasonWeeks,
  };
}

/** Weeks after which a surprise counts half. */
function halfLife(weight: number): number {
  return Math.log(0.5) / Math.log(1 - weight);
}
