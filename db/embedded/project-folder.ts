import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds this project's package.json, found from the working directory or from this file. */
export function projectFolder(): string {
  // Inside a bundle this file has no place of its own, so the working directory is asked first.
  for (const start of [process.cwd(), import.meta.dirname ?? process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (isProject(folder)) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`No package.json of wattle at or above ${process.cwd()}. Start from the project's folder.`);
}

function isProject(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && /"name":\s*"wattle"/.test(readFileSync(manifest, 'utf8'));
}
