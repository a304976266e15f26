import { expect, test } from 'vitest';
import {
  block,
  entry,
  feed,
  meterReading,
  oneMeter,
  reading,
  readingType,
  START,
  usagePoint,
} from '#tests/core/meter-files/green-button-feed.ts';
import { readText } from '#tests/core/meter-files/read-text.ts';

const HALL_A = [
  entry(usagePoint(), { self: '/espi/UsagePoint/a', related: ['/espi/UsagePoint/a/MeterReading'], title: 'Hall A' }),
  entry(meterReading(), {
    self: '/espi/UsagePoint/a/MeterReading/1',
    up: '/espi/UsagePoint/a/MeterReading',
    related: ['/espi/ReadingType/kwh'],
  }),
  entry(block(reading(START, 2)), {
    self: '/espi/UsagePoint/a/MeterReading/1/IntervalBlock/1',
    up: '/espi/UsagePoint/a/MeterReading/1/IntervalBlock',
  }),
];
const HALL_B = [
  entry(usagePoint(), { self: '/espi/UsagePoint/b', title: 'Hall B' }),
  entry(meterReading(), { self: '/espi/UsagePoint/b/MeterReading/1', related: ['/espi/ReadingType/wh'] }),
  entry(block(reading(START, 500)), { self: '/espi/UsagePoint/b/MeterReading/1/IntervalBlock/1' }),
];
const TYPES = [
  entry(readingType({ powerOfTenMultiplier: 3 }), { self: '/espi/ReadingType/kwh' }),
  entry(readingType(), { self: '/espi/ReadingType/wh' }),
];
const A = 'Hall A 2024-01-01T00:00:00.000Z 3600 2';
const B = 'Hall B 2024-01-01T00:00:00.000Z 3600 0.5';

test('entries belong together by their links, in whatever order they stand', async () => {
  for (const entries of [
    [...HALL_A, ...HALL_B, ...TYPES],
    [...TYPES, ...HALL_B, ...HALL_A],
    [...HALL_A, ...HALL_B, ...TYPES].toReversed(),
  ]) {
    const { lines, problems, meters } = await readText(feed(...entries));
    expect(lines.toSorted()).toEqual([A, B]);
    expect([...meters].toSorted()).toEqual(['Hall A', 'Hall B']);
    expect(problems).toEqual([]);
  }
});

test('links may be absolute in one entry, relative in another, and end in a slash or not', async () => {
  const entries = [
    entry(usagePoint(), { self: 'https://data.example.com/espi/UsagePoint/a/', title: 'Hall A' }),
    entry(meterReading(), {
      self: 'UsagePoint/a/MeterReading/1',
      up: 'https://other.example.com/Customer/7/UsagePoint/a/MeterReading/',
      related: ['ReadingType/kwh/'],
    }),
    entry(readingType({ powerOfTenMultiplier: 3 }), { self: 'http://data.example.com/espi/1_1/resource/ReadingType/kwh' }),
    entry(readingType(), { self: 'http://data.example.com/espi/1_1/resource/ReadingType/wh' }),
    entry(block(reading(START, 2)), { self: '/x/UsagePoint/a/MeterReading/1/IntervalBlock/9' }),
  ];
  expect((await readText(feed(...entries))).lines).toEqual([A]);
});

test('links that stand after the content count as well', async () => {
  const late = HALL_B.map((text) => text.replace(/^<entry>(.*?)(<title>.*?<\/title>)?(<content>.*<\/content>)/, '<entry>$2$3$1'));
  expect(late[2]).toMatch(/<\/content><link/);
  expect((await readText(feed(...HALL_A, ...late, ...TYPES))).lines).toEqual([A, B]);
});

test('a block that a MeterReading names as related is its', async () => {
  const entries = [
    entry(usagePoint(), { self: 'p/1', related: ['m/1'], title: 'Hall A' }),
    entry(usagePoint(), { self: 'p/2', related: ['m/2'], title: 'Hall B' }),
    entry(meterReading(), { self: 'm/1', related: ['b/77', 't/k'] }),
    entry(meterReading(), { self: 'm/2', related: ['b/88', 't/w'] }),
    entry(readingType({ powerOfTenMultiplier: 3 }), { self: 't/k' }),
    entry(readingType(), { self: 't/w' }),
    entry(block(reading(START, 500)), { self: 'b/88' }),
    entry(block(reading(START, 2)), { self: 'b/77' }),
  ];
  expect((await readText(feed(...entries))).lines).toEqual([B, A]);
});

test('without links, entries belong together as they follow each other', async () => {
  const entries = [
    entry(usagePoint(), { title: 'Hall A' }),
    entry(meterReading()),
    entry(readingType({ powerOfTenMultiplier: 3 })),
    entry(block(reading(START, 2))),
    entry(usagePoint(), { title: 'Hall B' }),
    entry(meterReading()),
    entry(readingType()),
    entry(block(reading(START, 500))),
  ];
  expect((await readText(feed(...entries))).lines).toEqual([A, B]);
});

test('blocks that are the only entries still have their UsagePoint’s id as their meter', async () => {
  const text = feed(
    entry(block(reading(START, 500)), { self: 'https://x/Customer/C/UsagePoint/Main-12/MeterReading/M/IntervalBlock/1' }),
  );
  const { lines, guesses } = await readText(text);
  expect(lines).toEqual(['Main-12 2024-01-01T00:00:00.000Z 3600 0.5']);
  expect(guesses.unit).toBe('Wh');
});

test('a bare IntervalBlock is read when staff say which meter it is', async () => {
  const text = block(reading(START, 500));
  expect((await readText(text)).questions).toEqual(['meter-not-given']);
  expect((await readText(text, { options: { meter: 'Hall B' } })).lines).toEqual([B]);
});

test('a bare UsagePoint with everything inside it is read', async () => {
  const inner = `<MeterReading>${readingType()}${block(reading(START, 500))}</MeterReading>`;
  const text = `<UsagePoint xmlns="http://naesb.org/espi"><name>Hall B</name>${inner}</UsagePoint>`;
  expect((await readText(text)).lines).toEqual([B]);
});

test('any prefix, none declared, a feed wrapped in another element, a blank line before it all: the same readings', async () => {
  const plain = oneMeter([reading(START, 2000)]);
  const prefixed = plain
    .replaceAll(/<(\/?)(UsagePoint|MeterReading|ReadingType|IntervalBlock|IntervalReading|timePeriod|value|uom)\b/g, '<$1ns7:$2')
    .replaceAll('xmlns="http://naesb.org/espi"', 'xmlns:ns7="http://naesb.org/espi"');
  const undeclared = prefixed.replaceAll(/ xmlns:ns7="[^"]*"/g, '').replaceAll('ns7:', 'espi:');
  const wrapped = `<Envelope><Body>${plain.slice(plain.indexOf('<feed'))}</Body></Envelope>`;
  const styled = plain.replace('?>\n', '?>\n<?xml-stylesheet type="text/xsl" href="GreenButton.xslt"?>\n<!-- <!DOCTYPE x> -->\n');
  for (const text of [plain, prefixed, undeclared, wrapped, styled, `\n\n${plain}`])
    expect((await readText(text)).lines).toEqual([A]);
});

test('UTF-8 with a mark, UTF-16 and small pieces: the same readings', async () => {
  const text = oneMeter([reading(START, 2000)]).replace('Hall A', 'Halle Süd');
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, Buffer.from(utf16).swap16()]) {
    const { lines } = await readText(bytes, { piece: 7 });
    expect(lines).toEqual(['Halle Süd 2024-01-01T00:00:00.000Z 3600 2']);
  }
});

test('a block that stands in the file twice gives its readings twice, and no gap', async () => {
  const one = entry(block(reading(START, 1000), reading(START + 3600, 1000)));
  const text = feed(
    entry(usagePoint(), { title: 'Hall A' }),
    entry(readingType()),
    one,
    one,
    entry(block(reading(START + 7200, 1000))),
  );
  const { intervals, problems } = await readText(text);
  expect(intervals).toHaveLength(5);
  expect(problems).toEqual([]);
});

test('titles that repeat are told apart by their ids; a title that is its own stands alone', async () => {
  const points = ['11', '12'].map((id) => [
    entry(usagePoint(), { self: `UsagePoint/${id}`, title: 'Electric meter' }),
    entry(meterReading(), { self: `UsagePoint/${id}/MeterReading/1`, related: ['ReadingType/1'] }),
    entry(block(reading(START, 1000)), { self: `UsagePoint/${id}/MeterReading/1/IntervalBlock/1` }),
  ]);
  const types = [entry(readingType(), { self: 'ReadingType/1' })];
  expect((await readText(feed(...points.flat(), ...types))).meters).toEqual(['Electric meter 11', 'Electric meter 12']);
  expect((await readText(feed(...(points[0] ?? []), ...types))).meters).toEqual(['Electric meter']);
});

test('an entry that is repeated with the same link is one meter', async () => {
  const { meters, lines } = await readText(feed(...HALL_B, ...HALL_B.slice(0, 2), ...TYPES));
  expect(meters).toEqual(['Hall B']);
  expect(lines).toEqual([B]);
});

test('a known meter is recognised by its id as well as by its title', async () => {
  const text = feed(...HALL_A, ...HALL_B, ...TYPES);
  const { lines, problems } = await readText(text, { meters: { a: {}, 'Hall B': {} } });
  expect(lines).toEqual([A.replace('Hall A', 'a'), B]);
  expect(problems).toEqual([]);
});

test('a meter that nobody knows is one problem with its readings counted', async () => {
  const text = feed(...HALL_A, ...HALL_B, ...TYPES).replace(
    reading(START, 2),
    [0, 1, 2].map((hour) => `\n${reading(START + hour * 3600, 2)}`).join(''),
  );
  const { lines, problems } = await readText(text, { meters: { 'Hall B': {} } });
  expect(lines).toEqual([B]);
  expect(problems).toEqual([
    { kind: 'unknown-meter', severity: 'refused', row: 6, column: 'UsagePoint', found: 'Hall A', params: { count: '3' } },
  ]);
});

test('a meter that is told of a feed of several is the one that is called so, else it is asked which is meant', async () => {
  const entries = ['Hall A', 'Hall B'].flatMap((title, at) => {
    const self = `https://x/UsagePoint/${at}`;
    return [
      entry(usagePoint(), { self, title }),
      entry(meterReading(), { self: `${self}/MeterReading/1`, up: `${self}/MeterReading` }),
      entry(block(reading(START, 500)), {
        self: `${self}/MeterReading/1/IntervalBlock/1`,
        up: `${self}/MeterReading/1/IntervalBlock`,
      }),
    ];
  });
  expect((await readText(feed(...entries), { options: { meter: 'Hall B' } })).lines).toEqual([B]);
  expect((await readText(feed(...entries), { options: { meter: 'Hall C' } })).questions).toEqual(['answer-unusable']);
});
