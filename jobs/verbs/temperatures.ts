import { isTimeZone } from '#core/time/local-days.ts';
import { openFileSource } from '#jobs/open-file-source.ts';
import { type Answer, oneOf, readWords, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { problemLines } from '#jobs/verbs/problem-lines.ts';
import { getCampus } from '#services/get-campus.ts';
import {
  importTemperatures,
  type TemperatureImportOptions,
  type TemperatureImportResult,
} from '#services/import-temperatures.ts';
import { wordProblems } from '#services/word-problems.ts';

const FLAGS = {
  unit: { type: 'string' },
  'time-zone': { type: 'string' },
  'date-order': { type: 'string' },
  'time-column': { type: 'string' },
  'value-column': { type: 'string' },
  replace: { type: 'boolean' },
  strict: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

export const temperaturesImport: Verb = {
  name: ['temperatures', 'import'],
  usage: `temperatures import <campus> <file> [--unit C|F|K] [--time-zone Z] [--date-order dmy|mdy|ymd]
      [--time-column C] [--value-column C] [--replace] [--strict] [--dry-run]`,
  prepare(words) {
    const { values, positionals } = readWords(words, { names: ['campus', 'file'], flags: FLAGS });
    const [slug = '', path = ''] = positionals;
    const options = readOptions(values);
    return async (ctx, now) => {
      const campus = await getCampus(ctx, slug);
      const { source, sha256 } = await openFileSource(path);
      const mode = values['dry-run'] === true ? 'preview' : 'commit';
      return answerImport(await importTemperatures(ctx, { campus, source, sha256, options, channel: 'command', mode, now }));
    };
  },
};

function readOptions(values: ReturnType<typeof readWords<typeof FLAGS>>['values']): TemperatureImportOptions {
  const timeZone = values['time-zone'];
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new UsageError(`--time-zone is an IANA name such as America/New_York, not “${timeZone}”.`);
  const given = {
    unit: oneOf('--unit', values.unit, ['C', 'F', 'K']),
    timeZone,
    dateOrder: oneOf('--date-order', values['date-order'], ['dmy', 'mdy', 'ymd']),
    timeColumn: values['time-column'],
    valueColumn: values['value-column'],
    replace: values.replace,
    strict: values.strict,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function answerImport(result: TemperatureImportResult): Answer {
  const problems = wordProblems(result.problems);
  const { state, temperatures, days, coverage, guesses } = result;
  const { new: fresh, same, replaced } = temperatures;
  const read = guesses.map(({ about, value, certainty, params }) => {
    return `${about} ${params.zone ?? value}${certainty === 'likely' ? ' (likely)' : ''}`;
  });
  return {
    isDone: state !== 'refused',
    json: { import: result.import, state, temperatures, days, coverage, problems, guesses },
    text: [
      `${result.import === null ? 'Not stored' : `Import ${result.import}`}, ${state}: ${fresh} new, ${same} already known, ${replaced} replaced; ${days} days, ${(coverage * 100).toFixed(1)} % of their time known.`,
      ...(read.length === 0 ? [] : [`Read as: ${read.join(', ')}.`]),
      ...problemLines(problems),
    ].join('\n'),
    refusal: 'Nothing was stored: mend what the lines above name, or answer with an option, and import the file again.',
  };
}
