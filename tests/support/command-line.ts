import type { Database } from '#db/transaction.ts';
import { runWattle } from '#jobs/run-wattle.ts';
import { testContext } from '#tests/support/campus.ts';
import type { Ended } from '#tests/support/processes.ts';

/** The command line on the test's database, within the test's own process: all that `wattle` does but starting. */
export function commandLine(database: Database): (...words: string[]) => Promise<Ended> {
  return async (...words) => {
    const [stdout, stderr]: [string[], string[]] = [[], []];
    const code = await runWattle(words, {
      open: async () => ({ ...testContext(database), close: async () => undefined }),
      say: (line) => stdout.push(`${line}\n`),
      complain: (line) => stderr.push(`${line}\n`),
    });
    return { code, stdout: stdout.join(''), stderr: stderr.join('') };
  };
}
