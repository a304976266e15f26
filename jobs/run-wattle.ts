import type { OpenContext } from '#jobs/open-context.ts';
import { type Answer, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { type NamedVerb, VERBS } from '#jobs/verbs/index.ts';
import type { Context } from '#services/context.ts';
import { ServiceError } from '#services/service-error.ts';

/** Where the command line runs: its database, opened only for a verb that was well asked, and its two outputs. */
export interface Surroundings {
  open(): Promise<Context & Pick<OpenContext, 'close'>>;
  say(line: string): void;
  complain(line: string): void;
}

/** Does what the words ask. The exit code: 0 done, 1 refused, 2 bad usage. */
export async function runWattle(words: readonly string[], around: Surroundings): Promise<number> {
  if (words.includes('--help')) {
    around.say(await usageOf(VERBS));
    return 0;
  }
  const isJson = words.includes('--json');
  const rest = words.filter((word) => word !== '--json');
  const named = VERBS.find(({ name }) => name.every((word, index) => rest[index] === word));
  try {
    if (named === undefined)
      throw new UsageError(rest.length === 0 ? 'Say what to do.' : `There is no verb “${rest.slice(0, 2).join(' ')}”.`);
    return await runVerb(await named.load(), { words: rest.slice(named.name.length), isJson, around });
  } catch (error) {
    if (error instanceof UsageError) {
      around.complain(`${error.message}\n\n${await usageOf(named === undefined ? VERBS : [named])}`);
      return 2;
    }
    return refuse(error, { isJson, around });
  }
}

async function runVerb(
  verb: Verb,
  request: { words: readonly string[]; isJson: boolean; around: Surroundings },
): Promise<number> {
  const { words, isJson, around } = request;
  const run = verb.prepare(words, { isJson, say: around.say });
  const context = await around.open();
  try {
    return answer(await run(context, new Date()), { isJson, around });
  } finally {
    await context.close();
  }
}

function answer(said: Answer, { isJson, around }: { isJson: boolean; around: Surroundings }): number {
  if (isJson && said.json !== null) around.say(JSON.stringify(said.json));
  else if (!isJson && said.text !== '') around.say(said.text);
  if (!said.isDone && !isJson) around.complain(said.refusal ?? 'Refused.');
  return said.isDone ? 0 : 1;
}

function refuse(error: unknown, { isJson, around }: { isJson: boolean; around: Surroundings }): number {
  const message = error instanceof Error ? error.message : String(error);
  if (isJson) around.say(JSON.stringify({ error: { code: error instanceof ServiceError ? error.code : 'failed', message } }));
  around.complain(message);
  return 1;
}

async function usageOf(verbs: readonly NamedVerb[]): Promise<string> {
  const loaded = await Promise.all(verbs.map(({ load }) => load()));
  return ['Usage:', ...loaded.map(({ usage }) => `  wattle ${usage}`)].join('\n');
}
