import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROBLEM_KINDS } from '#core/meter-files/problem.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import {
  block,
  entry,
  feed,
  oneMeter,
  reading,
  readingType,
  START,
  usagePoint,
} from '#tests/core/meter-files/green-button-feed.ts';
import { ANY_METER, readText } from '#tests/core/meter-files/read-text.ts';

const HOURS = Array.from({ length: 30 }, (_, hour) => `\n${reading(START + hour * 3600, 1000 + hour)}`);
const GOOD = oneMeter(HOURS);

async function isSound(bytes: Uint8Array): Promise<void> {
  const { problems, intervals } = await readText(bytes, { options: { meter: 'A' }, piece: 997 });
  for (const { kind, found } of problems) {
    expect(PROBLEM_KINDS).toContain(kind);
    expect(found.length).toBeLessThanOrEqual(200);
  }
  for (const { energyMicroWh, seconds, startsAt } of intervals) {
    expect(Number.isSafeInteger(energyMicroWh) && energyMicroWh >= 0).toBe(true);
    expect(Number.isSafeInteger(seconds) && seconds > 0 && Number.isSafeInteger(startsAt)).toBe(true);
  }
}

test('a good file with bytes changed, cut out or put in gives rows and problems, never an exception', async () => {
  const file = Buffer.from(GOOD);
  const change = fc.record({ at: fc.nat(file.length - 1), remove: fc.nat(30), insert: fc.uint8Array({ maxLength: 4 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const mutated = changes.reduce(
        (bytes, { at, remove, insert }) => Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
        file,
      );
      return isSound(mutated);
    }),
    { numRuns: 200 },
  );
});

test('documents made of the format’s own words in any order give rows and problems, never an exception', async () => {
  const words = ['entry', 'UsagePoint', 'MeterReading', 'ReadingType', 'IntervalBlock', 'IntervalReading', 'timePeriod', 'start'];
  const more = [
    'duration',
    'value',
    'quality',
    'uom',
    'powerOfTenMultiplier',
    'intervalLength',
    'interval',
    'title',
    'flowDirection',
  ];
  const texts = ['0', '72', '1704067200', '-5', '3600', '1e400', '', 'x', '99999999999999999999', '__proto__'];
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 7 },
      fc.constantFrom(...texts),
      fc
        .tuple(fc.constantFrom(...words, ...more), fc.array(tie('node'), { maxLength: 4 }))
        .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(tree.node, { maxLength: 12 }), (nodes) =>
      isSound(Buffer.from(`<feed xmlns:e="http://naesb.org/espi">${nodes.join('')}</feed>`)),
    ),
    { numRuns: 200 },
  );
});

test('any split into pieces gives the same rows', async () => {
  const whole = await readText(GOOD);
  expect(whole.intervals.map(({ row }) => row)).toEqual(HOURS.map((_, at) => at + 7));
  for (const piece of [1, 13, 4096]) expect(await readText(GOOD, { piece })).toEqual(whole);
});

test('a document type is refused at once, whatever it declares and wherever it stands', async () => {
  const laughs = Array.from({ length: 10 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at};`.repeat(10)}">`).join('');
  const declared = [
    `<!DOCTYPE lolz [<!ENTITY lol0 "lol">${laughs}]>`,
    '<!DOCTYPE feed SYSTEM "file:///etc/passwd">',
    `<!doctype feed [ ${'x'.repeat(300_000)}`,
  ];
  for (const doctype of declared) {
    const text = GOOD.replace('<feed', `<!-- a comment -->\n${doctype}\n<feed`).replace('Hall A', '&lol9;');
    const { questions, intervals } = await readText(text);
    expect(questions).toEqual(['doctype']);
    expect(intervals).toEqual([]);
  }
  expect((await readText(GOOD.replace('<entry>', '<!DOCTYPE x><entry>'))).questions).toEqual(['doctype']);
});

test('XML that is no Green Button, and web pages, are unreadable files', async () => {
  for (const text of [
    '<?xml version="1.0"?><readings><reading time="2024-01-01">5</reading></readings>',
    '<!-- http://naesb.org/espi --><a/>',
    '<!DOCTYPE html><html><body><table><tr><td>2024-01-01 00:00</td><td>5</td></tr></table></body></html>',
    '<',
    '<feed',
  ]) {
    expect((await readText(text)).questions, text).toEqual(['unreadable-file']);
  }
});

test('a feed without readings holds no values', async () => {
  expect((await readText(feed(entry(usagePoint(), { title: 'Hall A' }), entry(readingType())))).questions).toEqual([
    'empty-file',
  ]);
});

test('a file that breaks off is read up to there, and the place is named', async () => {
  const { intervals, said, problems } = await readText(GOOD.slice(0, GOOD.indexOf('<value>1005')));
  expect(intervals).toHaveLength(5);
  expect(said).toEqual(['refused unreadable-file 12']);
  expect(problems[0]?.params).toEqual({ reason: 'xml-markup' });
});

test('a file that breaks off before its ReadingType is not guessed at', async () => {
  const text = feed(
    entry(usagePoint(), { title: 'Hall A' }),
    entry(block(...HOURS)),
    entry(readingType({ powerOfTenMultiplier: 3 })),
  );
  const { questions, intervals } = await readText(text.slice(0, text.indexOf('<ReadingType')));
  expect(questions).toEqual(['unreadable-file']);
  expect(intervals).toEqual([]);
});

test('a name with a bare ampersand is still a name', async () => {
  const { meters, intervals } = await readText(GOOD.replace('Hall A', 'Smith & Sons &nbsp; Hall'));
  expect(meters).toEqual(['Smith & Sons &nbsp; Hall']);
  expect(intervals).toHaveLength(30);
});

test('elements inside each other without end are refused', async () => {
  const deep = `<feed xmlns="http://naesb.org/espi">${'<a>'.repeat(200_000)}`;
  expect((await readText(deep)).questions).toEqual(['unreadable-file']);
});

test('more entries than any office has are refused', { timeout: 60_000 }, async () => {
  const many = `<feed xmlns="http://naesb.org/espi">${'<entry><MeterReading/></entry>'.repeat(100_001)}</feed>`;
  expect((await readText(many)).questions).toEqual(['unreadable-file']);
});

test('tens of thousands of meters in one file are read in a moment', { timeout: 60_000 }, async () => {
  const one = (at: number) =>
    entry(`<MeterReading xmlns="http://naesb.org/espi"/>`, { title: `meter ${at}` }) + entry(block(reading(START, at)));
  const many = Array.from({ length: 30_000 }, (_, at) => one(at));
  const known = await readText(feed(entry(usagePoint(), { title: 'Hall A' }), entry(readingType()), ...many));
  expect(known.meters).toHaveLength(30_000);
  expect(known.intervals).toHaveLength(30_000);
});

/** A feed that goes on with `piece` for so many megabytes; how far it was read, and the most memory that took. */
async function readEndless(begin: string, piece: string, megabytes: number) {
  const bytes = Buffer.from(piece.repeat(Math.ceil((1 << 20) / piece.length)));
  let read = 0;
  let most = 0;
  async function* open() {
    yield Buffer.from(begin);
    for (let megabyte = 0; megabyte < megabytes; megabyte += 1) {
      yield bytes;
      read = Math.max(read, megabyte + 1);
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
  }
  const before = process.memoryUsage().heapUsed;
  const context = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2025, 0), meter: () => ANY_METER };
  const { understanding, batches } = await readMeterFile({
    source: { name: 'endless.xml', bytes: megabytes << 20, open },
    context,
  });
  let rows = 0;
  let refused = 0;
  for await (const batch of batches()) {
    rows += batch.intervals.length;
    refused += batch.problems.filter(({ kind }) => kind === 'unreadable-file').length;
  }
  return {
    questions: understanding.questions.map(({ kind }) => kind),
    rows,
    refused,
    read,
    megabytes: (most - before) / (1 << 20),
  };
}

test('a text, an attribute, a comment or a tag without end is refused within a few megabytes', { timeout: 60_000 }, async () => {
  const head = '<feed xmlns="http://naesb.org/espi"><IntervalBlock><IntervalReading>';
  for (const opening of [
    `${head}<value>`,
    `${head}<value a="`,
    `${head}<!--`,
    `${head}<`,
    `${head}&`,
    `${head}<![CDATA[`,
    `${head}<?a `,
  ]) {
    const { questions, read } = await readEndless(opening, '7', 1000);
    expect(questions, opening).toEqual(['unreadable-file']);
    expect(read, opening).toBeLessThan(5);
  }
});

test('readings without end on one line are read in flat memory', { timeout: 120_000 }, async () => {
  const opening = GOOD.slice(0, GOOD.indexOf('<IntervalReading>')).replaceAll('\n', '');
  const { rows, refused, megabytes } = await readEndless(opening, reading(START, 1), 15);
  expect(rows).toBeGreaterThan(90_000);
  expect(refused).toBe(1);
  expect(megabytes).toBeLessThan(150);
});
