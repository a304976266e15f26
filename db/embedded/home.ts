import { createHash } from 'node:crypto';
import { existsSync, lchownSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, canEnter, serverAccount } from '#db/embedded/account.ts';

/**
 * Where one embedded server keeps everything it has. The folder is ours; only `data` and `answers` in it belong to the server's
 * account, so that root never writes through a link that account could have laid.
 */
export type Home = { folder: string; data: string; answers: string; account: Account };

/**
 * Finds or makes the server's folder for a data directory: `<dataDir>/postgres`. Where root started us and the server's
 * account cannot enter the data directory (root's home is closed), `/var/lib/wattle-<hash of the path>` is used instead
 * and `<dataDir>/postgres.location` remembers it, so that later permissions never make the data seem to vanish.
 */
export function settleHome(dataDir: string): Home {
  mkdirSync(resolve(dataDir), { recursive: true, mode: 0o711 });
  const parent = realpathSync(resolve(dataDir));
  const note = join(parent, 'postgres.location');
  const inside = join(parent, 'postgres');
  if (existsSync(note)) return open(notedFolder(note));
  const account = serverAccount(join(inside, 'data'));
  if (process.getuid?.() !== 0 || canEnter(account, parent)) return open(make(inside));
  if (existsSync(join(inside, 'data'))) {
    throw new Error(
      `The database in ${inside} belongs to an account that may no longer enter ${parent}. Let it through again: chmod o+x on ${parent} and the folders above it.`,
    );
  }
  const outside = make(outsideFolder(parent));
  writeFileSync(note, `${outside}\n`);
  return open(outside);
}

function open(folder: string): Home {
  const data = join(folder, 'data');
  const home = { folder, data, answers: join(folder, 'answers'), account: serverAccount(data) };
  mkdirSync(home.answers, { recursive: true, mode: 0o700 });
  giveToServer(home, home.answers);
  return home;
}

function notedFolder(note: string): string {
  const folder = readFileSync(note, 'utf8').trim();
  if (existsSync(folder)) return folder;
  throw new Error(
    `${note} says the database is in ${folder}, which is not there. Restore that folder, or remove the note to start empty.`,
  );
}

function outsideFolder(parent: string): string {
  const name = `wattle-${createHash('sha256').update(parent).digest('hex').slice(0, 12)}`;
  return join(existsSync('/var/lib') ? '/var/lib' : '/var/tmp', name);
}

function make(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const found = lstatSync(folder);
  // The name can be guessed, so a folder or link that someone else put there first is not trusted.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(
      `${folder} belongs to another account. Start Wattle as that account, or set WATTLE_DATA_DIR to a folder of your own.`,
    );
  }
  return folder;
}

/** Hands one file or folder to the server's account, where that is not our own. */
export function giveToServer({ account }: Pick<Home, 'account'>, path: string): void {
  if (account.uid !== undefined) lchownSync(path, account.uid, account.gid);
}
