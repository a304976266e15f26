import type { Problem } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Import } from '#db/queries/imports.ts';
import { listProblems, listWaitingImports } from '#db/queries/imports.ts';
import { type IgnoredMeter, listUnknownMeters, type MeterAlias, type UnknownMeter } from '#db/queries/inbox.ts';
import { listAliases } from '#services/alias-meter.ts';
import type { Context } from '#services/context.ts';
import { listIgnored } from '#services/ignore-unknown-meter.ts';

/** What staff should look at. */
export interface Inbox {
  /** Labels in files that nobody has placed, those seen last first. */
  readonly unknownMeters: readonly UnknownMeter[];
  /** Files that came by themselves and need a human, the newest first. */
  readonly waiting: readonly WaitingFile[];
  /** Labels that staff said to ignore, with their reasons. */
  readonly ignored: readonly IgnoredMeter[];
  /** Other names under which files know a meter. */
  readonly aliases: readonly MeterAlias[];
}

export interface WaitingFile {
  readonly file: Import;
  /** Why it did not go in: the questions about the whole file, else the first refused rows. */
  readonly why: readonly Problem[];
  /** Of how many refused or held rows `why` shows the first. */
  readonly refused: number;
}

const MOST_METERS = 500;
const MOST_FILES = 200;
const MOST_REASONS = 8;

/** Unknown meters and files that wait for a human. Registers and values that are held are listed by their own services. */
export async function listInbox(ctx: Context, campus: Campus): Promise<Inbox> {
  const { db } = ctx.database;
  const unknownMeters = await listUnknownMeters(db, { campusId: campus.id, limit: MOST_METERS });
  const files = await listWaitingImports(db, { campusId: campus.id, limit: MOST_FILES });
  const waiting: WaitingFile[] = [];
  for (const file of files) {
    const problems = await listProblems(db, { campusId: campus.id, importId: file.id });
    const grave = problems.filter(({ severity }) => severity === 'refused' || severity === 'held');
    const whole = grave.filter(({ row, kind }) => row === null && kind !== 'no-usable-row' && kind !== 'more-of-the-same');
    const why = [...whole, ...grave.filter((problem) => !whole.includes(problem))].slice(0, MOST_REASONS);
    waiting.push({ file, why, refused: grave.reduce((sum, problem) => sum + countOf(problem), 0) });
  }
  return { unknownMeters, waiting, ignored: await listIgnored(ctx, campus), aliases: await listAliases(ctx, campus) };
}

function countOf({ kind, params }: Problem): number {
  if (kind === 'no-usable-row') return 0;
  return kind === 'more-of-the-same' ? Number(params.count ?? 0) : 1;
}
