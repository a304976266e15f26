import { createTranslator } from 'use-intl/core';
import type { Guess } from '#core/meter-files/meter-file.ts';
import { PROBLEM_KINDS, type Problem, problemWords } from '#core/meter-files/problem.ts';
import englishFiles from '#messages/en/files.json' with { type: 'json' };
import english from '#messages/en/problems.json' with { type: 'json' };
import chineseFiles from '#messages/zh/files.json' with { type: 'json' };
import chinese from '#messages/zh/problems.json' with { type: 'json' };

const onError = (error: Error) => {
  throw error;
};
const WORDS = [
  createTranslator({ locale: 'en', messages: english, onError }),
  createTranslator({ locale: 'zh', messages: chinese, onError }),
];
const FILES = [
  createTranslator({ locale: 'en', messages: englishFiles, onError }),
  createTranslator({ locale: 'zh', messages: chineseFiles, onError }),
];
const KINDS: ReadonlySet<string> = new Set(PROBLEM_KINDS);

/** What is wrong with the words about a problem; null where both languages say it. */
export function faultOfWords(problem: Problem): string | null {
  const { kind, found, column } = problem;
  if (!KINDS.has(kind)) return `unknown kind ${kind}`;
  if (found.length > 200) return `${kind} found ${found.length} characters`;
  if (![found, column ?? '', ...Object.values(problem.params)].every(isStorable)) return `${kind} says what cannot be stored`;
  try {
    for (const word of WORDS)
      for (const part of ['title', 'expected', 'remedy'] as const) word(`${kind}.${part}`, problemWords(problem));
    return null;
  } catch (error) {
    return `${kind} ${JSON.stringify(problem.params)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0') && text.length <= 2000;
}

export function faultOfGuess({ about, evidence, certainty, params }: Guess): string | null {
  if (!Object.values(params).every(isStorable)) return `guess ${about} says what cannot be stored`;
  try {
    for (const word of FILES) {
      word(`about.${about}`);
      word(`certainty.${certainty}`);
      if (certainty !== 'told') word(`evidence.${evidence}` as 'evidence.told', params);
    }
    return null;
  } catch (error) {
    return `guess ${about} ${evidence} ${JSON.stringify(params)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
