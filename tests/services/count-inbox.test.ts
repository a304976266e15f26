import { expect, test } from 'vitest';
import { addDorm } from '#services/add-dorm.ts';
import { assignUnknownMeter } from '#services/assign-unknown-meter.ts';
import { countInbox } from '#services/count-inbox.ts';
import { decideValue } from '#services/decide-value.ts';
import { listOpenRegisters } from '#services/list-open-registers.ts';
import { resolveRegister } from '#services/resolve-register.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-30T00:00:00Z');
const hour = (at: number) => new Date(Date.UTC(2026, 10, 1, at)).toISOString();
const said = { reason: 'seen on site', personId: null, now: NOW };

test('an unknown meter waits until it has its dorm', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await addDorm(ctx, { campus, name: 'Oak', kind: 'slab', size: { residents: 50, floorAreaM2: null } });
  const known = `time,meter,kWh\n${hour(0)},A,1\n${hour(1)},A,1\n${hour(2)},A,1\n`;
  await importText(ctx, campus, { text: known, options: { createMeters: true } });
  await importText(ctx, campus, { text: `time,meter,kWh\n${hour(3)},A,1\n${hour(4)},A,1\n${hour(3)},New,1\n${hour(4)},New,1\n` });
  expect((await countInbox(ctx, { campus })).unknownMeters).toBe(1);
  const dorm = { name: 'Oak', kind: 'slab', size: { residents: null, floorAreaM2: null } } as const;
  await assignUnknownMeter(ctx, { campus, label: 'New', dorm, personId: null, now: NOW });
  expect((await countInbox(ctx, { campus })).unknownMeters).toBe(0);
});

test('a register that went down waits once, however many values follow, until it is explained', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const rows = [
    [0, 500],
    [24, 510],
    [48, 5],
    [72, 15],
    [96, 25],
  ].map(([at, kwh]) => `${hour(at ?? 0)},R,${kwh}`);
  const options = { createMeters: true, kind: 'register' } as const;
  await importText(ctx, campus, { text: ['time,meter,kWh', ...rows].join('\n'), options });
  expect(await countInbox(ctx, { campus })).toEqual({ unknownMeters: 0, files: 0, registers: 1, meters: 0 });
  const [open] = await listOpenRegisters(ctx, { campus });
  await resolveRegister(ctx, { campus, meter: 'R', at: open?.at ?? NOW, answer: 'reset', ...said });
  expect((await countInbox(ctx, { campus })).registers).toBe(0);
});

test('a meter with held values waits until they are decided on, and no longer when they are refused', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const rows = Array.from({ length: 24 * 15 }, (_, at) => `${hour(at)},S,${at === 200 ? 900 : 1 + (at % 3)}`);
  await importText(ctx, campus, { text: ['time,meter,kWh', ...rows].join('\n'), options: { createMeters: true } });
  expect((await countInbox(ctx, { campus })).meters).toBe(1);
  await decideValue(ctx, { campus, meter: 'S', startsAt: new Date(hour(200)), decision: 'refuse', ...said });
  expect((await countInbox(ctx, { campus })).meters).toBe(0);
});
