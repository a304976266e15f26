import { kwhText } from '#core/energy/micro-wh.ts';
import type { DailyModel } from '#core/ranking/daily-model.ts';
import { effortModel } from '#core/ranking/knowledge.ts';
import type { Receipt } from '#core/ranking/receipt.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** A receipt as prose with the numbers in it, then day by day and file by file. */
export function receiptLines(receipt: Receipt): string[] {
  const { dorm, week, edition, state, lens, season, rank, standings, reason } = receipt;
  const place = rank === null || reason !== null ? 'not ranked' : `place ${rank} of ${standings.length}`;
  const among = receipt.league === null ? '' : ` of ${receipt.league}`;
  return [
    `${dorm.name}: ${place}${among} in ${week} by ${lens}${season === null ? '' : `, season ${season}`} (${state}, edition ${edition}, method ${receipt.method})`,
    measured(receipt),
    reason === null ? rule(receipt) : `Not ranked: ${reason}. ${CURES[reason]}`,
    ...days(receipt),
    ...receipt.imports.map(
      (one) =>
        `  import ${one.import}, ${one.file}, received ${one.receivedAt.slice(0, 10)}: ${one.rows} rows (${one.firstRow} to ${one.lastRow}) of ${one.meter}, ${kwhText(BigInt(one.energyMicroWh))} kWh`,
    ),
    ...(receipt.areImportsAsPublished
      ? []
      : ['  Imports as now known: values were replaced, decided or undone since this was published.']),
    `Content digest ${receipt.contentDigest}`,
    `Chain digest   ${receipt.chainDigest}`,
  ];
}

function measured({ totals }: Receipt): string {
  if (totals.energyMicroWh === null) return 'No reading was accepted.';
  const share = (seconds: number) =>
    `${((100 * seconds) / Math.max(1, totals.totalSeconds)).toFixed(1)} % of the time of its meters`;
  const estimated = totals.estimatedSeconds > 0 ? ` ${share(totals.estimatedSeconds)} is estimated.` : '';
  const counts = totals.filledKwh === null ? '' : ` With what missing time counts for: ${totals.filledKwh} kWh.`;
  return `${kwhText(BigInt(totals.energyMicroWh))} kWh measured over ${share(totals.coveredSeconds)}.${estimated}${counts}`;
}

function rule(receipt: Receipt): string {
  const { lens, dorm, totals, score, past } = receipt;
  const used = `${totals.filledKwh} kWh`;
  const expected = `${past?.expectedKwh ?? '–'} kWh`;
  if (lens === 'energy') return `Score: ${used}.`;
  if (lens === 'per-resident') return `Score: ${used} / ${dorm.residents} residents = ${score}.`;
  if (lens === 'per-area') return `Score: ${used} / ${dorm.floorAreaM2} m² = ${score}.`;
  if (lens === 'saving')
    return `Score: 1 − ${used} / ${expected} at the power of the weeks from ${past?.baseline?.weeks.join(', ')} = ${score}.`;
  if (lens === 'weather-adjusted')
    return `${modelWords(past?.weatherModel ?? null)} Score: 1 − ${used} / ${expected} = ${score}.`;
  const form = past?.form ?? null;
  if (past === null || form === null) return `Score: ${score}.`;
  return (
    `${modelWords(effortModel(past))} r = ln(${used} / ${expected}) = ${past.residual}; ` +
    `score: (its level ${form.level} + all dorms together ${past.shared} − r) / its spread ${form.spread} = ${score}.`
  );
}

function modelWords(model: DailyModel | null): string {
  if (model === null) return '';
  const { base, weekend, heating, heatingBelow, cooling, coolingAbove, days: fitted, cvRmse, nmbe } = model;
  const parts = [
    `${base} kWh a day`,
    `${weekend} on Saturdays and Sundays`,
    ...(heatingBelow === null ? [] : [`${heating} for each °C below ${heatingBelow}`]),
    ...(coolingAbove === null ? [] : [`${cooling} for each °C above ${coolingAbove}`]),
  ];
  return `Expected: ${parts.join(', plus ')}; fitted on ${fitted} days, CV(RMSE) ${cvRmse}, NMBE ${nmbe}.`;
}

function days({ meters, temperatures }: Receipt): string[] {
  const celsius = new Map(temperatures.map((one) => [one.day, one.celsius]));
  const dates = meters[0]?.days.map(({ day }) => day) ?? [];
  return dates.map((day, index) => {
    const parts = meters.map((meter) => meter.days[index]).filter((part) => part !== undefined);
    const sum = (pick: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + pick(part), 0);
    const energy = parts.reduce((total, part) => total + BigInt(part.energyMicroWh), 0n);
    const covered =
      sum((part) => part.measuredSeconds - part.deadSeconds) /
      Math.max(
        1,
        sum((part) => part.activeSeconds),
      );
    const warmth = celsius.has(day) ? `, ${celsius.get(day)} °C` : '';
    return `  ${day}: ${kwhText(energy)} kWh, ${(100 * covered).toFixed(1)} % measured${warmth}`;
  });
}

const CURES: Record<UnrankedReason, string> = {
  'week-just-started': 'Ranked from tomorrow on.',
  'no-meters': 'Assign a meter to it.',
  'no-readings': 'Import its readings.',
  'meter-dead': 'A meter read zero for a day or more: import what it should have read.',
  'coverage-low': 'Import the readings that are missing.',
  'estimated-too-much': 'Import real readings in place of the estimates.',
  'no-residents': 'Enter its residents with: dorms import.',
  'no-area': 'Enter its floor area with: dorms import.',
  'too-small': 'Its figures count in the campus total alone.',
  'baseline-short': 'Two whole weeks before must be measured.',
  'history-short': 'It needs more measured weeks before.',
  'no-temperature': 'Import the temperatures of these days.',
  'model-poor': 'Its energy follows neither calendar nor weather well enough; a longer past may show its pattern.',
  'too-few-dorms': 'Five dorms with enough history are needed.',
  'not-reckoned': 'It was published before this lens was reckoned; later weeks have it.',
};
