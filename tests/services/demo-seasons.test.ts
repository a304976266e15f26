import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { termWeek } from '#db/demo/academic-calendar.ts';
import { DEMO_CAMPUS } from '#db/demo/demo-files.ts';
import { demoSeasons } from '#db/demo/demo-seasons.ts';
import { addCampus } from '#services/add-campus.ts';
import { addDemoSeasons } from '#services/add-demo-seasons.ts';
import { importDorms } from '#services/import-dorms.ts';
import { listCampusSeasons } from '#services/list-campus-seasons.ts';
import { testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());

test('whenever the demo starts, one season runs and the other ended in weeks of teaching', () => {
  for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 5)) {
    const [running, past] = demoSeasons(Date.parse(`${day}T12:00:00Z`));
    expect((running?.firstWeek ?? '') < day && day < (running?.lastWeek ?? '')).toBe(true);
    expect((past?.lastWeek ?? '') < (running?.firstWeek ?? '')).toBe(true);
    expect(termWeek(past?.firstWeek ?? day).phase).toBe('teaching');
    expect(running?.slug).not.toBe(past?.slug);
  }
});

test('the demo’s seasons are added once, with rules frozen when they began', async () => {
  const now = new Date('2026-11-25T02:00:00Z');
  const campus = await addCampus(ctx, { ...DEMO_CAMPUS, now });
  const text = 'dorm,residents,league\na,40,Catered\nb,40,Self-catered\nc,40,Catered\n';
  await importDorms(ctx, { campus, text });
  const startedAt = now.getTime();
  await addDemoSeasons(ctx, { campus, startedAt });
  await addDemoSeasons(ctx, { campus, startedAt });
  const seasons = await listCampusSeasons(ctx, { campus, now });
  expect(seasons.map(({ season, state, dorms }) => [season.slug, state, dorms, season.frozenAt?.toISOString()])).toEqual([
    // 08:00 in Melbourne, in summer time and before it.
    ['spring-league', 'running', 3, '2026-11-01T21:00:00.000Z'],
    ['winter-saver', 'ended', 3, '2026-08-16T22:00:00.000Z'],
  ]);
});
