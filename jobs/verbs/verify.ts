import { readWords, type Verb } from '#jobs/verbs/answer.ts';
import { getCampus } from '#services/get-campus.ts';
import { verifyCampus } from '#services/verify-campus.ts';

export const verify: Verb = {
  name: ['verify'],
  usage: 'verify <campus>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus'], flags: {} });
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const found = await verifyCampus(ctx, campus);
      const lines = [
        ...found.altered.map(({ week, edition, parts }) => `${week}, edition ${edition}: altered (${parts.join(', ')})`),
        ...found.moved.map(({ week, edition, parts }) => `${week}, edition ${edition}: inputs moved since (${parts.join(', ')})`),
        ...(found.isHeadRight ? [] : ['The chain does not end where its head says: a publication was taken away or put in.']),
      ];
      const isDone = found.altered.length === 0 && found.isHeadRight;
      const text = [`${found.publications} publications reckoned again.`, ...lines].join('\n');
      const refusal = 'What was published is not what is stored now.';
      return { isDone, json: { campus: campus.slug, agrees: isDone, ...found }, text, ...(isDone ? {} : { refusal }) };
    };
  },
};
