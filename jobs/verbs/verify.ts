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
        ...found.seasons.flatMap(({ season, altered, moved }) => [
          ...(altered.length > 0 ? [`season ${season}: altered (${altered.join(', ')})`] : []),
          ...(moved.length > 0 ? [`season ${season}: inputs moved since (${moved.join(', ')})`] : []),
        ]),
        ...(found.isHeadRight ? [] : ['The chain does not end where its head says: a publication was taken away or put in.']),
      ];
      const isSeasonAltered = found.seasons.some(({ altered }) => altered.length > 0);
      const isDone = found.altered.length === 0 && !isSeasonAltered && found.isHeadRight;
      const { publications, olderMethod, head } = found;
      const older = olderMethod === 0 ? '' : ` ${olderMethod} are by an earlier method: of these the digests were checked.`;
      const end = head.digest === null ? [] : [`The chain ends with number ${head.seq}, ${head.digest}.`];
      const text = [`${publications} publications checked and reckoned again.${older}`, ...lines, ...end].join('\n');
      const refusal = 'What was published is not what is stored now.';
      return { isDone, json: { campus: campus.slug, agrees: isDone, ...found }, text, ...(isDone ? {} : { refusal }) };
    };
  },
};
