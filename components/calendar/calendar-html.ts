import type { CalendarCell, CalendarDormRow, CalendarMeterRow } from '#components/calendar/calendar-view.ts';

/** What the rows say, in the reader's language. */
export interface CalendarWords {
  /** What a cell says; it is asked once for each state and share. */
  readonly cell: (cell: CalendarCell) => string;
  readonly share: (share: number | null) => string;
  readonly silent: (days: number) => string;
}

/**
 * The rows of a dorm as HTML. Sixty meters by fifty-six days are thousands of cells that no script needs one by one: as
 * text they cost the browser and the server next to nothing. A cell's words are short, since the column says the day and
 * the row says the meter. Addresses are relative to the page's own, which ends in `calendar` in either language.
 */
export function dormRowsHtml(dorm: CalendarDormRow, { days, words }: { days: readonly string[]; words: CalendarWords }): string {
  const cellWords = remembered(words.cell);
  const sums = dorm.days.map((share, index) => sumHtml(share, { week: weekClass(days[index] ?? '', index), words }));
  const head = `<tr class="dorm"><th scope="rowgroup">${escaped(dorm.name)}</th>${sums.join('')}<td>${escaped(words.share(dorm.measured))}</td></tr>`;
  return head + dorm.meters.map((meter) => meterHtml(meter, { ...words, cell: cellWords })).join('');
}

function sumHtml(share: number | null, { week, words }: { week: string; words: CalendarWords }): string {
  const inner = share === null ? '' : `<i class="${tenthOf(share)}"><b>${escaped(words.share(share))}</b></i>`;
  return `<td${week}>${inner}</td>`;
}

function meterHtml({ id, label, silentDays, cells, measured }: CalendarMeterRow, words: CalendarWords): string {
  const silent = silentDays === null ? '' : `<small>${escaped(words.silent(silentDays))}</small>`;
  const name = `<th scope="row"><a href="meters/${id}" class="link">${escaped(label)}</a>${silent}</th>`;
  const days = cells.map((cell, index) => `<td${weekClass(cell.day, index)}>${cellHtml(cell, { meterId: id, words })}</td>`);
  return `<tr${fadeClass(silentDays)}>${name}${days.join('')}<td>${escaped(words.share(measured))}</td></tr>`;
}

function cellHtml(cell: CalendarCell, { meterId, words }: { meterId: number; words: CalendarWords }): string {
  if (cell.state === 'out') return '';
  return `<a href="meters/${meterId}?day=${cell.day}#day" class="${cellClass(cell)}" title="${escaped(words.cell(cell))}"></a>`;
}

/** The class that draws a day: its state, and how far it is filled where that tells more. */
export function cellClass({ state, measured }: Pick<CalendarCell, 'state' | 'measured'>): string {
  return state === 'part' || state === 'estimated' ? `${state} ${tenthOf(measured)}` : state;
}

/** How far a cell is filled, in tenths: never full while something is missing, never empty while something is there. */
function tenthOf(share: number): string {
  if (share >= 0.999) return 'f10';
  return `f${share === 0 ? 0 : Math.min(9, Math.max(1, Math.round(share * 10)))}`;
}

function fadeClass(silentDays: number | null): string {
  if (silentDays === null) return '';
  return ` class="fade${silentDays >= 28 ? 3 : silentDays >= 7 ? 2 : 1}"`;
}

export const isMonday = (day: string): boolean => new Date(day).getUTCDay() === 1;

/** A week is set apart from the one before it. */
const weekClass = (day: string, index: number): string => (index > 0 && isMonday(day) ? ' class="mo"' : '');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function remembered(words: CalendarWords['cell']): CalendarWords['cell'] {
  const said = new Map<string, string>();
  return (cell) => {
    const key = `${cell.state} ${Math.floor(cell.measured * 100)}`;
    const known = said.get(key);
    if (known !== undefined) return known;
    const fresh = words(cell);
    said.set(key, fresh);
    return fresh;
  };
}
