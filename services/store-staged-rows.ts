import { ProblemList } from '#core/meter-files/problem-list.ts';
import { insertImportMeters, storedKinds } from '#db/queries/imports.ts';
import { confirmMetReadings, countStaged, insertReadings, type MeterSpan } from '#db/queries/readings.ts';
import { countDifferences } from '#db/queries/register-differences.ts';
import { confirmMetRegisters, hasStandingRegisters, insertRegisterValues, judgeRegisters } from '#db/queries/registers.ts';
import { analyzeStaging, stageMeters, unstageMeters } from '#db/queries/staging.ts';
import type { Transaction } from '#db/transaction.ts';
import type { ImportRequest } from '#services/import-request.ts';
import { judgeStagedReadings } from '#services/judge-staged-readings.ts';
import { makeMissingMeters, type PlacedMeter } from '#services/make-missing-meters.ts';
import { reportCoarseReadings } from '#services/report-coarse-readings.ts';
import { deriveStagedRegister, reportRegisterConflicts } from '#services/report-registers.ts';
import { reportValues } from '#services/report-values.ts';
import { retotalDays } from '#services/retotal-days.ts';
import type { StagedMeterFile } from '#services/stage-meter-file.ts';

/**
 * Puts the staged rows of an import beside the values in effect, makes register readings anew and totals the days they
 * touch, inside the caller's transaction. Counts, energy (µWh) and problems are of the rows as judged.
 */
export async function storeStagedRows(
  transaction: Transaction,
  work: { request: ImportRequest; staged: StagedMeterFile; importId: number; revision: number },
) {
  const { request, staged, importId, revision } = work;
  const { campus, options } = request;
  const replace = options.replace === true;
  const problems = new ProblemList();
  const placed = await makeMissingMeters(transaction, { campusId: campus.id, importId, meters: staged.meters });
  const meters = await refuseOtherKind(transaction, { campusId: campus.id, meters: placed, problems });
  const judged = await judgeStagedReadings(transaction, { campus, meters, replace, problems });
  await stageMeters(transaction, judged);
  const registers = meters.filter((meter) => meter.isRegister);
  const isAllClean = judged.every((meter) => meter.isClean);
  if (registers.length > 0 || !isAllClean) await analyzeStaging(transaction);
  if (!isAllClean) await confirmMetReadings(transaction, campus.id);
  request.onStage?.('storing');
  await insertReadings(transaction, { campusId: campus.id, revision });
  if (registers.length > 0) {
    await judgeRegisters(transaction, { campusId: campus.id, replace });
    await reportRegisterConflicts(transaction, { timeZone: campus.timeZone, meters: registers, problems });
    await confirmMetRegisters(transaction, campus.id);
    await insertRegisterValues(transaction, { campusId: campus.id, revision, allowsReset: options.allowReset === true });
  }
  await insertImportMeters(
    transaction.db,
    meters.map((meter) => ({
      campusId: campus.id,
      importId,
      meterId: meter.meterId,
      firstAt: new Date(meter.firstAt),
      lastAt: new Date(meter.lastAt),
      longestSeconds: meter.longestSeconds,
      stepSeconds: meter.stepSeconds,
      isRegister: meter.isRegister,
    })),
  );
  const spans: MeterSpan[] = meters.filter((meter) => !meter.isRegister);
  const registerSpans: MeterSpan[] = [];
  for (const meter of registers)
    registerSpans.push(await deriveStagedRegister(transaction, { campus, revision, meter, problems }));
  spans.push(...registerSpans);
  await reportCoarseReadings(transaction, { campusId: campus.id, revision, meters, registerSpans, problems });
  request.onStage?.('totalling');
  const checked = await retotalDays(transaction, { campusId: campus.id, timeZone: campus.timeZone, revision, spans });
  reportValues(checked, { timeZone: campus.timeZone, meters, problems });
  const held = checked.held.reduce((sum, row) => sum + row.energyMicroWh, 0n);
  const intervals = await countStaged(transaction);
  const differences =
    registers.length > 0 ? await countDifferences(transaction, { campusId: campus.id, revision }) : NO_DIFFERENCES;
  return {
    readings: {
      new: intervals.new + differences.new,
      same: intervals.same + differences.same,
      replaced: intervals.replaced + differences.replaced,
    },
    // A held value is stored, but not accepted.
    energyMicroWh: intervals.energyMicroWh + differences.energyMicroWh - held,
    hasRegisterValues: registers.length > 0 && (await hasStandingRegisters(transaction)),
    problems: [...problems.take(), ...problems.closing()],
  };
}

const NO_DIFFERENCES = { new: 0, same: 0, replaced: 0, energyMicroWh: 0n };

/** A meter keeps to intervals or to a register: rows of the other kind would drown the readings that it has. */
async function refuseOtherKind(
  transaction: Transaction,
  work: { campusId: number; meters: readonly PlacedMeter[]; problems: ProblemList },
): Promise<PlacedMeter[]> {
  const kinds = await storedKinds(transaction.db, work.campusId);
  const isOther = (meter: PlacedMeter) => (kinds.get(meter.meterId) ?? meter.isRegister) !== meter.isRegister;
  const others = work.meters.filter(isOther);
  for (const meter of others) {
    work.problems.add({
      kind: 'kind-differs',
      severity: 'refused',
      row: null,
      found: meter.label,
      params: { known: meter.isRegister ? 'interval' : 'register' },
    });
  }
  await unstageMeters(
    transaction,
    others.map((meter) => meter.meterNo),
  );
  return work.meters.filter((meter) => !isOther(meter));
}
