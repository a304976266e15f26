/** Whole days, the last one included (YYYY-MM-DD), or a moment without length. */
export type CalendarTime = { readonly firstDay: string; readonly lastDay: string } | { readonly at: Date };

export interface CalendarEvent {
  /** Of this event alone, and always its. */
  readonly uid: string;
  readonly time: CalendarTime;
  /** When what it says was last decided. */
  readonly stampedAt: Date;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
}

/** Events as a calendar file (RFC 5545), which has at least one. Days are the campus's own, moments in UTC, so it needs no time zones. */
export function calendarFile(calendar: { readonly name: string; readonly events: readonly CalendarEvent[] }): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Wattle//Seasons//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(calendar.name)}`,
    `X-WR-CALNAME:${escapeText(calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    ...calendar.events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines({ uid, time, stampedAt, summary, description, url }: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${instant(stampedAt)}`,
    ...('at' in time
      ? [`DTSTART:${instant(time.at)}`]
      : [`DTSTART;VALUE=DATE:${compact(time.firstDay)}`, `DTEND;VALUE=DATE:${compact(dayAfter(time.lastDay))}`]),
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url.replace(CONTROLS, '')}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

const instant = (at: Date): string => `${compact(at.toISOString().slice(0, 19)).replaceAll(':', '')}Z`;

const compact = (day: string): string => day.replaceAll('-', '');

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** What a line may not hold, half surrogates among it; a tab may. */
const CONTROLS = /(?!\t)[\p{Cc}\p{Cs}]/gu;

function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replace(CONTROLS, '');
}

/** Lines of at most 75 octets; no letter is cut. What follows a cut begins with a space, which counts. */
function fold(line: string): string {
  const rows: string[] = [];
  let row = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > MOST_OCTETS) {
      rows.push(row);
      row = ' ';
      octets = 1;
    }
    row += letter;
    octets += size;
  }
  return [...rows, row].join('\r\n');
}

const MOST_OCTETS = 75;
