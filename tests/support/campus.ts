import { createHash } from 'node:crypto';
import { pino } from 'pino';
import type { FileSource } from '#core/meter-files/meter-file.ts';
import type { Lens } from '#core/ranking/rules.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Database } from '#db/transaction.ts';
import { addCampus } from '#services/add-campus.ts';
import type { Context } from '#services/context.ts';
import { getLeaderboard } from '#services/get-leaderboard.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { leaderboardJson } from '#services/leaderboard-json.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

export function testContext(database: Database): Context {
  return { by: 'operator', database, log: pino({ level: 'silent' }) };
}

let campuses = 0;

/** A campus of its own in the test's database. */
export async function newCampus(ctx: Context, timeZone = 'America/New_York'): Promise<Campus> {
  campuses += 1;
  return addCampus(ctx, {
    slug: `campus-${campuses}`,
    name: `Campus ${campuses}`,
    timeZone,
    now: new Date('2019-01-01T00:00:00Z'),
  });
}

export function textSource(text: string | Uint8Array, name = 'file.csv'): { source: FileSource; sha256: Buffer } {
  const bytes = Buffer.from(text);
  return { source: bytesSource(bytes, { name }), sha256: createHash('sha256').update(bytes).digest() };
}

/** Imports a file as the command line does. `now` is the end of 2026 unless said. */
export async function importText(
  ctx: Context,
  campus: Campus,
  file: { text: string; options?: ImportOptions; mode?: 'commit' | 'preview'; now?: Date; name?: string },
): Promise<ImportResult> {
  return importReadings(ctx, {
    campus,
    ...textSource(file.text, file.name),
    options: file.options ?? {},
    channel: 'command',
    mode: file.mode ?? 'commit',
    now: file.now ?? new Date('2026-11-30T00:00:00Z'),
  });
}

export async function boardOf(ctx: Context, campus: Campus, request: { weekId: string; lens?: Lens; now?: Date }) {
  const lens = request.lens ?? 'energy';
  const now = request.now ?? new Date('2026-11-30T00:00:00Z');
  return leaderboardJson(campus.slug, await getLeaderboard(ctx, { campus, weekId: request.weekId, lens, now }));
}

/** Everything stored of a campus's readings and totals, without the numbers that count changes. */
export async function storedState(ctx: Context, campus: Campus): Promise<unknown> {
  const ask = async (text: string) => (await ctx.database.pool.query(text, [campus.id])).rows;
  return {
    effective:
      await ask(`SELECT DISTINCT ON (m.label, r.starts_at) m.label, r.starts_at, r.seconds, r.energy_micro_wh::text, r.quality
      FROM readings r JOIN meters m ON m.campus_id = r.campus_id AND m.id = r.meter_id WHERE r.campus_id = $1
      ORDER BY m.label, r.starts_at, r.yields, r.revision DESC`),
    daily:
      await ask(`SELECT m.label, d.day, energy_micro_wh::text, measured_seconds, estimated_micro_wh::text, estimated_seconds, zero_seconds,
      zero_lead_seconds, zero_tail_seconds, ends_at, held_micro_wh::text, held_seconds, rule_estimated_micro_wh::text, rule_estimated_seconds,
      peak_watts, resolution_micro_wh::text, is_steady FROM daily_energy d JOIN meters m ON m.campus_id = d.campus_id AND m.id = d.meter_id
      WHERE d.campus_id = $1 ORDER BY m.label, d.day`),
    hourly: await ask(`SELECT m.label, h.day, hours, h.energy_micro_wh::text, seconds FROM hourly_energy h
      JOIN meters m ON m.campus_id = h.campus_id AND m.id = h.meter_id WHERE h.campus_id = $1 ORDER BY m.label, h.day`),
    estimates: await ask(`SELECT m.label, e.starts_at, seconds, e.energy_micro_wh::text, rule FROM estimates e
      JOIN meters m ON m.campus_id = e.campus_id AND m.id = e.meter_id WHERE e.campus_id = $1 ORDER BY m.label, e.starts_at`),
    runs: await ask(`SELECT m.label, f.starts_at, ends_at, f.energy_micro_wh::text FROM frozen_runs f
      JOIN meters m ON m.campus_id = f.campus_id AND m.id = f.meter_id WHERE f.campus_id = $1 ORDER BY m.label, f.starts_at`),
    dorms: await ask('SELECT slug, name FROM dorms WHERE campus_id = $1 ORDER BY slug'),
    meters: await ask('SELECT label FROM meters WHERE campus_id = $1 ORDER BY label'),
  };
}
