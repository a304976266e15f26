import type { TemperatureRow } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { readTemperatureFile, type TemperatureOptions } from '#core/temperature-files/read-temperature-file.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

export interface TemperaturesRead {
  readonly rows: readonly TemperatureRow[];
  readonly problems: readonly Problem[];
  /** `instant °C`, hours held behind a star where it is not three: a day. */
  readonly lines: readonly string[];
  readonly questions: readonly string[];
  /** `value/certainty` by what the guess is about. */
  readonly guesses: Readonly<Record<string, string>>;
  /** `severity kind row`. */
  readonly said: readonly string[];
}

export async function readTemperatures(
  text: string | Uint8Array,
  file: { options?: TemperatureOptions; timeZone?: string; now?: string; name?: string } = {},
): Promise<TemperaturesRead> {
  const { options = {}, timeZone = 'America/New_York', now = '2024-06-01T00:00:00Z', name = 'weather.csv' } = file;
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const source = bytesSource(bytes, { name });
  const reading = await readTemperatureFile({ source, options, campusTimeZone: timeZone, now: Date.parse(now) });
  const rows: TemperatureRow[] = [];
  const problems: Problem[] = [];
  for await (const batch of reading.batches()) {
    rows.push(...(batch.temperatures ?? []));
    problems.push(...batch.problems);
  }
  const { questions, guesses } = reading.understanding;
  return {
    rows,
    problems,
    lines: rows.map(lineOf),
    questions: questions.map(({ kind }) => kind),
    guesses: Object.fromEntries(
      guesses.map(({ about, value, certainty, params }) => [about, `${params.zone ?? value}/${certainty}`]),
    ),
    said: problems.map(({ severity, kind, row }) => `${severity} ${kind} ${row}`),
  };
}

function lineOf({ startsAt, seconds, microCelsius }: TemperatureRow): string {
  const held = seconds === 10_800 ? '' : ` *${seconds / 3600}`;
  return `${new Date(startsAt).toISOString().slice(0, 16)} ${microCelsius / 1e6}${held}`;
}
