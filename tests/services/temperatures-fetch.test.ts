import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchDueTemperatures } from '#services/fetch-temperatures.ts';
import { getCampus } from '#services/get-campus.ts';
import { getDailyTemperatures } from '#services/get-temperatures.ts';
import { importTemperatures } from '#services/import-temperatures.ts';
import { openMeteo } from '#services/open-meteo.ts';
import { placeCampus } from '#services/place-campus.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2020-01-06T15:00:00Z');
const HOUR = 3600;

/** A weather service on this machine: 5 °C in each hour up to `until`, then null. */
async function weatherServer({ until = '2030-01-01T00:00Z', status = 200 } = {}) {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    asked.push(query);
    const from = Date.parse(`${query.get('start_date')}T00:00Z`) / 1000;
    const end = Date.parse(`${query.get('end_date')}T00:00Z`) / 1000 + 24 * HOUR;
    const time = Array.from({ length: (end - from) / HOUR }, (_, index) => from + index * HOUR);
    const celsius = time.map((at) => (at * 1000 < Date.parse(until) ? 5 : null));
    const body = { hourly_units: { time: 'unixtime', temperature_2m: '°C' }, hourly: { time, temperature_2m: celsius } };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? body : { error: true, reason: 'Too many requests' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { asked, service: openMeteo({ base: `http://127.0.0.1:${port}/v1/archive` }) };
}

/** A campus with readings of 1 to 3 January 2020 that has said where it is. */
async function placedCampus() {
  const campus = await newCampus(ctx);
  const rows = ['2020-01-01', '2020-01-02', '2020-01-03'].map((day) => `Meter,${day} 12:00,1`);
  await importText(ctx, campus, { text: `${['meter,time,kWh', ...rows].join('\n')}\n`, options: { createMeters: true } });
  await placeCampus(ctx, campus, { latitude: 40.5, longitude: -74.25 });
  return getCampus(ctx, campus.slug);
}

async function meansOf(campusId: number): Promise<[string, number | null][]> {
  const days = await getDailyTemperatures(ctx.database.db, { campusId, fromDay: '2019-12-01', toDay: '2020-02-01' });
  return [...days].map(([day, { celsius }]) => [day, celsius]);
}

test('the missing days since the first readings are asked for once, and not again the same day', async () => {
  const campus = await placedCampus();
  await importTemperatures(ctx, {
    campus,
    ...textSource('date,temp_c\n2020-01-01,9\n2020-01-02,9\n'),
    options: {},
    channel: 'command',
    mode: 'commit',
    now: NOW,
  });
  const { asked, service } = await weatherServer({ until: '2020-01-05T05:00Z' });
  expect(await fetchDueTemperatures(ctx, { now: NOW, service })).toEqual({ imported: 1, failed: 0 });
  // Local days of New York, five hours behind: the 3rd begins within the 3rd of UTC, the 5th ends on the 6th.
  expect(
    asked.map((query) => [query.get('latitude'), query.get('longitude'), query.get('start_date'), query.get('end_date')]),
  ).toEqual([['40.5', '-74.25', '2020-01-03', '2020-01-06']]);
  expect(await meansOf(campus.id)).toEqual([
    ['2020-01-01', 9],
    ['2020-01-02', 9],
    ['2020-01-03', 5],
    ['2020-01-04', 5],
    // The last hour that the archive has holds on for two more.
    ['2020-01-05', null],
  ]);
  await fetchDueTemperatures(ctx, { now: new Date(NOW.getTime() + 23 * HOUR * 1000), service });
  expect(asked).toHaveLength(1);
  await fetchDueTemperatures(ctx, { now: new Date(NOW.getTime() + 24 * HOUR * 1000), service });
  expect(asked[1]?.get('start_date')).toBe('2020-01-05');
});

test('a campus that has not said where it is, or has no readings, is not asked for', async () => {
  const { asked, service } = await weatherServer();
  const empty = await newCampus(ctx);
  await placeCampus(ctx, empty, { latitude: 1, longitude: 2 });
  await newCampus(ctx);
  await fetchDueTemperatures(ctx, { now: NOW, service });
  expect(asked.filter((query) => query.get('latitude') !== '40.5')).toEqual([]);
});

test('a service that fails does no harm: it is told, and tried again the next day', async () => {
  const campus = await placedCampus();
  const { service } = await weatherServer({ status: 429 });
  expect((await fetchDueTemperatures(ctx, { now: NOW, service })).failed).toBeGreaterThan(0);
  expect(await meansOf(campus.id)).toEqual([]);
  const mended = await weatherServer();
  await fetchDueTemperatures(ctx, { now: new Date(NOW.getTime() + 24 * HOUR * 1000), service: mended.service });
  expect((await meansOf(campus.id))[0]).toEqual(['2020-01-01', 5]);
});

test('an answer of another shape is a failure, not a temperature', async () => {
  const campus = await placedCampus();
  const service = {
    name: 'strange',
    async *hourly() {
      yield { startsAt: Date.parse('2020-01-01T12:00Z'), celsius: 500 };
    },
  };
  await fetchDueTemperatures(ctx, { now: NOW, service });
  expect(await meansOf(campus.id)).toEqual([]);
});
