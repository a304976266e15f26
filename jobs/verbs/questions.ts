import { weekId } from '#core/time/weeks.ts';
import { readWords, required, UsageError, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { decideQuestion, type QuestionDecision } from '#services/decide-question.ts';
import { getCampus } from '#services/get-campus.ts';
import { listQuestions, type Question } from '#services/list-questions.ts';

export const questionsList: Verb = {
  name: ['questions', 'list'],
  usage: 'questions list <campus>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus'], flags: {} });
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const questions = await listQuestions(ctx, { campus });
      return {
        isDone: true,
        json: { campus: campus.slug, questions: questions.map(questionJson) },
        text: questions.length === 0 ? 'Nobody asked anything yet.' : questions.map(questionLine).join('\n'),
      };
    };
  },
};

export const questionsAnswer: Verb = {
  name: ['questions', 'answer'],
  usage: 'questions answer <campus> <question> --text TEXT | --decline REASON | --merge-into QUESTION',
  prepare(words) {
    const flags = { text: { type: 'string' }, decline: { type: 'string' }, 'merge-into': { type: 'string' } } as const;
    const { values, positionals } = readWords(words, { names: ['campus', 'question'], flags });
    const id = wholeNumber('<question>', positionals[1], 1) ?? 0;
    const decision = decisionOf({ text: values.text, decline: values.decline, into: values['merge-into'] });
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      await decideQuestion(ctx, { by: 'operator', campus, id, decision, now });
      return {
        isDone: true,
        json: { campus: campus.slug, question: id, state: decision.kind },
        text: `Question ${id} is ${decision.kind}.`,
      };
    };
  },
};

function decisionOf(said: { text: string | undefined; decline: string | undefined; into: string | undefined }): QuestionDecision {
  const { text, decline, into } = said;
  if ([text, decline, into].filter((one) => one !== undefined).length !== 1)
    throw new UsageError('Say one of --text, --decline and --merge-into.');
  if (into !== undefined) return { kind: 'merged', intoId: wholeNumber('--merge-into', into, 1) ?? 0 };
  if (decline !== undefined) return { kind: 'declined', words: required('--decline', decline) };
  return { kind: 'answered', words: required('--text', text) };
}

function questionJson({ id, week, words, askedAt, alsoAsked, decision }: Question) {
  return {
    question: id,
    week: weekId(week),
    words,
    askedAt: askedAt.toISOString(),
    alsoAsked,
    state: decision?.kind ?? 'open',
    answer: decision?.words ?? null,
    mergedInto: decision?.intoId ?? null,
    decidedAt: decision?.decidedAt.toISOString() ?? null,
  };
}

function questionLine({ id, week, words, decision }: Question): string {
  return `${String(id).padStart(5)}  ${(decision?.kind ?? 'open').padEnd(8)}  ${weekId(week)}  ${words.replaceAll('\n', ' ')}`;
}
