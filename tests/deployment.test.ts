import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFolder } from '#db/embedded/project-folder.ts';
import { Env, readEnv } from '#env';

interface Service {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly ports?: readonly string[];
}

const root = projectFolder();
const dockerfile = textOf('Dockerfile');
const compose = parse(textOf('compose.yaml')) as {
  services: { db: Service; wattle: Service };
  volumes: Readonly<Record<string, unknown>>;
};
const { db, wattle } = compose.services;

test('compose gives Wattle only settings that it reads, and with the secrets filled in they are valid', () => {
  // next-auth reads that one by itself, and an empty one breaks it: it has to be handed on as it is, or not at all.
  const known = [...Object.keys(Env.shape), 'NEXTAUTH_URL'];
  expect(wattle.environment.NEXTAUTH_URL ?? null).toBeNull();
  const given = Object.keys(wattle.environment);
  expect(given.filter((name) => !known.includes(name))).toEqual([]);
  const secrets = { POSTGRES_PASSWORD: 'f00d'.repeat(12), NEXTAUTH_SECRET: 'beef'.repeat(12) };
  const filled = Object.fromEntries(
    Object.entries(wattle.environment).map(([name, value]) => [name, fill(value ?? '', secrets)]),
  );
  expect(readEnv(filled)).toMatchObject({
    DATABASE_URL: `postgresql://wattle:${secrets.POSTGRES_PASSWORD}@db:5432/wattle`,
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    LOG_LEVEL: 'info',
  });
});

test('no secret stands in compose itself, and one that is missing is asked for by its name', () => {
  for (const secret of [db.environment.POSTGRES_PASSWORD, wattle.environment.DATABASE_URL])
    expect(secret).toMatch(/\$\{POSTGRES_PASSWORD:\?write POSTGRES_PASSWORD into \.env\}/);
  expect(fill(wattle.environment.NEXTAUTH_SECRET ?? '', {})).toBe('');
});

test('the database is a PostgreSQL of 15 or newer whose data outlives its container, and nobody outside reaches it', () => {
  expect(Number(/^postgres:(\d+)/.exec(db.image)?.[1])).toBeGreaterThanOrEqual(15);
  expect(db.volumes).toEqual(['database:/var/lib/postgresql/data']);
  expect(db.ports).toBeUndefined();
  expect(wattle.ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  const named = [...db.volumes, ...wattle.volumes].map((volume) => volume.split(':')[0]);
  expect(Object.keys(compose.volumes)).toEqual(named);
});

test('the image runs as an ordinary user, on a Node that package.json allows, and keeps its data in a volume', () => {
  const users = [...dockerfile.matchAll(/^USER (\S+)/gm)].map((match) => match[1]);
  expect(users).toEqual(['node']);
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
  expect(new Set(bases)).toEqual(new Set(['node:20-bookworm-slim']));
  const dataDir = /WATTLE_DATA_DIR=(\S+)/.exec(dockerfile)?.[1];
  expect(dockerfile).toContain(`VOLUME ${dataDir}\n`);
  expect(wattle.volumes).toEqual([`data:${dataDir}`]);
});

test('the image starts what npm start starts, and asks a health page that exists', () => {
  const command: string[] = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]');
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: { start: string } };
  expect(command.join(' ')).toBe(scripts.start);
  expect(dockerfile).toContain('/api/health`');
  expect(existsSync(join(root, 'app/api/health/route.ts'))).toBe(true);
});

test('secrets, data and builds of this machine stay out of the image, and all that a build is made of goes in', () => {
  const leftOut = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(leftOut).toEqual(expect.arrayContaining(['.env*', '.data', '.git', '.next', 'node_modules']));
  const sources = [...(/const SOURCES = \[(.*?)\]/s.exec(textOf('jobs/build.ts'))?.[1] ?? '').matchAll(/'([^']+)'/g)];
  const files = [...(/const FILES = \[(.*?)\]/s.exec(textOf('jobs/build.ts'))?.[1] ?? '').matchAll(/'([^']+)'/g)];
  const needed = [...sources, ...files].map((match) => match[1] ?? '');
  expect(needed).toContain('next.config.js');
  expect(readdirSync(root)).toEqual(expect.arrayContaining(needed));
  expect(needed.filter((name) => leftOut.includes(name))).toEqual([]);
});

/** As compose does: `${NAME:-default}` and `${NAME:?what to do}`. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([A-Z_]+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = values[name] ?? (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`${name}: ${rest}`);
    return value;
  });
}

function textOf(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}
