import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#db/embedded/project-folder.ts';

const FOLDER = join(projectFolder(), '../shared/data');

/** Real meter data beside the project; tests that need it say why they are skipped where it is absent. */
export const hasSharedData = existsSync(FOLDER);
export const skipReason = 'skipped: no ../shared';

export function sharedPath(...parts: string[]): string {
  return join(FOLDER, ...parts);
}
