import type { Problem } from '#core/meter-files/problem.ts';
import { listProblems } from '#db/queries/imports.ts';
import { unstageMeters } from '#db/queries/staging.ts';
import type { Transaction } from '#db/transaction.ts';
import type { ImportRequest } from '#services/import-request.ts';
import type { StagedMeterFile } from '#services/stage-meter-file.ts';

/**
 * Of a kept file that is read again: the rows of the labels that are placed by now. All others are in already, under the
 * import that the file came with, and so are the problems that were told then.
 */
export async function onlyReread(
  transaction: Transaction,
  work: { request: ImportRequest; staged: StagedMeterFile },
): Promise<StagedMeterFile> {
  const { request, staged } = work;
  const { reread, campus } = request;
  if (reread === undefined) return staged;
  const others = staged.meters.filter(({ label }) => !reread.labels.has(label));
  await unstageMeters(
    transaction,
    others.map(({ meterNo }) => meterNo),
  );
  const told = new Set((await listProblems(transaction.db, { campusId: campus.id, importId: reread.importId })).map(keyOf));
  return {
    ...staged,
    meters: staged.meters.filter(({ label }) => reread.labels.has(label)),
    problems: staged.problems.filter((problem) => namesUnknown(problem) || !told.has(keyOf(problem))),
  };
}

/** What is still unknown is said again, so that this import too is known to have left it out. */
function namesUnknown({ kind, params }: Problem): boolean {
  return kind === 'unknown-meter' || (kind === 'more-of-the-same' && params.kind === 'unknown-meter');
}

function keyOf({ kind, severity, row, column, found, params }: Problem): string {
  const rest = kind === 'more-of-the-same' ? params.kind : '';
  return JSON.stringify([kind, severity, row, column, found, rest]);
}
