import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#db/embedded/project-folder.ts';

const SOURCES = ['app', 'components', 'core', 'db', 'messages', 'public', 'services'];
const FILES = ['env.ts', 'instrumentation.ts', 'next.config.js', 'package-lock.json', 'postcss.config.js', 'tsconfig.json'];

/** Builds the web server when there is no build of exactly these sources yet. Answers whether it had to. */
export async function ensureBuild(): Promise<boolean> {
  const root = projectFolder();
  const stamp = join(root, '.next', 'wattle-sources');
  const wanted = await sourcesDigest(root);
  if (existsSync(join(root, '.next', 'BUILD_ID')) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted)
    return false;
  await run(['build'], root);
  await writeFile(stamp, wanted);
  return true;
}

async function sourcesDigest(root: string): Promise<string> {
  const hash = createHash('sha256');
  const folders = await Promise.all(
    SOURCES.map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  );
  const inFolders = folders
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const paths = [...inFolders, ...FILES.map((file) => join(root, file))].sort();
  for (const path of paths)
    hash
      .update(path.slice(root.length))
      .update('\0')
      .update(await readFile(path));
  return hash.digest('hex');
}

async function run(words: readonly string[], root: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), ...words], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  if (code !== 0) throw new Error(`next ${words.join(' ')} ended with ${code}. Its output is above.`);
}
