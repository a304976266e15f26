import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ByteRange } from '#core/meter-files/meter-file.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { ANY_METER, readText } from '#tests/core/meter-files/read-text.ts';
import { type Packed, zipOf } from '#tests/core/meter-files/zip-of.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

const HEADER = 'time,meter,kwh\n';
const HALL_A = `${HEADER}2024-01-01 00:00,Hall A,1\n2024-01-01 01:00,Hall A,2\n`;
const HALL_B = `${HEADER}2024-01-01 00:00,Hall B,3\n2024-01-01 02:00,Hall A,4\n2024-01-01 01:00,Hall B,5\n2024-01-01 03:00,Hall A,6\n`;
const A_LINES = ['Hall A 2024-01-01T05:00:00.000Z 3600 1', 'Hall A 2024-01-01T06:00:00.000Z 3600 2'];

async function readZip(files: readonly Packed[], file: Parameters<typeof readText>[1] = {}) {
  return readText(await zipOf(files), file);
}

function questionsOf(bytes: Uint8Array) {
  const context = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2025, 0), meter: () => ANY_METER };
  return readMeterFile({ source: bytesSource(bytes), context }).then(({ understanding }) => understanding.questions);
}

test('a gzipped file is read as if it were plain, whatever its name', async () => {
  for (const piece of [7, 1 << 16]) {
    const { lines, guesses, questions } = await readText(gzipSync(HALL_A), { name: 'export.dat', piece });
    expect(questions).toEqual([]);
    expect(lines).toEqual(A_LINES);
    expect(guesses).toMatchObject({ archive: 'gzip', format: 'csv' });
  }
});

test('several gzip members on end are one file', async () => {
  const { lines } = await readText(Buffer.concat([gzipSync(HALL_A.slice(0, 40)), gzipSync(HALL_A.slice(40))]));
  expect(lines).toEqual(A_LINES);
});

test('a gzip that breaks off or has a wrong byte is refused whole, however much of it could be read', async () => {
  const rows = Array.from({ length: 3000 }, (_, at) => `2024-01-${String(1 + (at % 28)).padStart(2, '0')} 00:00,M${at},${at}\n`);
  const packed = gzipSync(HEADER + rows.join(''));
  const wrong = Buffer.from(packed);
  wrong[packed.length - 5] = (wrong[packed.length - 5] ?? 0) ^ 1;
  for (const bytes of [packed.subarray(0, -1), packed.subarray(0, packed.length >> 1), packed.subarray(0, 12), wrong]) {
    const { questions, intervals } = await readText(bytes);
    expect(questions).toEqual(['archive-damaged']);
    expect(intervals).toEqual([]);
  }
});

test('a gzip bomb is refused soon', { timeout: 20_000 }, async () => {
  const block = gzipSync(Buffer.alloc(1 << 20), { level: 9 });
  const bomb = Buffer.concat(Array.from({ length: 2000 }, () => block));
  const [question] = await questionsOf(bomb);
  expect(question).toMatchObject({ kind: 'archive-too-large', params: { reason: 'ratio' } });
});

test('a file of the same value over and over that packs 100 to 1 is no bomb', async () => {
  const names = Array.from({ length: 400 }, (_, at) => `Room ${at}`).join(',');
  const values = ',5'.repeat(400);
  const rows = Array.from(
    { length: 600 },
    (_, at) => `2024-01-${String(1 + Math.floor(at / 24)).padStart(2, '0')} ${String(at % 24).padStart(2, '0')}:00${values}\n`,
  );
  const text = `time,${names}\n${rows.join('')}`;
  const packed = gzipSync(text, { level: 9 });
  expect(text.length / packed.length).toBeGreaterThan(100);
  const { intervals, questions } = await readText(packed, { timeZone: 'UTC' });
  expect(questions).toEqual([]);
  expect(intervals).toHaveLength(240_000);
});

test('every meter file in a zip is read in the order of names, and one label is one meter in all of them', async () => {
  const { lines, meters, guesses } = await readZip([
    { name: 'b.csv', content: HALL_B },
    { name: 'a.csv', content: HALL_A },
  ]);
  expect(meters).toEqual(['Hall A', 'Hall B']);
  expect(lines.map((line) => line.replace(/ 2024\S+ 3600/, ''))).toEqual([
    'Hall A 1',
    'Hall A 2',
    'Hall B 3',
    'Hall B 5',
    'Hall A 4',
    'Hall A 6',
  ]);
  expect(guesses.archive).toBe('zip');
});

test('problems in a zip name the file and its own line', async () => {
  const { problems } = await readZip([
    { name: '2024/a.csv', content: `${HALL_A}2024-01-01 02:00,Hall A,x\n` },
    { name: '2024/b.csv', content: `${HEADER}2024-01-01 00:00,Hall B,1\n2024-01-01 01:00,Hall B,y\n2024-01-01 02:00,Hall B,2\n` },
  ]);
  expect(problems.map(({ kind, row, params }) => [kind, row, params.file])).toEqual([
    ['value-bad', 4, '2024/a.csv'],
    ['value-bad', 3, '2024/b.csv'],
  ]);
});

test('what lies beside the data in a zip is left out and named', async () => {
  const { lines, problems } = await readZip([
    { name: 'a.csv', content: HALL_A },
    { name: '__MACOSX/._a.csv', content: 'whatever' },
    { name: '.DS_Store', content: Buffer.from([0, 0, 0, 1, 66]) },
    { name: 'README.txt', content: 'These are the meters of the campus.\nAsk Pat.\n' },
    { name: 'plan.pdf', content: '%PDF-1.4 …' },
    { name: 'dorms.csv', content: 'dorm,name,residents\na,Hall A,100\nb,Hall B,200\n' },
    { name: 'none.csv', content: '' },
  ]);
  expect(lines).toEqual(A_LINES);
  expect(problems.map(({ kind, severity, params }) => `${severity} ${kind} ${params.file} ${params.reason}`).toSorted()).toEqual([
    'info file-left-out .DS_Store clutter',
    'info file-left-out README.txt no-meter-file',
    'info file-left-out __MACOSX/._a.csv clutter',
    'info file-left-out plan.pdf no-meter-file',
    'warning file-left-out dorms.csv no-meter-file',
    'warning file-left-out none.csv empty',
  ]);
});

test('a question of one file in a zip is asked with its name, and nothing is read until it is answered', async () => {
  const open = 'time,meter,kwh\n1/2/2024 00:00,Hall B,1\n1/2/2024 01:00,Hall B,2\n';
  const files = [
    { name: 'a.csv', content: HALL_A },
    { name: 'b.csv', content: open },
  ];
  const [question] = await questionsOf(await zipOf(files));
  expect(question).toMatchObject({ kind: 'date-order-ambiguous', params: { file: 'b.csv' } });
  expect((await readZip(files)).intervals).toEqual([]);
  expect((await readZip(files, { options: { dateOrder: 'dmy' } })).lines).toContain('Hall B 2024-02-01T05:00:00.000Z 3600 1');
});

test('a zip without any meter file asks what its files ask', async () => {
  expect((await readZip([{ name: 'readme.txt', content: 'Hello\nthere, you\n' }])).questions).toHaveLength(1);
  expect((await readZip([])).questions).toEqual(['empty-file']);
});

test('a file in a zip that is called like a known meter is that meter’s', async () => {
  const oneMeter = 'time,kwh\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n';
  const files = [
    { name: 'x/Hall A.csv', content: oneMeter },
    { name: 'x/Hall_B.csv', content: oneMeter },
  ];
  const { lines, meters } = await readZip(files, { meters: { 'Hall A': {}, 'Hall B': {} } });
  expect(meters).toEqual(['Hall A', 'Hall B']);
  expect(lines).toHaveLength(4);
  expect((await readZip(files, { meters: { 'Hall C': {} } })).questions).toEqual(['meter-not-given', 'meter-not-given']);
});

test('a zip may hold gzipped files, and no zip and no gzip in gzip', async () => {
  expect((await readZip([{ name: 'a.csv.gz', content: gzipSync(HALL_A) }])).lines).toEqual(A_LINES);
  const zip = await zipOf([{ name: 'a.csv', content: HALL_A }]);
  const files = [
    { name: 'a.csv', content: HALL_A },
    { name: 'inner.zip', content: zip },
  ];
  expect((await readZip(files)).questions).toEqual(['archive-nested']);
  expect((await readText(gzipSync(zip))).questions).toEqual(['archive-nested']);
  expect((await readText(gzipSync(gzipSync(HALL_A)))).questions).toEqual(['archive-nested']);
});

test('other archives are refused by their kind', async () => {
  const tar = Buffer.alloc(1024);
  tar.write('a.csv', 0);
  tar.write('ustar', 257);
  tar.write(HALL_A, 512);
  expect((await readText(tar)).questions).toEqual(['archive-unsupported']);
  expect((await readText(gzipSync(tar))).questions).toEqual(['archive-unsupported']);
  expect((await readText(Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]))).questions).toEqual(['archive-unsupported']);
});

test('a zip that is cut, has wrong bytes or lies about its sizes is refused whole', async () => {
  const zip = await zipOf([
    { name: 'a.csv', content: HALL_A },
    { name: 'b.csv', content: HALL_B },
  ]);
  const wrong = Buffer.from(zip);
  wrong[45] = (wrong[45] ?? 0) ^ 0xff;
  const lying = Buffer.from(zip);
  const directory = zip.indexOf(Buffer.from('PK\u0001\u0002'));
  lying.writeUInt32LE(HALL_A.length - 1, directory + 24);
  for (const bytes of [zip.subarray(0, -1), zip.subarray(0, 60), wrong, lying]) {
    const { questions, intervals } = await readText(bytes);
    expect(questions).toEqual(['archive-damaged']);
    expect(intervals).toEqual([]);
  }
});

test('a zip with a password is refused for that', async () => {
  const zip = Buffer.from(await zipOf([{ name: 'a.csv', content: HALL_A }]));
  const directory = zip.indexOf(Buffer.from('PK\u0001\u0002'));
  zip.writeUInt16LE(zip.readUInt16LE(directory + 8) | 1, directory + 8);
  expect((await readText(zip)).questions).toEqual(['archive-encrypted']);
});

test('entries of a zip that share their bytes are refused', async () => {
  const zip = Buffer.from(
    await zipOf([
      { name: 'a.csv', content: HALL_A },
      { name: 'b.csv', content: HALL_A },
    ]),
  );
  const second = zip.lastIndexOf(Buffer.from('PK\u0001\u0002'));
  zip.writeUInt32LE(0, second + 42);
  expect((await readText(zip)).questions).toEqual(['archive-damaged']);
});

test('a zip bomb and a zip of too many files are refused before anything is unpacked', async () => {
  const bomb = await zipOf([{ name: 'zeros.csv', content: Buffer.alloc(80 << 20) }]);
  const [question] = await questionsOf(bomb);
  expect(question).toMatchObject({ kind: 'archive-too-large', params: { reason: 'ratio', file: 'zeros.csv' } });
  const many = await zipOf(Array.from({ length: 201 }, (_, at) => ({ name: `${at}.csv`, content: HALL_A })));
  expect((await questionsOf(many))[0]).toMatchObject({ kind: 'archive-too-large', params: { reason: 'members' } });
  const macs = Array.from({ length: 150 }, (_, at) => ({ name: `__MACOSX/._${at}`, content: 'x' }));
  expect(
    (
      await readZip([
        ...macs,
        { name: 'a.csv', content: HALL_A },
        ...macs.map(({ name }) => ({ name: `${name}b`, content: 'x' })),
      ])
    ).lines,
  ).toEqual(A_LINES);
});

test('names with .. are words and harmless', async () => {
  const zip = Buffer.from(await zipOf([{ name: 'xx/yy/a.csv', content: `${HALL_A}2024-01-01 02:00,Hall A,x\n` }]));
  for (let at = zip.indexOf('xx/yy'); at >= 0; at = zip.indexOf('xx/yy')) zip.write('../..', at);
  const { lines, problems } = await readText(zip);
  expect(lines).toEqual(A_LINES);
  expect(problems[0]?.params.file).toBe('../../a.csv');
});

test('progress through an archive never goes back and ends at its last byte', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, at) => `${new Date(Date.UTC(2020, 0) + at * 3_600_000).toISOString()},Hall A,${at % 97}\n`,
  );
  const big = HEADER + rows.join('');
  const zip = await zipOf([
    { name: 'a.csv', content: big },
    { name: 'b.csv.gz', content: gzipSync(big.replaceAll('Hall A', 'Hall B')) },
  ]);
  for (const bytes of [zip, gzipSync(big)]) {
    const context = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2025, 0), meter: () => ANY_METER };
    const reading = await readMeterFile({ source: bytesSource(bytes), context });
    const steps: number[] = [];
    for await (const batch of reading.batches()) steps.push(batch.bytesRead);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(bytes.length);
    expect(steps.length).toBeGreaterThan(2);
  }
});

test('what a source throws while an archive is read is thrown as it is', async () => {
  const zip = await zipOf([{ name: 'a.csv', content: HALL_A }]);
  for (const bytes of [zip, gzipSync(HALL_A)]) {
    for (const allowed of [1, 2, 3, 4]) {
      let opened = 0;
      const good = bytesSource(bytes);
      async function* open(range?: ByteRange) {
        opened += 1;
        if (opened > allowed) throw new RangeError('the store is gone');
        yield* good.open(range);
      }
      const context = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2025, 0), meter: () => ANY_METER };
      const readAll = async () => {
        const reading = await readMeterFile({ source: { ...good, open }, context });
        for await (const _ of reading.batches());
      };
      await expect(readAll()).rejects.toThrow('the store is gone');
    }
  }
});
