import { Buffer } from 'node:buffer';
import { pathToFileURL } from 'node:url';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

const READINGS = 35_040;
const START = Date.UTC(2025, 0, 1) / 1000;
const STEP = 900;
const ROUNDS = 5;

export interface GreenButtonFigures {
  /** Medians over the rounds, from opening the file to its last batch. */
  readonly csvSeconds: number;
  readonly xmlSeconds: number;
  readonly ratio: number;
  /** Of the whole process while the XML is read. */
  readonly peakMegabytes: number;
}

/** A year of quarter-hours of one meter as CSV and as Green Button XML with a block a day, each through the reading of meter files. */
export async function greenButtonBench(): Promise<GreenButtonFigures> {
  const csv = Buffer.from(csvText());
  const xml = Buffer.from(xmlText());
  const csvTimes: number[] = [];
  const xmlTimes: number[] = [];
  let peak = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    csvTimes.push(await secondsOf(csv, () => {}));
    xmlTimes.push(
      await secondsOf(xml, () => {
        peak = Math.max(peak, process.memoryUsage().rss);
      }),
    );
  }
  const csvSeconds = median(csvTimes);
  const xmlSeconds = median(xmlTimes);
  return { csvSeconds, xmlSeconds, ratio: xmlSeconds / csvSeconds, peakMegabytes: Math.round(peak / 1e6) };
}

async function secondsOf(bytes: Uint8Array, look: () => void): Promise<number> {
  const context: ReadContext = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2027, 0, 1), meter: () => METER };
  const from = performance.now();
  const reading = await readMeterFile({ source: bytesSource(bytes), context });
  let rows = 0;
  for await (const { intervals } of reading.batches()) {
    rows += intervals.length;
    look();
  }
  look();
  if (rows !== READINGS) throw new Error(`${rows} of ${READINGS} readings were read`);
  return (performance.now() - from) / 1000;
}

const METER = {
  kind: null,
  unit: null,
  multiplier: '1',
  multipliers: [],
  netsGeneration: false,
  timeZone: null,
  label: null,
  stepSeconds: null,
} as const;

function wattHours(at: number): number {
  return 500 + ((at * 7919) % 4000);
}

function csvText(): string {
  const rows = Array.from({ length: READINGS }, (_, at) => {
    const time = new Date((START + at * STEP) * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return `${time},Hall A,${(wattHours(at) / 1000).toFixed(3)}\n`;
  });
  return `time,meter,kWh\n${rows.join('')}`;
}

/** With cost, quality and a tag a line, as utilities write it. */
function xmlText(): string {
  const days = Array.from({ length: READINGS / 96 }, (_, day) => {
    const readings = Array.from({ length: 96 }, (__, at) => readingText(day * 96 + at)).join('');
    return `<entry><link rel="up" href="/UsagePoint/1/MeterReading/1/IntervalBlock"/>
  <content><IntervalBlock xmlns="http://naesb.org/espi">\n${readings}  </IntervalBlock></content></entry>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<entry><link rel="self" href="/UsagePoint/1"/><title>Hall A</title><content><UsagePoint xmlns="http://naesb.org/espi"/></content></entry>
<entry><link rel="self" href="/UsagePoint/1/MeterReading/1"/><content><MeterReading xmlns="http://naesb.org/espi"/></content></entry>
<entry><content><ReadingType xmlns="http://naesb.org/espi"><uom>72</uom></ReadingType></content></entry>
${days.join('')}</feed>\n`;
}

function readingText(at: number): string {
  return `    <IntervalReading>
      <cost>1234</cost>
      <ReadingQuality>
        <quality>0</quality>
      </ReadingQuality>
      <timePeriod>
        <duration>${STEP}</duration>
        <start>${START + at * STEP}</start>
      </timePeriod>
      <value>${wattHours(at)}</value>
    </IntervalReading>\n`;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await greenButtonBench());
