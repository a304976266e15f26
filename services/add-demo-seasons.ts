import { addDays } from '#core/time/local-days.ts';
import { weekOf } from '#core/time/weeks.ts';
import { type DemoSeason, demoBreaks, demoSeasons } from '#db/demo/demo-seasons.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { findSeason } from '#db/queries/seasons.ts';
import { inTransaction } from '#db/transaction.ts';
import { addBlackout } from '#services/add-blackout.ts';
import { addSeason } from '#services/add-season.ts';
import { changeSeason } from '#services/change-season.ts';
import type { Context } from '#services/context.ts';
import { freezeWhenBegun } from '#services/season-knowledge.ts';

const DAY = 86_400_000;

/**
 * The demo's breaks and seasons, as its organisers would have added them: each season a week before it began. What is there already stays.
 * `startedAt` (epoch milliseconds) is when the demo was first made.
 */
export async function addDemoSeasons(ctx: Context, request: { campus: Campus; startedAt: number }): Promise<void> {
  const { campus, startedAt } = request;
  const { db } = ctx.database;
  const day = (back: number) => new Date(startedAt - back * DAY).toISOString().slice(0, 10);
  const known = new Set((await listBlackouts(db, campus.id)).map(({ firstDay }) => firstDay));
  for (const one of demoBreaks(day(460), day(-120))) if (!known.has(one.firstDay)) await addBlackout(ctx, { campus, ...one });
  for (const season of demoSeasons(startedAt)) {
    if ((await findSeason(db, { campusId: campus.id, slug: season.slug })) === null) await addDemoSeason(ctx, { campus, season });
  }
}

async function addDemoSeason(ctx: Context, { campus, season }: { campus: Campus; season: DemoSeason }): Promise<void> {
  const at = (monday: string) => new Date(weekOf(monday, campus.timeZone).startsAt + DAY / 3);
  const { change, ...wanted } = season;
  const { season: added } = await addSeason(ctx, { campus, ...wanted, now: at(addDays(season.firstWeek, -7)) });
  await inTransaction(ctx.database, ({ db }) => freezeWhenBegun(db, { campus, season: added, now: at(season.firstWeek) }));
  if (change === null) return;
  const { week, prizes, reason } = change;
  await changeSeason(ctx, { campus, slug: season.slug, wishes: { prizes }, reason, personId: null, now: at(week) });
}
