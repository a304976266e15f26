import { expect, test } from 'vitest';
import {
  block,
  entry,
  feed,
  meterReading,
  oneMeter,
  quality,
  reading,
  readingType,
  START,
  usagePoint,
} from '#tests/core/meter-files/green-button-feed.ts';
import { readText } from '#tests/core/meter-files/read-text.ts';

const HOUR = 3600;

function kwh(lines: readonly string[]): readonly number[] {
  return lines.map((line) => Number(line.split(' ').at(-1)));
}

test('the power of ten scales the value, exactly', async () => {
  for (const [power, energy] of [
    [-3, 0.001234],
    [0, 1.234],
    [3, 1234],
    ['', 1.234],
  ] as const) {
    const { intervals } = await readText(oneMeter([reading(START, 1234)], { powerOfTenMultiplier: power }));
    expect(intervals[0]?.energyMicroWh).toBe(energy * 1e9);
  }
});

test('watts are a mean power: over a quarter of an hour 2000 W are half a kWh', async () => {
  const text = oneMeter([reading(START, 2000, { seconds: 900 })], { uom: 38, accumulationBehaviour: 12 });
  expect((await readText(text)).lines).toEqual(['Hall A 2024-01-01T00:00:00.000Z 900 0.5']);
});

test('a meter’s multiplier counts on top of the file’s power of ten, from the instant on from which it holds', async () => {
  const text = oneMeter([reading(START, 1), reading(START + HOUR, 1)], { powerOfTenMultiplier: 3 });
  const multipliers = [{ fromAt: (START + HOUR) * 1000, multiplier: '0.5' }];
  expect(kwh((await readText(text, { meters: { 'Hall A': { multiplier: '40', multipliers } } })).lines)).toEqual([40, 0.5]);
  expect(kwh((await readText(text, { options: { multiplier: '2' } })).lines)).toEqual([2, 2]);
});

test('without a ReadingType values are Wh, as a guess; a told unit or the meter’s own counts before it', async () => {
  const text = feed(entry(usagePoint(), { title: 'Hall A' }), entry(block(reading(START, 1500))));
  expect(kwh((await readText(text)).lines)).toEqual([1.5]);
  expect(kwh((await readText(text, { options: { unit: 'kWh' } })).lines)).toEqual([1500]);
  expect(kwh((await readText(text, { meters: { 'Hall A': { unit: 'kWh' } } })).lines)).toEqual([1500]);
});

test('a cumulative quantity is a register, stamped at its end', async () => {
  const readings = [reading(START, 5000), reading(START + HOUR, 5700), reading(START + 2 * HOUR, 6000, { seconds: 0 })];
  const { registers, intervals, problems } = await readText(oneMeter(readings, { accumulationBehaviour: 3, intervalLength: '' }));
  expect(intervals).toEqual([]);
  expect(problems).toEqual([]);
  expect(registers.map(({ stampedAt, startsAt, registerMicroWh }) => [stampedAt, startsAt, registerMicroWh])).toEqual([
    [(START + HOUR) * 1000, START * 1000, 5_000_000_000n],
    [(START + 2 * HOUR) * 1000, (START + HOUR) * 1000, 5_700_000_000n],
    [(START + 2 * HOUR) * 1000, null, 6_000_000_000n],
  ]);
});

test('gas, reactive energy and voltage are left out and named with meter and unit', async () => {
  const channels = [{ commodity: 7, uom: 169 }, { uom: 73 }, { uom: 29 }].map((fields, at) => [
    entry(meterReading(), { title: `channel ${at}` }),
    entry(readingType(fields)),
    entry(block(reading(START, 9))),
  ]);
  const good = [entry(meterReading()), entry(readingType()), entry(block(reading(START, 1000)))];
  const { lines, problems, guesses } = await readText(
    feed(entry(usagePoint(), { title: 'Hall A' }), ...channels.flat(), ...good),
  );
  expect(lines).toEqual(['Hall A 2024-01-01T00:00:00.000Z 3600 1']);
  expect(problems.map(({ kind, severity, found, params }) => [kind, severity, found, params.unit, params.reason])).toEqual([
    ['channel-left-out', 'info', 'Hall A – channel 0', 'therm', 'commodity'],
    ['channel-left-out', 'info', 'Hall A – channel 1', 'varh', 'unit'],
    ['channel-left-out', 'info', 'Hall A – channel 2', 'V', 'unit'],
  ]);
  expect(guesses.channels).toBe('left-out');
});

test('a gas UsagePoint without a ReadingType is no electricity', async () => {
  const { lines, said } = await readText(feed(entry(usagePoint('1'), { title: 'Hall A' }), entry(block(reading(START, 9)))));
  expect(lines).toEqual([]);
  expect(said).toEqual(['info channel-left-out 4']);
});

test('energy fed back is left out, unless staff have made a meter of it', async () => {
  const channel = (title: string, flowDirection: number, value: number) => [
    entry(meterReading(), { title }),
    entry(readingType({ flowDirection })),
    entry(block(reading(START, value))),
  ];
  const text = feed(entry(usagePoint(), { title: 'Hall A' }), ...channel('Used', 1, 1000), ...channel('Roof', 19, 300));
  const meters = { 'Hall A': {} };
  expect((await readText(text, { meters })).lines).toEqual(['Hall A 2024-01-01T00:00:00.000Z 3600 1']);
  expect((await readText(text, { meters })).problems[0]).toMatchObject({ found: 'Hall A – Roof', params: { reason: 'export' } });
  expect((await readText(text, { meters: { ...meters, 'Hall A – Roof': {} } })).lines).toEqual([
    'Hall A 2024-01-01T00:00:00.000Z 3600 1',
    'Hall A – Roof 2024-01-01T00:00:00.000Z 3600 0.3',
  ]);
});

test('of hours, days and mean power of one meter the hours are read', async () => {
  const channel = (fields: Readonly<Record<string, number>>, seconds: number) => [
    entry(meterReading()),
    entry(readingType(fields)),
    entry(block(reading(START, 1000, { seconds }))),
  ];
  const day = channel({ intervalLength: 86_400 }, 86_400);
  const power = channel({ uom: 38, intervalLength: 900 }, 900);
  const text = feed(entry(usagePoint(), { title: 'Hall A' }), ...day, ...power, ...channel({}, HOUR));
  const { lines, problems } = await readText(text);
  expect(lines).toEqual(['Hall A 2024-01-01T00:00:00.000Z 3600 1']);
  expect(problems.map(({ params }) => params.reason)).toEqual(['twin', 'twin']);
});

test('the highest power of an interval is not its energy', async () => {
  const { lines, problems } = await readText(oneMeter([reading(START, 9)], { uom: 38, dataQualifier: 8 }));
  expect(lines).toEqual([]);
  expect(problems[0]?.params.reason).toBe('extreme');
});

test('two channels of one UsagePoint that say different things are two meters', async () => {
  const tier = (title: string) => [entry(meterReading(), { title }), entry(readingType()), entry(block(reading(START, 1000)))];
  const { meters } = await readText(feed(entry(usagePoint(), { title: 'Hall A' }), ...tier('Wing East'), ...tier('Wing West')));
  expect(meters).toEqual(['Hall A – Wing East', 'Hall A – Wing West']);
});

test('staff name the one electricity channel of a file', async () => {
  const { meters } = await readText(oneMeter([reading(START, 1)]), { options: { meter: 'meter 7' } });
  expect(meters).toEqual(['meter 7']);
});

test('readings without times follow each other from the block’s beginning on; one warning says so', async () => {
  const untimed = [1000, 2000, 3000].map((value) => `<IntervalReading><value>${value}</value></IntervalReading>`);
  const span = `<interval><duration>${3 * HOUR}</duration><start>${START}</start></interval>`;
  for (const [content, length] of [
    [[span, ...untimed], 3600],
    [[...untimed, span], ''],
  ] as const) {
    const { lines, said } = await readText(oneMeter(content, { intervalLength: length }));
    expect(lines).toEqual([
      'Hall A 2024-01-01T00:00:00.000Z 3600 1',
      'Hall A 2024-01-01T01:00:00.000Z 3600 2',
      'Hall A 2024-01-01T02:00:00.000Z 3600 3',
    ]);
    expect(said).toEqual(['warning sequence-assumed 6']);
  }
});

test('a start without a duration lasts as long as the ReadingType says, else as the block, else as the steps between starts', async () => {
  const started = [0, 1, 2].map(
    (hour) => `<IntervalReading><timePeriod><start>${START + hour * HOUR}</start></timePeriod><value>5</value></IntervalReading>`,
  );
  const span = `<interval><duration>${3 * HOUR}</duration></interval>`;
  for (const text of [
    oneMeter(started),
    oneMeter([span, ...started], { intervalLength: '' }),
    oneMeter(started, { intervalLength: '' }),
  ]) {
    const { intervals, problems } = await readText(text);
    expect(intervals.map(({ seconds }) => seconds)).toEqual([HOUR, HOUR, HOUR]);
    expect(problems).toEqual([]);
  }
});

test('a reading whose time nothing tells is refused, and the others count', async () => {
  const untimed = '\n<IntervalReading><value>5</value></IntervalReading>';
  const wrong = `\n${reading(START, 5).replace(String(START), 'yesterday')}`;
  const { intervals, said } = await readText(oneMeter([untimed, wrong, `\n${reading(START, 5)}`]));
  expect(intervals.map(({ row }) => row)).toEqual([9]);
  expect(said).toEqual(['refused time-bad 7', 'refused time-bad 8']);
});

test('qualities: 7 is edited, 8, 9 and projected are estimated, 10 is measured with a warning, the worst of several counts', async () => {
  const codes = ['0', '7', '8', '9', '12', '17', '10'];
  const readings = codes.map((code, hour) => reading(START + hour * HOUR, 1, { more: quality(code) }));
  const several = reading(START + codes.length * HOUR, 1, { more: quality('0') + quality('8') });
  const { intervals, problems } = await readText(oneMeter([...readings, several]));
  expect(intervals.map(({ quality: one }) => one)).toEqual([
    'measured',
    'edited',
    'estimated',
    'estimated',
    'estimated',
    'measured',
    'measured',
    'estimated',
  ]);
  expect(problems.map(({ kind }) => kind)).toEqual(['value-questionable']);
});

test('the quality of the block, else of the ReadingType, holds for readings without one', async () => {
  const readings = [reading(START, 1), reading(START + HOUR, 1, { more: quality('7') })];
  const qualities = async (text: string) => (await readText(text)).intervals.map(({ quality: one }) => one);
  expect(await qualities(oneMeter(readings, { defaultQuality: 9 }))).toEqual(['estimated', 'edited']);
  expect(await qualities(oneMeter([quality('8'), ...readings]))).toEqual(['estimated', 'edited']);
});

test('zero length, before 1990, the future, no value and below zero are refused for what they are', async () => {
  const readings = [
    reading(START, 1, { seconds: 0 }),
    reading(0, 1),
    reading(4_000_000_000, 1),
    reading(START, ''),
    reading(START, 'n.n.'),
    reading(START, -1),
    reading(START - 20_000_000, 1, { seconds: 20_000_000 }),
  ].map((text) => `\n${text}`);
  const { intervals, said } = await readText(oneMeter(readings));
  expect(intervals).toEqual([]);
  expect(said.filter((one) => one.startsWith('refused'))).toEqual([
    'refused length-zero 7',
    'refused time-before-records 8',
    'refused time-in-future 9',
    'refused value-missing 10',
    'refused value-bad 11',
    'refused value-negative 12',
    'refused length-implausible 13',
  ]);
});

test('a meter that nets generation may go below zero', async () => {
  const text = oneMeter([reading(START, -250)]);
  expect(kwh((await readText(text, { meters: { 'Hall A': { netsGeneration: true } } })).lines)).toEqual([-0.25]);
});

test('a gap between readings is warned of, whichever way the readings run', async () => {
  const hours = [0, 1, 4, 5].map((hour) => `\n${reading(START + hour * HOUR, 1)}`);
  expect((await readText(oneMeter(hours))).said).toEqual(['warning gap 9']);
  expect((await readText(oneMeter(hours.toReversed()))).said).toEqual(['warning gap 9']);
});

test('days of 23, 24 and 25 hours, as the campus’s zone has them, are all days', async () => {
  const springForward = 1_710_046_800;
  const readings = [springForward - 86_400, springForward, springForward + 82_800].map((start, at) =>
    reading(start, 1, { seconds: at === 1 ? 82_800 : 86_400 }),
  );
  const { intervals, problems } = await readText(oneMeter(readings, { intervalLength: 86_400 }));
  expect(intervals.map(({ seconds }) => seconds)).toEqual([86_400, 82_800, 86_400]);
  expect(problems).toEqual([]);
});

test('both hours of an autumn night are two readings', async () => {
  const firstOne = Date.parse('2023-11-05T05:00:00Z') / 1000;
  const { lines } = await readText(oneMeter([reading(firstOne, 1000), reading(firstOne + HOUR, 2000)]));
  expect(lines).toEqual(['Hall A 2023-11-05T05:00:00.000Z 3600 1', 'Hall A 2023-11-05T06:00:00.000Z 3600 2']);
});
