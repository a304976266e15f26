import { readText } from '#core/meter-files/csv/encoding.ts';
import { readRecords } from '#core/meter-files/csv/records.ts';
import type { FileSource } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { csvLine } from '#services/write-csv.ts';

/**
 * The refused records of a NEM12 file as a file of their own: its header, for each the record of its meter, the 400 records
 * that say its quality, and an end.
 */
export async function* cutNationalRows(file: { source: FileSource; refused: readonly Problem[] }): AsyncGenerator<string> {
  const wanted = new Set(file.refused.flatMap(({ row }) => (row === null ? [] : [row])));
  let meter: readonly string[] | null = null;
  let isMeterSaid = false;
  let isDayWanted = false;
  for await (const { records, rows } of readRecords(readText(file.source, 'utf-8'), ',')) {
    for (const [at, record] of records.entries()) {
      const kind = record[0]?.trim();
      const isWanted = wanted.has(rows[at] ?? 0);
      if (kind === '100') yield csvLine(record);
      if (kind === '200') {
        meter = record;
        isMeterSaid = false;
      }
      if (kind === '300') isDayWanted = isWanted;
      if (!isWanted && !(kind === '400' && isDayWanted)) continue;
      if (!isMeterSaid && meter !== null) yield csvLine(meter);
      isMeterSaid = true;
      if (kind !== '100' && kind !== '200' && kind !== '900') yield csvLine(record);
    }
  }
  yield csvLine(['900']);
}
