import { openContext } from '#jobs/open-context.ts';
import { type Answer, UsageError } from '#jobs/verbs/answer.ts';
import { VERBS } from '#jobs/verbs/index.ts';
import { ServiceError } from '#services/service-error.ts';

// Who reads only the first lines of an answer has closed the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** The command line: `npm run --silent wattle -- <verb> … [--json]`. Exit 0 done, 1 refused, 2 bad usage. */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(`Usage:\n${VERBS.map(({ usage }) => `  wattle ${usage}`).join('\n')}`);
    return 0;
  }
  const isJson = words.includes('--json');
  const rest = words.filter((word) => word !== '--json');
  const verb = VERBS.find(({ name }) => name.every((word, index) => rest[index] === word));
  try {
    if (verb === undefined)
      throw new UsageError(rest.length === 0 ? 'Say what to do.' : `There is no verb “${rest.slice(0, 2).join(' ')}”.`);
    const run = verb.prepare(rest.slice(verb.name.length), { isJson });
    const context = await openContext('wattle', { quiet: true });
    try {
      return say(await run(context, new Date()), isJson);
    } finally {
      await context.close();
    }
  } catch (error) {
    return sayError(error, { isJson, usage: verb === undefined ? VERBS.map(({ usage }) => usage) : [verb.usage] });
  }
}

function say(answer: Answer, isJson: boolean): number {
  if (isJson && answer.json !== null) console.log(JSON.stringify(answer.json));
  else if (!isJson && answer.text !== '') console.log(answer.text);
  if (!answer.isDone && !isJson) console.error(answer.refusal ?? 'Refused.');
  return answer.isDone ? 0 : 1;
}

function sayError(error: unknown, { isJson, usage }: { isJson: boolean; usage: readonly string[] }): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\nUsage:\n${usage.map((line) => `  wattle ${line}`).join('\n')}`);
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (isJson) console.log(JSON.stringify({ error: { code: error instanceof ServiceError ? error.code : 'failed', message } }));
  console.error(message);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
