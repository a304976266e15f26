import { isMultiplier } from '#core/meter-files/number-cells.ts';
import { isTimeZone } from '#core/time/local-days.ts';
import { openFileSource } from '#jobs/open-file-source.ts';
import { type Answer, oneOf, readWords, UsageError, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { problemLines } from '#jobs/verbs/problem-lines.ts';
import { getCampus } from '#services/get-campus.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { undoImport } from '#services/undo-import.ts';
import { wordProblems } from '#services/word-problems.ts';

const FLAGS = {
  meter: { type: 'string' },
  kind: { type: 'string' },
  'allow-reset': { type: 'boolean' },
  'end-only': { type: 'boolean' },
  'newest-first': { type: 'boolean' },
  'oldest-first': { type: 'boolean' },
  duplicates: { type: 'string' },
  unit: { type: 'string' },
  'time-zone': { type: 'string' },
  label: { type: 'string' },
  'date-order': { type: 'string' },
  layout: { type: 'string' },
  delimiter: { type: 'string' },
  multiplier: { type: 'string' },
  'time-column': { type: 'string' },
  'meter-column': { type: 'string' },
  'value-column': { type: 'string' },
  replace: { type: 'boolean' },
  strict: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'create-meters': { type: 'boolean' },
} as const;

export const readingsImport: Verb = {
  name: ['readings', 'import'],
  usage: `readings import <campus> <file> [--meter M] [--kind interval|register] [--allow-reset] [--end-only] [--newest-first | --oldest-first] [--duplicates N]
      [--unit U] [--multiplier N] [--time-zone Z] [--label start|end|next-day] [--date-order dmy|mdy|ymd] [--layout long|wide|single|day-rows]
      [--delimiter comma|semicolon|tab|pipe] [--time-column C] [--meter-column C] [--value-column C]
      [--replace] [--strict] [--dry-run] [--create-meters]`,
  prepare(words) {
    const { values, positionals } = readWords(words, { names: ['campus', 'file'], flags: FLAGS });
    const [slug = '', path = ''] = positionals;
    const options = readOptions(values);
    return async (ctx, now) => {
      const campus = await getCampus(ctx, slug);
      const { source, sha256 } = await openFileSource(path);
      const mode = values['dry-run'] === true ? 'preview' : 'commit';
      return answerImport(await importReadings(ctx, { campus, source, sha256, options, channel: 'command', mode, now }));
    };
  },
};

function readOptions(values: ReturnType<typeof readWords<typeof FLAGS>>['values']): ImportOptions {
  if (values['time-zone'] !== undefined && !isTimeZone(values['time-zone']))
    throw new UsageError(`--time-zone is an IANA name such as America/New_York, not “${values['time-zone']}”.`);
  const duplicates = wholeNumber('--duplicates', values.duplicates, 1);
  const given = {
    meter: values.meter,
    kind: oneOf('--kind', values.kind, ['interval', 'register']),
    allowReset: values['allow-reset'],
    endOnly: values['end-only'],
    newestFirst: rowOrder(values['newest-first'], values['oldest-first']),
    duplicates,
    unit: oneOf('--unit', values.unit, ['Wh', 'kWh', 'MWh', 'W', 'kW']),
    timeZone: values['time-zone'],
    label: oneOf('--label', values.label, ['start', 'end', 'next-day']),
    dateOrder: oneOf('--date-order', values['date-order'], ['dmy', 'mdy', 'ymd']),
    layout: oneOf('--layout', values.layout, ['long', 'wide', 'single', 'day-rows']),
    delimiter: oneOf('--delimiter', values.delimiter, ['comma', 'semicolon', 'tab', 'pipe']),
    multiplier: multiplierOf(values.multiplier),
    timeColumn: columnOf('--time-column', values['time-column']),
    meterColumn: columnOf('--meter-column', values['meter-column']),
    valueColumn: columnOf('--value-column', values['value-column']),
    replace: values.replace,
    strict: values.strict,
    createMeters: values['create-meters'],
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function rowOrder(isNewestFirst: boolean | undefined, isOldestFirst: boolean | undefined): boolean | undefined {
  if (isNewestFirst && isOldestFirst) throw new UsageError('--newest-first and --oldest-first exclude each other.');
  return isOldestFirst ? false : isNewestFirst;
}

function multiplierOf(text: string | undefined): string | undefined {
  if (text !== undefined && !isMultiplier(text))
    throw new UsageError(`--multiplier is a number above 0 such as 40 or 0.5, not “${text}”.`);
  return text;
}

function columnOf(flag: string, text: string | undefined): string | undefined {
  if (text?.trim() === '') throw new UsageError(`${flag} is the name of a column, or its number from 1.`);
  return text;
}

function answerImport(result: ImportResult): Answer {
  const problems = wordProblems(result.problems);
  const { new: fresh, same, replaced } = result.readings;
  return {
    isDone: result.state !== 'refused',
    json: {
      import: result.import,
      state: result.state,
      readings: result.readings,
      energyKwh: Number(result.energyKwh),
      problems,
      guesses: result.understanding?.guesses ?? [],
    },
    text: [
      `${result.import === null ? 'Not stored' : `Import ${result.import}`}, ${result.state}: ${fresh} new, ${same} already known, ${replaced} replaced; ${result.energyKwh} kWh.`,
      ...guessLines(result),
      ...problemLines(problems),
    ].join('\n'),
    refusal: 'Nothing was stored: mend what the lines above name, or answer with an option, and import the file again.',
  };
}

/** How the file was read, and what of it is only likely; an option overrules each. */
function guessLines({ understanding }: ImportResult): string[] {
  const guesses = (understanding?.guesses ?? []).map(
    ({ about, value, certainty }) => `${about} ${value}${certainty === 'likely' ? ' (likely)' : ''}`,
  );
  return guesses.length === 0 ? [] : [`Read as: ${guesses.join(', ')}.`];
}

export const importsUndo: Verb = {
  name: ['imports', 'undo'],
  usage: 'imports undo <campus> <import>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus', 'import'], flags: {} });
    const [slug = '', number] = positionals;
    const importId = wholeNumber('<import>', number, 1);
    if (importId === undefined) throw new UsageError('<import> is missing.');
    return async (ctx, now) => {
      await undoImport(ctx, { campus: await getCampus(ctx, slug), importId, now });
      return {
        isDone: true,
        json: { import: importId, state: 'undone' },
        text: `Import ${importId} is undone: everything is as it was before it.`,
      };
    };
  },
};
