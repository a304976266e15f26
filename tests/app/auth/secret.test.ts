import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { authSecret } from '#app/_auth/secret.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'wattle-secret-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('the secret of the environment comes first and leaves no file', () => {
  const WATTLE_DATA_DIR = folder();
  const NEXTAUTH_SECRET = 'x'.repeat(32);
  expect(authSecret({ WATTLE_DATA_DIR, NEXTAUTH_SECRET })).toBe(NEXTAUTH_SECRET);
  expect(readdirSync(WATTLE_DATA_DIR)).toEqual([]);
});

test('without one, a secret is made once, for nobody else to read', () => {
  const WATTLE_DATA_DIR = join(folder(), 'not there yet');
  const secret = authSecret({ WATTLE_DATA_DIR });
  expect(secret).toHaveLength(43);
  expect(authSecret({ WATTLE_DATA_DIR })).toBe(secret);
  expect(readdirSync(WATTLE_DATA_DIR)).toEqual(['auth-secret']);
  const path = join(WATTLE_DATA_DIR, 'auth-secret');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8').trim()).toBe(secret);
});

test('processes that start at once agree on one secret', async () => {
  const WATTLE_DATA_DIR = folder();
  const code = "const { authSecret } = await import('#app/_auth/secret.ts'); console.log(authSecret());";
  const run = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      encoding: 'utf8',
      env: { ...process.env, NEXTAUTH_SECRET: '', WATTLE_DATA_DIR },
    });
  const said = await Promise.all([run(), run(), run()]);
  expect(new Set(said.map(({ stdout }) => stdout.trim())).size).toBe(1);
});

test('a damaged secret is named, not replaced', () => {
  const WATTLE_DATA_DIR = folder();
  writeFileSync(join(WATTLE_DATA_DIR, 'auth-secret'), 'short');
  expect(() => authSecret({ WATTLE_DATA_DIR })).toThrow('auth-secret is damaged');
});
