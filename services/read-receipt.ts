import { parse } from 'csv-parse/sync';
import { Receipt } from '#core/ranking/receipt.ts';
import { type CellKind, cellName, RECEIPT_COLUMNS, RECEIPT_PARTS, type ReceiptPart } from '#services/receipt-parts.ts';
import { ServiceError } from '#services/service-error.ts';

const MOST_LETTERS = 16_000_000;

/** Reads a receipt from the text of its JSON or CSV file. Errors: receipt-unfit, with the place. */
export function readReceipt(text: string): Receipt {
  if (text.length > MOST_LETTERS) throw unfit('the file is far too large for one');
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parsed = Receipt.safeParse(/^\s*\{/.test(plain) ? readJson(plain) : readTable(plain));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unfit(`${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not what was expected'}`);
}

/** What the command line adds to a receipt (`recomputed`) is no part of it. */
function readJson(text: string): unknown {
  try {
    const { recomputed: _recomputed, ...receipt } = JSON.parse(text);
    return receipt;
  } catch (error) {
    throw unfit('it begins like JSON but is none', error);
  }
}

interface Cell {
  readonly part: ReceiptPart;
  readonly item: string;
  readonly day: string;
  readonly field: string;
  readonly value: unknown;
}

function readTable(text: string): unknown {
  const [header, ...records] = recordsOf(text);
  if (header?.join() !== RECEIPT_COLUMNS.join()) throw unfit(`its first line is not ${RECEIPT_COLUMNS.join(', ')}`);
  const groups = new Map<string, Map<string, Record<string, unknown>>>();
  for (const [index, record] of records.entries()) {
    const { part, item, day, field, value } = cellOf(record, index + 2);
    const items = groups.get(part) ?? new Map<string, Record<string, unknown>>();
    groups.set(part, items);
    const key = JSON.stringify([item, day]);
    const fields = items.get(key) ?? { item, day };
    items.set(key, fields);
    if (Object.hasOwn(fields, `=${field}`)) throw unfit(`row ${index + 2} says ${part} ${cellName(field)} again`);
    fields[`=${field}`] = value;
  }
  return assemble(groups);
}

function recordsOf(text: string): string[][] {
  const firstLine = text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((candidate) => firstLine.includes(candidate)) ?? ',';
  const record_delimiter = ['\r\n', '\n', '\r'].find((candidate) => text.includes(candidate)) ?? '\n';
  try {
    return parse(text, { delimiter, record_delimiter, skip_empty_lines: true, max_record_size: 100_000 });
  } catch (error) {
    throw unfit('it is neither JSON nor CSV', error);
  }
}

function cellOf(record: readonly string[], row: number): Cell {
  const [part = '', item = '', day = '', what = '', text = ''] = record;
  if (!isPart(part)) throw unfit(`row ${row} has a part “${part.slice(0, 40)}” that receipts do not have`);
  const found = Object.entries<CellKind>(RECEIPT_PARTS[part]).find(([field]) => cellName(field) === what);
  if (found === undefined) throw unfit(`row ${row}: ${part} has no “${what.slice(0, 40)}”`);
  const [field, kind] = found;
  const value = valueIn(text, kind);
  if (value === undefined) throw unfit(`row ${row}: ${part} ${what} cannot be “${text.slice(0, 40)}”`);
  return { part, item: withoutApostrophe(item), day, field, value };
}

function isPart(text: string): text is ReceiptPart {
  return Object.hasOwn(RECEIPT_PARTS, text);
}

/** Undefined where the cell cannot say it. */
function valueIn(text: string, kind: CellKind): unknown {
  if (kind.endsWith('?') && text === '') return null;
  if (kind === 'text' || kind === 'text?') return withoutApostrophe(text);
  if (kind === 'days') return text === '' ? [] : text.split(' ');
  if (kind === 'flag') return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
  if (kind === 'microWh' || kind === 'microWh?') return microWhOf(text);
  return /^[+-]?\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : undefined;
}

/** Whole µWh of kWh written with up to nine decimals. */
function microWhOf(text: string): string | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  return (BigInt(`${sign}1`) * BigInt(whole + fraction.padEnd(9, '0'))).toString();
}

function withoutApostrophe(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

type Groups = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, unknown>>>>;

/** The receipt's own shape, unchecked; what is missing is found missing by the check. */
function assemble(groups: Groups): unknown {
  const listed = (part: ReceiptPart) => [...(groups.get(part)?.values() ?? [])];
  const one = (part: ReceiptPart) => {
    const found = listed(part);
    if (found.length > 1 || found.some(({ item, day }) => item !== '' || day !== ''))
      throw unfit(`${part} has an item or a day, and should have none`);
    return found[0] === undefined ? null : fieldsOf(found[0]);
  };
  const baseline = one('baseline');
  const models = { weatherModel: one('weatherModel'), calendarModel: one('calendarModel'), form: one('form') };
  const weekdays = listed('weekday').map(fieldsOf);
  const past = one('past');
  return {
    ...one('receipt'),
    dorm: one('dorm'),
    totals: one('totals'),
    past: past === null ? null : { ...past, ...models, baseline: baseline === null ? null : { ...baseline, weekdays } },
    meters: metersOf(listed('day')),
    temperatures: listed('temperature').map((fields) => ({ day: fields.day, ...fieldsOf(fields) })),
    imports: listed('import').map(fieldsOf),
    standings: listed('standing').map((fields) => ({ dorm: fields.item, ...fieldsOf(fields) })),
  };
}

function fieldsOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (key.startsWith('=') ? [[key.slice(1), value]] : [])),
  );
}

function metersOf(days: readonly Readonly<Record<string, unknown>>[]) {
  const meters = new Map<unknown, Record<string, unknown>[]>();
  for (const fields of days) {
    const ofMeter = meters.get(fields.item) ?? [];
    meters.set(fields.item, ofMeter);
    ofMeter.push({ day: fields.day, ...fieldsOf(fields) });
  }
  return [...meters].map(([meter, ofMeter]) => ({ meter, days: ofMeter }));
}

function unfit(why: string, cause?: unknown): ServiceError {
  return new ServiceError('receipt-unfit', `This is no receipt of Wattle: ${why}. Download it again as JSON or CSV.`, { cause });
}
