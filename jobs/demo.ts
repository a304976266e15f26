import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnv } from '#env';
import { ensureBuild } from '#jobs/build.ts';
import { type OpenContext, openContext } from '#jobs/open-context.ts';
import { refuseTakenPort, serve } from '#jobs/serve.ts';
import { ensureFirstLink } from '#services/ensure-first-link.ts';
import { type DemoLoad, loadDemo } from '#services/load-demo.ts';

/** `npm run demo`: a whole campus on the embedded database, made or brought up to now, then as `npm start`. */
async function main(): Promise<number> {
  await refuseTakenPort();
  const context = await openContext('demo', { quiet: true });
  try {
    const folder = await load(context);
    if (await ensureBuild()) console.log('Built the web server.');
    const token = await ensureFirstLink(context, { now: new Date() });
    const { origin, ended } = await serve({ isDevelopment: false });
    console.log(`\nAlder Bay University is at ${origin}/c/alder-bay`);
    if (token !== null)
      console.log(
        `To sign in as staff, make the first administrator (once, within 24 hours):\n  ${origin}/welcome?token=${token}`,
      );
    console.log(`Files to drop at ${origin}/imports are in ${folder}`);
    console.log('Stop with Ctrl-C; start again to go on where it was.');
    return await ended;
  } finally {
    await context.close();
  }
}

async function load(context: OpenContext): Promise<string> {
  const from = performance.now();
  console.log('Bringing Alder Bay University up to now (fifteen months of it, the first time) …');
  const demo = await loadDemo(context, { now: new Date(), onFile: (name) => console.log(`  ${name}`) });
  console.log(`Loaded ${demo.imported} new files in ${Math.round((performance.now() - from) / 1000)} s.`);
  return writeHeldBack(demo);
}

/** Puts the files that the demo held back where staff can find them. */
async function writeHeldBack(demo: DemoLoad): Promise<string> {
  const folder = join(readEnv(process.env).WATTLE_DATA_DIR, 'demo-files');
  await mkdir(folder, { recursive: true });
  for (const file of demo.heldBack) await writeFile(join(folder, file.name), [...file.content].join(''));
  return folder;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
