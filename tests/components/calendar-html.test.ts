import { expect, test } from 'vitest';
import { type CalendarWords, cellClass, dormRowsHtml } from '#components/calendar/calendar-html.ts';
import type { CalendarDormRow, CalendarMeterRow, DayState } from '#components/calendar/calendar-view.ts';

const words: CalendarWords = {
  cell: ({ state }) => state,
  share: (share) => (share === null ? '–' : `${Math.floor(share * 100)} %`),
  silent: (days) => `silent ${days} days`,
};

/** Sunday and Monday of one dorm with one meter. */
const days = ['2026-11-15', '2026-11-16'];

function dormWith(meter: Partial<CalendarMeterRow>, name = 'Cedar'): CalendarDormRow {
  const row: CalendarMeterRow = { id: 7, label: 'M', silentDays: null, cells: [], measured: 0.5, ...meter };
  return { slug: 'cedar', name, meters: [row], days: [0.5, null], measured: 0.5 };
}

const cell = (state: DayState, measured = 0) => ({ day: '2026-11-15', state, measured, estimated: 0 });

test('names from files are text in the calendar, whatever they hold', () => {
  const html = dormRowsHtml(dormWith({ label: `<img src=x onerror="alert('1')">&` }, '<b>Cedar</b>'), { days, words });
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
  expect(html).toContain('&lt;b&gt;Cedar&lt;/b&gt;');
  expect(html).not.toMatch(/<img|<b>Cedar/);
});

test('a day leads to its meter and day, and says its state in words', () => {
  const html = dormRowsHtml(dormWith({ cells: [cell('dead')] }), { days, words });
  expect(html).toContain('<a href="meters/7?day=2026-11-15#day" class="dead" title="dead"></a>');
});

test('a day on which the meter was not installed has an empty cell', () => {
  expect(dormRowsHtml(dormWith({ cells: [cell('out')] }), { days, words })).toContain('</th><td></td><td>50 %</td>');
});

test('a cell is never full while something is missing, and never empty while something is there', () => {
  expect(cellClass(cell('part', 0.998))).toBe('part f9');
  expect(cellClass(cell('part', 0.001))).toBe('part f1');
  expect(cellClass(cell('part', 0.62))).toBe('part f6');
  expect(cellClass(cell('estimated', 0))).toBe('estimated f0');
  expect(cellClass(cell('whole', 1))).toBe('whole');
});

test('a meter fades more the longer it is silent', () => {
  const fadeOf = (silentDays: number | null) =>
    /<tr class="(fade\d)"/.exec(dormRowsHtml(dormWith({ silentDays }), { days, words }))?.[1];
  expect([null, 2, 7, 28].map(fadeOf)).toEqual([undefined, 'fade1', 'fade2', 'fade3']);
});

test('words of cells alike are asked for once', () => {
  let asked = 0;
  const counting: CalendarWords = {
    ...words,
    cell: () => {
      asked += 1;
      return 'measured';
    },
  };
  dormRowsHtml(dormWith({ cells: Array.from({ length: 56 }, () => cell('whole', 1)) }), { days, words: counting });
  expect(asked).toBe(1);
});
