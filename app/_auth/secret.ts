import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from '#env';

/**
 * The key of hashes and of next-auth's own marks: NEXTAUTH_SECRET, else the content of `auth-secret` in the data directory,
 * made at the first use for nobody else to read. Several machines need the same NEXTAUTH_SECRET.
 */
export function authSecret(variables: Record<string, string | undefined> = process.env): string {
  const env = readEnv(variables);
  return env.NEXTAUTH_SECRET ?? secretIn(env.WATTLE_DATA_DIR);
}

const secrets = new Map<string, string>();

function secretIn(folder: string): string {
  const known = secrets.get(folder);
  if (known !== undefined) return known;
  const path = join(folder, 'auth-secret');
  const secret = readSecret(path) ?? makeSecret(folder, path);
  secrets.set(folder, secret);
  return secret;
}

function readSecret(path: string): string | null {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  throw new Error(`${path} is damaged: it should hold at least 32 characters. Remove it, and everyone signs in anew.`);
}

/** Whole or not at all, and of several processes at once all take the first one's. */
function makeSecret(folder: string, path: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = readSecret(path);
  if (secret === null) throw new Error(`${path} vanished while it was made. Start again.`);
  return secret;
}
