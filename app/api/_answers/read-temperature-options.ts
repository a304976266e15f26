import { RequestError } from '#app/api/_answers/answering.ts';
import { readImportOptions } from '#app/api/_answers/read-import-options.ts';
import { isTimeZone } from '#core/time/local-days.ts';
import type { TemperatureImportOptions } from '#services/import-temperatures.ts';

const UNITS = ['C', 'F', 'K'] as const;
const NAMES = ['timeZone', 'dateOrder', 'delimiter', 'timeColumn', 'valueColumn', 'newestFirst', 'replace', 'strict'];

/** Options for a file of temperatures out of a query, named as on the command line. Throws RequestError as readImportOptions does. */
export function readTemperatureOptions(query: URLSearchParams): {
  options: TemperatureImportOptions;
  mode: 'commit' | 'preview';
} {
  const rest = new URLSearchParams(query);
  rest.delete('unit');
  const [unit, another] = query.getAll('unit');
  const known = UNITS.find((one) => one === unit?.toUpperCase());
  if (another !== undefined || (unit !== undefined && known === undefined))
    throw new RequestError(`unit is one of ${UNITS.join(', ')}, given once.`);
  const { options, isDryRun } = readImportOptions(rest);
  const foreign = Object.keys(options).find((name) => !NAMES.includes(name));
  if (foreign !== undefined) throw new RequestError(`The option ${foreign} means nothing for temperatures. Leave it out.`);
  if (options.timeZone !== undefined && !isTimeZone(options.timeZone))
    throw new RequestError(`time-zone is an IANA name such as America/New_York, not “${options.timeZone}”.`);
  const { unit: _, ...others } = options;
  return { options: known === undefined ? others : { ...others, unit: known }, mode: isDryRun ? 'preview' : 'commit' };
}
