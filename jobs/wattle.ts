import { openContext } from '#jobs/open-context.ts';
import { runWattle } from '#jobs/run-wattle.ts';

// Who reads only the first lines of an answer has closed the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** The command line: `npm run --silent wattle -- <verb> … [--json]`. Exit 0 done, 1 refused, 2 bad usage. */
process.exitCode = await runWattle(process.argv.slice(2), {
  open: () => openContext('wattle', { quiet: true }),
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
});
