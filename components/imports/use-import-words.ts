import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { type Problem, problemWords } from '#core/meter-files/problem.ts';

/** Words and figures that the pages about imports share. Instants are ISO strings, shown in the campus's zone. */
export interface ImportWords {
  readonly number: (value: number, decimals?: number) => string;
  readonly percent: (share: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly when: (instant: string, timeZone: string) => string;
  readonly dayOf: (instant: string, timeZone: string) => string;
  readonly refusal: (code: string) => string;
  readonly problem: (problem: Problem, part: 'title' | 'expected' | 'remedy') => string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

export function useImportWords(): ImportWords {
  const format = useFormatter();
  const t = useTranslations('imports.error');
  const problems = useTranslations('problems');
  const common = useTranslations('common');
  const campusZone = useTimeZone() ?? 'UTC';
  const when: ImportWords['when'] = (instant, timeZone) =>
    format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
  const number = (value: number, decimals = 0) => format.number(value, { maximumFractionDigits: decimals });
  return {
    number,
    percent: (share) => common('percent', { value: number(Math.floor(share * 100)) }),
    bytes(bytes) {
      const step = Math.min(2, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
      const value = bytes / 1000 ** step;
      return format.number(value, {
        style: 'unit',
        unit: UNITS[step] ?? 'byte',
        unitDisplay: step === 0 ? 'long' : 'short',
        maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
      });
    },
    when,
    dayOf: (instant, timeZone) => format.dateTime(new Date(instant), { day: 'numeric', month: 'long', timeZone }),
    refusal: (code) => t(t.has(code) ? code : 'internal'),
    problem(problem, part) {
      const key = `${problem.kind}.${part}`;
      return problems.has(key)
        ? problems(
            key,
            withLocalTimes(problemWords(problem), (instant) => when(instant, campusZone)),
          )
        : problem.kind;
    },
  };
}

/** Problems carry instants in UTC; readers get them by the campus's clock. */
function withLocalTimes(words: Record<string, string>, local: (instant: string) => string): Record<string, string> {
  const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text);
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, isInstant(text) ? local(text) : text]));
}
