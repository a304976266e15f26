import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '#db/embedded/project-folder.ts';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface Manifest {
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const lock: Lock = readJson('package-lock.json');
const manifest: Manifest = readJson('package.json');

test.each([
  { name: 'next', floor: '16.4.5' },
  { name: 'sharp', floor: '0.35.5' },
])('every copy of $name in the tree is at least $floor: below it strangers can run code', ({ name, floor }) => {
  const copies = versionsOf(name);
  expect(copies).not.toEqual([]);
  expect(copies.filter((version) => isBelow(version, floor))).toEqual([]);
});

test('every dependency is one exact version, and the one that is locked', () => {
  const named = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(named.filter(([, version]) => !exact.test(version))).toEqual([]);
  const locked = named.map(([name]) => [name, lock.packages[`node_modules/${name}`]?.version ?? null]);
  expect(locked).toEqual(named);
});

test('an override is one exact version, and every copy in the tree keeps to it', () => {
  const named = Object.entries(manifest.overrides);
  expect(named.filter(([, version]) => !exact.test(version))).toEqual([]);
  expect(named.map(([name]) => [name, [...new Set(versionsOf(name))]])).toEqual(
    named.map(([name, version]) => [name, [version]]),
  );
});

test('every platform package that a package asks for is locked: where one is missing, npm ci refuses', () => {
  const wanted = Object.values(lock.packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}));
  const missing = new Set(wanted.filter((name) => versionsOf(name).length === 0));
  expect([...missing]).toEqual([]);
});

test('Node 20.19 is enough, and nothing older', () => {
  expect(manifest.engines.node).toBe('>=20.19');
});

test('a version is compared by its numbers, not by its letters', () => {
  expect(isBelow('16.4.4', '16.4.5')).toBe(true);
  expect(isBelow('9.9.9', '16.4.5')).toBe(true);
  expect(isBelow('16.10.0', '16.4.5')).toBe(false);
  expect(isBelow('16.4.5', '16.4.5')).toBe(false);
  expect(isBelow('16.4.5-canary.1', '16.4.5')).toBe(true);
});

function versionsOf(name: string): string[] {
  const paths = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  return paths.map(([, { version }]) => version ?? '0.0.0');
}

function isBelow(version: string, floor: string): boolean {
  const [numbers = '', before] = version.split('-');
  const have = numbers.split('.').map(Number);
  for (const [index, least] of floor.split('.').map(Number).entries()) {
    const number = have[index] ?? 0;
    if (number !== least) return number < least;
  }
  return before !== undefined;
}

/** The files are npm's and ours; a wrong shape fails the tests. */
function readJson<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(join(projectFolder(), name), 'utf8')) as Shape;
}
