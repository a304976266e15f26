import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Context } from '#services/context.ts';

/** What a verb says. `isDone` false: refused, with the reason in `refusal` and in the JSON. */
export interface Answer {
  readonly isDone: boolean;
  /** Null where all was said on the way. */
  readonly json: unknown;
  readonly text: string;
  readonly refusal?: string;
}

export interface Verb {
  readonly name: readonly string[];
  readonly usage: string;
  /** Reads the words after the verb; throws UsageError. What it returns is then run with the database open; `say` is for what is told on the way. */
  prepare(
    words: readonly string[],
    form?: { isJson: boolean; say(line: string): void },
  ): (ctx: Context, now: Date) => Promise<Answer>;
}

export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Words and flags of a verb; UsageError for unknown flags and for fewer or more words than `names`. */
export function readWords<const Flags extends Options>(
  words: readonly string[],
  expected: { names: readonly string[]; flags: Flags },
): { values: ReturnType<typeof parseArgs<{ options: Flags }>>['values']; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: expected.flags,
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length !== expected.names.length) {
      throw new UsageError(
        `Expected ${expected.names.map((name) => `<${name}>`).join(' ') || 'no words'}, found ${positionals.length} word(s).`,
      );
    }
    return { values: values as ReturnType<typeof parseArgs<{ options: Flags }>>['values'], positionals };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One of a closed list, or UsageError. */
export function oneOf<const Choice extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (found === undefined) throw new UsageError(`${flag} is one of ${choices.join(', ')}, not “${value}”.`);
  return found;
}

/** A whole number of at least `least`, or UsageError. */
export function wholeNumber(flag: string, value: string | undefined, least: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least)
    throw new UsageError(`${flag} is a whole number of at least ${least}, not “${value}”.`);
  return number;
}

/** A word that must be there, or UsageError. */
export function required(flag: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`${flag} is missing.`);
  return value;
}
