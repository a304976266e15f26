import { kwhText } from '#core/energy/micro-wh.ts';
import type { Receipt } from '#core/ranking/receipt.ts';
import { cellName, RECEIPT_COLUMNS, RECEIPT_PARTS, type ReceiptPart, unitOf } from '#services/receipt-parts.ts';
import { type CsvCell, csvLine } from '#services/write-csv.ts';

/** A receipt as a table that a spreadsheet opens and `readReceipt` takes back, digit for digit. */
export function receiptCsv(receipt: Receipt): string {
  const { past } = receipt;
  const lines = [
    csvLine(RECEIPT_COLUMNS),
    partLines('receipt', receipt),
    partLines('dorm', receipt.dorm),
    partLines('totals', receipt.totals),
    partLines('past', past),
    partLines('baseline', past?.baseline ?? null),
    ...(past?.baseline?.weekdays ?? []).map((weekday, index) => partLines('weekday', weekday, { item: String(index + 1) })),
    partLines('weatherModel', past?.weatherModel ?? null),
    partLines('calendarModel', past?.calendarModel ?? null),
    partLines('form', past?.form ?? null),
    ...receipt.temperatures.map((one) => partLines('temperature', one, { day: one.day })),
    ...receipt.meters.flatMap(({ meter, days }) => days.map((one) => partLines('day', one, { item: meter, day: one.day }))),
    ...receipt.imports.map((one, index) => partLines('import', one, { item: String(index + 1) })),
    ...receipt.standings.map((one) => partLines('standing', one, { item: one.dorm })),
  ];
  return lines.join('');
}

function partLines(part: ReceiptPart, values: object | null, at: { item?: string; day?: string } = {}): string {
  if (values === null) return '';
  const given = new Map(Object.entries(values));
  return Object.keys(RECEIPT_PARTS[part])
    .map((field) => {
      const value = cellOf(field, given.get(field));
      return csvLine([part, plainText(at.item ?? ''), at.day ?? '', cellName(field), value, unitOf(part, field)]);
    })
    .join('');
}

function cellOf(field: string, value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return field.endsWith('MicroWh') ? kwhText(BigInt(value)) : plainText(value);
  return String(value);
}

/** An apostrophe in front is what formulas get: text that has one itself gets another, so that one can always be taken off. */
function plainText(text: string): string {
  return text.startsWith("'") ? `'${text}` : text;
}
