import { lstat, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '#services/service-error.ts';

/** A file as it was at one look; two looks that agree mean that nobody is writing it. */
export interface SeenFile {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly inode: number;
}

export const DONE = 'done';
export const NEEDS_ATTENTION = 'needs-attention';

/** Makes the two subfolders. Errors: file-refused when the folder is none, or a subfolder is a link or cannot be made. */
export async function prepareFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) throw new ServiceError('file-refused', `There is no folder ${folder}. Check the path.`);
  for (const name of [DONE, NEEDS_ATTENTION]) {
    const path = join(folder, name);
    const made = await mkdir(path, { recursive: true }).then(
      () => lstat(path),
      () => null,
    );
    if (made?.isDirectory() !== true)
      throw new ServiceError(
        'file-refused',
        `${path} is not a folder that files can be moved to. Check the rights on ${folder}.`,
      );
  }
}

/** Files that programs write under another name until they are whole. */
const UNFINISHED = /\.(part|partial|tmp|temp|filepart|crdownload|download|swp)$|~$/i;

/**
 * The files of a folder by name, without its subfolders, links, hidden files, half-written ones and empty ones (a logger makes
 * its file before it writes into it). `isUnreadable` is told of names that are no UTF-8, under which nothing can be opened.
 */
export async function lookAt(folder: string, isUnreadable: (name: string) => void): Promise<SeenFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter(
      (entry) => !entry.isDirectory() && !entry.isSymbolicLink() && !entry.name.startsWith('.') && !UNFINISHED.test(entry.name),
    )
    .map(({ name }) => name);
  const seen: SeenFile[] = [];
  for (const name of names.sort()) {
    const file = await seenFile(folder, name);
    if (file !== null && file.bytes > 0) seen.push(file);
    if (file === null && name.includes('\ufffd')) isUnreadable(name);
  }
  return seen;
}

/** A file as it is now; null when it is gone or no file. */
export async function seenFile(folder: string, name: string): Promise<SeenFile | null> {
  const found = await lstat(join(folder, name)).catch(() => null);
  if (found?.isFile() !== true) return null;
  return { name, bytes: found.size, modifiedMs: found.mtimeMs, inode: found.ino };
}

export function isSameFile(one: SeenFile | null | undefined, other: SeenFile | null | undefined): boolean {
  if (one == null || other == null) return false;
  return one.bytes === other.bytes && one.modifiedMs === other.modifiedMs && one.inode === other.inode;
}
