import { ensureBuild } from '#jobs/build.ts';
import { openContext } from '#jobs/open-context.ts';
import { refuseTakenPort, serve } from '#jobs/serve.ts';
import { ensureFirstLink } from '#services/ensure-first-link.ts';

/** `npm start`: migrations, a build if there is none of these sources, web server and worker, a clean stop. */
async function main(): Promise<number> {
  const isDevelopment = process.argv.includes('--dev');
  await refuseTakenPort();
  const context = await openContext('start');
  try {
    if (!isDevelopment) await ensureBuild();
    const token = await ensureFirstLink(context, { now: new Date() });
    const { origin, ended } = await serve({ isDevelopment });
    console.log(`\nWattle is at ${origin}`);
    if (token !== null) console.log(`Make the first administrator (once, within 24 hours): ${origin}/welcome?token=${token}`);
    return await ended;
  } finally {
    await context.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
