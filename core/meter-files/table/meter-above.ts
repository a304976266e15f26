import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';
import { wordsOf } from '#core/meter-files/table/words.ts';

/** A meter named in a line above the header: "Meter: 12345", "Meter ID,12345". */
export interface MeterAbove {
  readonly label: string;
  readonly line: string;
}

const METER = /^(?:meter|zahler|zaehler|compteur|contador|nmi)(?: (?:id|name|no|number|nr|label|serial|serial number))?$/;
const PLACE = /^(?:building|hall|dorm|site|location|name|device|point|channel|account|account number|building name)$/;

/** The meter that the lines above the values name; of places only one that is a known meter. Null where there is none. */
export function meterAbove({ records, rows }: RecordBlock, firstRow: number, context: ReadContext): MeterAbove | null {
  const above = records.filter((_, at) => (rows[at] ?? 0) < firstRow).slice(0, 60);
  const named = above.flatMap((record) => {
    const [first = '', second = ''] = record.map((cell) => cell.trim()).filter((cell) => cell !== '');
    const inOneCell = /^([^:=]{2,30})[:=]\s*(\S.*)$/.exec(first);
    const [name, label] = inOneCell === null ? [first.replace(/[:=]\s*$/, ''), second] : [inOneCell[1] ?? '', inOneCell[2] ?? ''];
    return label === '' ? [] : [{ words: wordsOf(name), label: label.trim(), line: `${name.trim()}: ${label.trim()}` }];
  });
  const chosen =
    named.find(({ words, label }) => METER.test(words) && knowsMeter(context, label)) ??
    named.find(({ words, label }) => PLACE.test(words) && knowsMeter(context, label)) ??
    named.find(({ words }) => METER.test(words));
  return chosen === undefined ? null : { label: chosen.label, line: chosen.line };
}
