import { link, lstat, rename, unlink, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';

const MOST_NUMBERS = 10_000;
/** Of a name in a folder, as the common file systems bound it. */
const MOST_NAME_BYTES = 255;
const NOTE_END = '.why.txt';

/**
 * Moves a file into a subfolder under its own name, or with a number where that is taken, cut where that would be too long;
 * nothing is ever overwritten. `note`
 * is put beside it as a text file first, so that no file lies there without one. Gives back its name there; null when the
 * file cannot be moved.
 */
export async function moveWatchedFile(request: {
  folder: string;
  name: string;
  to: string;
  note: string | null;
}): Promise<string | null> {
  const { folder, name, to, note } = request;
  const { name: stem, ext } = parse(name);
  for (let number = 1; number <= MOST_NUMBERS; number += 1) {
    const end = number === 1 ? ext : `-${number}${ext}`;
    const target = cutToFit(stem, note === null ? end : end + NOTE_END) + end;
    const path = join(folder, to, target);
    if (await isThere(path)) continue;
    try {
      if (note !== null) await writeFile(path + NOTE_END, note);
      await moveTo(join(folder, name), path);
      return target;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return null;
    }
  }
  return null;
}

/** The beginning of a stem that, with its end, makes a name no longer than there may be. */
function cutToFit(stem: string, end: string): string {
  const letters = [...stem];
  while (letters.length > 1 && Buffer.byteLength(letters.join('') + end) > MOST_NAME_BYTES) letters.pop();
  return letters.join('');
}

/** A link cannot overwrite, a rename can: the second only where the folder knows no links. */
async function moveTo(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (['EEXIST', 'ENOENT', 'EACCES', 'EROFS'].includes(codeOf(error))) throw error;
    await rename(from, to);
    return;
  }
  try {
    await unlink(from);
  } catch (error) {
    await unlink(to).catch(() => undefined);
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
