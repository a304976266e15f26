import { readFile } from 'node:fs/promises';
import { listText } from '#core/campus-files/list-text.ts';
import { type Answer, readWords, type Verb } from '#jobs/verbs/answer.ts';
import { problemLines } from '#jobs/verbs/problem-lines.ts';
import { getCampus } from '#services/get-campus.ts';
import { importDorms, type ListResult } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { ServiceError } from '#services/service-error.ts';
import { wordProblems } from '#services/word-problems.ts';

export const dormsImport: Verb = listVerb('dorms', importDorms);
export const metersImport: Verb = listVerb('meters', importMeters);

function listVerb(noun: string, importList: typeof importDorms): Verb {
  return {
    name: [noun, 'import'],
    usage: `${noun} import <campus> <csv>`,
    prepare(words) {
      const { positionals } = readWords(words, { names: ['campus', 'csv'], flags: {} });
      const [slug = '', path = ''] = positionals;
      return async (ctx) => {
        const bytes = await readFile(path).catch((error: unknown) => {
          throw new ServiceError('file-refused', `${path} cannot be read. Check the path.`, { cause: error });
        });
        return answer(noun, await importList(ctx, { campus: await getCampus(ctx, slug), text: listText(bytes) }));
      };
    },
  };
}

function answer(noun: string, result: ListResult): Answer {
  const problems = wordProblems(result.problems);
  return {
    isDone: result.state === 'committed',
    json: { ...result, problems },
    text: [`${noun}: ${result.added} added, ${result.updated} brought up to date.`, ...problemLines(problems)].join('\n'),
    refusal: 'Nothing was stored: mend the lines above and import the file again.',
  };
}
