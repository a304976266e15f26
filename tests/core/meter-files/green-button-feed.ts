/** Pieces of Green Button feeds for tests: each entry has the links of a resource called `self`. */

export interface EntryText {
  readonly self?: string;
  readonly up?: string;
  readonly related?: readonly string[];
  readonly title?: string;
  readonly linksLast?: boolean;
}

export function feed(...entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n${entries.join('\n')}\n</feed>\n`;
}

export function entry(content: string, { self, up, related = [], title, linksLast = false }: EntryText = {}): string {
  const links = [
    ...(self === undefined ? [] : [`<link rel="self" href="${self}"/>`]),
    ...(up === undefined ? [] : [`<link rel="up" href="${up}"/>`]),
    ...related.map((href) => `<link rel="related" href="${href}"/>`),
  ].join('');
  const named = title === undefined ? '' : `<title>${title}</title>`;
  const body = `<content>${content}</content>`;
  return `<entry>${linksLast ? '' : links}${named}${body}${linksLast ? links : ''}</entry>`;
}

const ESPI = 'xmlns="http://naesb.org/espi"';

export function usagePoint(kind = '0'): string {
  return `<UsagePoint ${ESPI}><ServiceCategory><kind>${kind}</kind></ServiceCategory></UsagePoint>`;
}

export function meterReading(): string {
  return `<MeterReading ${ESPI}/>`;
}

/** By default hourly Wh, delivered. */
export function readingType(fields: Readonly<Record<string, string | number>> = {}): string {
  const usual: Readonly<Record<string, string | number>> = {
    accumulationBehaviour: 4,
    commodity: 1,
    flowDirection: 1,
    intervalLength: 3600,
    powerOfTenMultiplier: 0,
    uom: 72,
  };
  const texts = Object.entries({ ...usual, ...fields }).filter(([, value]) => value !== '');
  return `<ReadingType ${ESPI}>${texts.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</ReadingType>`;
}

/** 2024-01-01T00:00:00Z. */
export const START = 1_704_067_200;

export function block(...readings: readonly string[]): string {
  return `<IntervalBlock ${ESPI}>${readings.join('')}</IntervalBlock>`;
}

export function reading(start: number, value: string | number, { seconds = 3600, more = '' } = {}): string {
  const period = `<timePeriod><duration>${seconds}</duration><start>${start}</start></timePeriod>`;
  return `<IntervalReading>${more}${period}<value>${value}</value></IntervalReading>`;
}

export function quality(code: string): string {
  return `<ReadingQuality><quality>${code}</quality></ReadingQuality>`;
}

/** A feed of one meter "Hall A" with a ReadingType of these fields and these readings. */
export function oneMeter(readings: readonly string[], fields: Readonly<Record<string, string | number>> = {}): string {
  return feed(
    entry(usagePoint(), { title: 'Hall A' }),
    entry(meterReading()),
    entry(readingType(fields)),
    entry(block(...readings)),
  );
}
