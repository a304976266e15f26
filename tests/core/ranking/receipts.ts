import type { Receipt, ReceiptDay } from '#core/ranking/receipt.ts';
import { METHOD_VERSION } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';

const MONDAY = '2026-11-16';

/** A whole day of a meter. */
function day(index: number, kwh: number): ReceiptDay {
  return {
    day: addDays(MONDAY, index),
    energyMicroWh: String(kwh * 1_000_000_000),
    measuredSeconds: 86_400,
    estimatedMicroWh: '0',
    estimatedSeconds: 0,
    ruleEstimatedMicroWh: '0',
    ruleEstimatedSeconds: 0,
    filledMicroWh: '0',
    filledSeconds: 0,
    deadSeconds: 0,
    activeSeconds: 86_400,
  };
}

/**
 * By hand: 7 days of 100 kWh against 7 of 110: r = ln(700 / 770) = −0.0953101798. Its level 0.01, all together −0.02, its spread
 * 0.05: (0.01 − 0.02 + 0.0953101798) / 0.05 = 1.706203596. At the precision shown 1.71: behind 2.1, ahead of 1.7.
 */
export function effortReceipt(): Receipt {
  const residual = Math.log(700 / 770);
  const score = (-0.02 - (residual - 0.01)) / 0.05;
  const model = { shape: 'flat', base: 110, weekend: 0, heating: 0, cooling: 0, heatingBelow: null, coolingAbove: null } as const;
  return {
    receipt: 1,
    ...{ campus: 'hand', week: '2026-W47', edition: 1, state: 'final', publishedAt: '2026-11-23T06:00:00.000Z' },
    ...{ method: METHOD_VERSION, contentDigest: 'a'.repeat(64), chainDigest: 'b'.repeat(64) },
    ...{ lens: 'effort', season: null, league: null },
    dorm: { slug: 'elm', name: 'Elm', residents: 40, floorAreaM2: 900.5 },
    ...{ score, rank: 2, reason: null },
    totals: {
      ...{ energyMicroWh: '700000000000', filledKwh: 700, coveredSeconds: 604_800, estimatedSeconds: 0, totalSeconds: 604_800 },
      ...{ leastCoverage: 1, mostEstimated: 0, hasDeadMeter: false },
    },
    meters: [{ meter: '=1+1', days: Array.from({ length: 7 }, (_, index) => day(index, 100)) }],
    temperatures: [],
    past: {
      baseline: null,
      weatherModel: null,
      calendarModel: { ...model, days: 300, cvRmse: 0.081, nmbe: -0.002 },
      form: { level: 0.01, spread: 0.05, weeks: 30 },
      ...{ expectedKwh: 770, residual, shared: -0.02 },
    },
    standings: [
      { dorm: 'ash', name: '\'=Ash, "the\nold"', score: 2.1, rank: 1 },
      { dorm: 'elm', name: 'Elm', score, rank: 2 },
      { dorm: 'oak', name: '=HYPERLINK("x")', score: 1.7, rank: 3 },
      { dorm: 'yew', name: "'Yew", score: -1e-7, rank: 4 },
    ],
    imports: [
      {
        ...{ import: 7, file: '-+@november.csv', receivedAt: '2026-11-22T23:00:00.000Z', meter: '=1+1' },
        ...{ rows: 168, firstRow: 2, lastRow: 169, energyMicroWh: '700000000000' },
      },
    ],
    areImportsAsPublished: true,
  };
}
