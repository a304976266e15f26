import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CalendarEvent, calendarFile } from '#core/feeds/calendar-file.ts';

/** A strict reader of RFC 5545: every line's name and value; throws where the file breaks a rule of form. */
function readCalendar(file: string): [string, string][] {
  if (!file.endsWith('\r\n')) throw new Error('the last line has no end');
  const rows = file.slice(0, -2).split('\r\n');
  for (const row of rows) {
    if (/[\r\n]/.test(row)) throw new Error(`a bare line end in ${JSON.stringify(row)}`);
    if (Buffer.byteLength(row) > 75) throw new Error(`${Buffer.byteLength(row)} octets in ${JSON.stringify(row)}`);
    if (Buffer.from(row).toString() !== row) throw new Error('a letter is cut');
  }
  const lines = rows.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  return lines.map((line) => {
    const match = /^([A-Z-]+(?:;[A-Z]+=[A-Z]+)?):(.*)$/s.exec(line);
    if (match === null) throw new Error(`no property: ${JSON.stringify(line)}`);
    return [match[1] ?? '', match[2] ?? ''];
  });
}

const readText = (value: string) =>
  value.replace(/\\(.)|[;,]/g, (whole, sign: string | undefined) => {
    if (sign === undefined) throw new Error(`a bare ${whole}`);
    if (!'\\;,n'.includes(sign)) throw new Error(`no escape: ${whole}`);
    return sign === 'n' ? '\n' : sign;
  });

const event = (summary: string, time: CalendarEvent['time']): CalendarEvent => ({
  ...{ uid: 'w@wattle', time, stampedAt: new Date('2026-11-01T10:20:30.456Z'), summary, description: '' },
  url: 'https://a.test/c/x',
});
const week = { firstDay: '2026-12-28', lastDay: '2027-01-03' };
const values = (file: string, name: string) => readCalendar(file).flatMap(([key, value]) => (key === name ? [value] : []));

test('a week is a whole-day event that ends, exclusively, on the Monday after it', () => {
  const file = calendarFile({ name: 'Seasons', events: [event('Week', week)] });
  expect(values(file, 'DTSTART;VALUE=DATE')).toEqual(['20261228']);
  expect(values(file, 'DTEND;VALUE=DATE')).toEqual(['20270104']);
  expect(values(file, 'DTSTAMP')).toEqual(['20261101T102030Z']);
});

test('a closing is a moment in UTC', () => {
  const file = calendarFile({ name: 'Seasons', events: [event('Closes', { at: new Date('2026-11-22T19:00:00Z') })] });
  expect(values(file, 'DTSTART')).toEqual(['20261122T190000Z']);
});

test('commas, semicolons, backslashes and line ends of a name are escaped, and read back as they were', () => {
  const name = 'Cedar, Maple; C:\\new\nBEGIN:VEVENT';
  const file = calendarFile({ name, events: [event(name, week)] });
  expect(values(file, 'SUMMARY').map(readText)).toEqual([name]);
  expect(readCalendar(file).filter(([key]) => key === 'BEGIN')).toHaveLength(2);
});

test('no line is longer than 75 octets and no letter is cut, whatever a name holds', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', ',', '\\', ' ', '😀', '雪', 'é', '\n', '\t', '\u0000', '\u202e'),
    maxLength: 200,
  });
  fc.assert(
    fc.property(texts, (name) => {
      const file = calendarFile({ name: 'Seasons', events: [event(name, week)] });
      expect(values(file, 'SUMMARY').map(readText)).toEqual([name.replaceAll('\u0000', '')]);
    }),
  );
});
