import type { Buffer } from 'node:buffer';
import { readRecords } from '#core/meter-files/csv/records.ts';
import type { Delimiter, Guess } from '#core/meter-files/meter-file.ts';
import { lookOf } from '#core/meter-files/table/cells.ts';

/** The sign between columns: what staff or a `sep=` line says, else the one that cuts most lines into a time and a value. */
export async function guessDelimiter(
  head: Buffer,
  answer?: Delimiter,
): Promise<{ readonly delimiter: string; readonly guess: Guess }> {
  if (answer !== undefined) return { delimiter: SIGNS[answer], guess: guessOf(SIGNS[answer], 'told', 'told') };
  const told = /^"?sep=(.)"?\s*$/im.exec(head.subarray(0, 200).toString().split('\n', 1)[0] ?? '')?.[1];
  if (told !== undefined) return { delimiter: told, guess: guessOf(told, 'sep-line', 'sure') };
  let best = { delimiter: ',', timed: -1, agreeing: 0, width: 1 };
  for (const delimiter of CANDIDATES) {
    const score = { delimiter, ...(await scoreOf(head, delimiter)) };
    if (isBetter(score, best)) best = score;
  }
  const certainty = best.timed > 0 ? 'sure' : 'likely';
  return { delimiter: best.delimiter, guess: guessOf(best.delimiter, 'columns-agree', certainty) };
}

/** In the order of preference where all else is equal: a comma also stands in numbers. */
const CANDIDATES = ['\t', ';', '|', ','] as const;
const NAMES: Readonly<Record<string, string>> = { '\t': 'tab', ';': 'semicolon', '|': 'pipe', ',': 'comma' };
const SIGNS: Readonly<Record<Delimiter, string>> = { tab: '\t', semicolon: ';', pipe: '|', comma: ',' };
const PROBE_BYTES = 32_768;
const PROBE_LINES = 200;
const PROBE_CELLS = 20;

interface Score {
  /** Lines with a time and a value. */
  readonly timed: number;
  /** Lines of the commonest width. */
  readonly agreeing: number;
  readonly width: number;
}

async function scoreOf(head: Buffer, delimiter: string): Promise<Score> {
  const widths = new Map<number, number>();
  let timed = 0;
  let lines = 0;
  const probe = { bytes: head.subarray(0, PROBE_BYTES), bytesRead: 0 };
  for await (const { records } of readRecords([probe], delimiter)) {
    for (const record of records.slice(0, PROBE_LINES - lines)) {
      lines += 1;
      if (record.length < 2) continue;
      widths.set(record.length, (widths.get(record.length) ?? 0) + 1);
      if (hasTimeAndValue(record)) timed += 1;
    }
  }
  const [width, agreeing] = [...widths].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [1, 0]);
  return { timed, agreeing, width };
}

function hasTimeAndValue(record: readonly string[]): boolean {
  const looks = new Set(record.slice(0, PROBE_CELLS).map(lookOf));
  return (looks.has('time') || looks.has('span')) && (looks.has('number') || looks.has('missing'));
}

function isBetter(score: Score, best: Score): boolean {
  if (score.timed !== best.timed) return score.timed > best.timed;
  if (score.agreeing !== best.agreeing) return score.agreeing > best.agreeing;
  return score.width > best.width;
}

function guessOf(delimiter: string, evidence: string, certainty: Guess['certainty']): Guess {
  return { about: 'delimiter', value: NAMES[delimiter] ?? 'other', evidence, params: {}, certainty };
}
