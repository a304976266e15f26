import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { ByteRange } from '#core/meter-files/meter-file.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { withFileLock } from '#db/queries/file-locks.ts';
import type { Context } from '#services/context.ts';
import { holdsOnlyIgnored, importUnattended, type UnattendedResult } from '#services/import-unattended.ts';
import { moveWatchedFile } from '#services/move-watched-file.ts';
import { readFileRange } from '#services/read-file-range.ts';
import { DONE, isSameFile, NEEDS_ATTENTION, type SeenFile, seenFile } from '#services/watched-files.ts';
import { wordProblems } from '#services/word-problems.ts';

/** What became of one file of a watched folder. */
export interface TakenFile {
  readonly file: string;
  /** ignored: it holds only meters that staff said to ignore. */
  readonly state: 'committed' | 'known' | 'refused' | 'ignored';
  readonly import: number | null;
  readonly inbox: number | null;
  readonly readings: UnattendedResult['readings'];
  readonly energyKwh: number;
  readonly problems: number;
  readonly profile: UnattendedResult['profile'];
  /** Where it lies now, below the folder; null when it could not be moved. */
  readonly movedTo: string | null;
}

/**
 * Imports one whole file of a watched folder and moves it: to done/ what is in, to needs-attention/ what waits in the inbox.
 * Null when it is gone, is being written, or somebody else is at it. Killed at any point, the next one finds it known (by its
 * bytes) and only moves it.
 */
export async function takeWatchedFile(
  ctx: Context,
  request: { campus: Campus; folder: string; seen: SeenFile; now: Date },
): Promise<TakenFile | null> {
  const { campus, folder, seen, now } = request;
  const path = join(folder, seen.name);
  const isStill = async () => isSameFile(seen, await seenFile(folder, seen.name));
  const sha256 = await digestOf(path);
  if (sha256 === null) return null;
  return withFileLock(ctx.database, { campusId: campus.id, sha256 }, async () => {
    if (!(await isStill())) return null;
    const source = {
      name: seen.name.replaceAll(/\p{Cc}/gu, ''),
      bytes: seen.bytes,
      open: (range?: ByteRange) => readFileRange(path, range),
    };
    const asked = { campus, source, sha256, options: {}, channel: 'watch', mode: 'commit', now } as const;
    const result = await importUnattended(ctx, asked);
    // Written to meanwhile: it is looked at again as it is then.
    if (!(await isStill())) return null;
    const isIgnored = result.state === 'refused' && holdsOnlyIgnored(result.problems);
    const isRefused = result.state === 'refused' && !isIgnored;
    const to = isRefused ? NEEDS_ATTENTION : DONE;
    const name = await moveWatchedFile({ folder, name: seen.name, to, note: isRefused ? noteOf(result, campus) : null });
    return {
      file: seen.name,
      state: isIgnored ? 'ignored' : isRefused ? 'refused' : result.state === 'known' ? 'known' : 'committed',
      import: result.import,
      inbox: result.inbox,
      readings: result.readings,
      energyKwh: Number(result.energyKwh),
      problems: result.problems.length,
      profile: result.profile ?? null,
      movedTo: name === null ? null : `${to}/${name}`,
    };
  });
}

/** Null when the file is gone: another watcher may have moved it a moment ago. */
async function digestOf(path: string): Promise<Buffer | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest();
}

const MOST_REASONS = 20;

function noteOf({ problems, inbox }: UnattendedResult, campus: Campus): string {
  const reasons = wordProblems(problems.slice(0, MOST_REASONS)).map(({ row, column, found, expected, remedy }) => {
    const place = [row === null ? null : `line ${row}`, column].filter((part) => part !== null).join(', ');
    return `- ${place === '' ? '' : `${place}: `}${found === '' ? '' : `found “${found}”; `}expected: ${expected} ${remedy}`;
  });
  const rest = problems.length > MOST_REASONS ? [`… and ${problems.length - MOST_REASONS} more.`] : [];
  const where =
    inbox === null
      ? 'It is too large to be kept: mend it and put it into the folder again.'
      : `It waits in the inbox of ${campus.name} as import ${inbox}: answer there, or mend it and put it into the folder again.`;
  return ['Nothing of this file was stored, for it needs a human.', where, '', ...reasons, ...rest, ''].join('\n');
}
