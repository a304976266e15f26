import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { announceWeek } from '#services/announce-week.ts';
import { askForDigest } from '#services/ask-for-digest.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import type { Context } from '#services/context.ts';
import type { DigestLocale } from '#services/digest-words.ts';
import { importText, newCampus } from '#tests/support/campus.ts';
import type { mailServer } from '#tests/support/mail-server.ts';

/** Mondays of the weeks 44, 45 and 46 of 2026. */
export const WEEKS = ['2026-10-26', '2026-11-02', '2026-11-09'] as const;
/** Monday after the last of them, 09:00 by the clock of these campuses. */
export const NOW = new Date('2026-11-16T09:00:00Z');
export const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
export const DAY = 24 * 60;

type Server = Awaited<ReturnType<typeof mailServer>>;

/** Closed weeks in UTC, the last of them or all three: A uses 10 kWh a day, B 20; Small uses the least and has too few residents to be shown. */
export async function closedCampus(
  ctx: Context,
  { weeks = 1, names = {} }: { weeks?: 1 | 3; names?: Record<string, string> } = {},
): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const days = WEEKS.slice(-weeks).flatMap((monday) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(monday, day)));
  const rows = days.flatMap((day) => ['A,10', 'B,20', 'Small,1'].map((use) => use.replace(',', `,${day},${addDays(day, 1)},`)));
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...rows].join('\n'), options: { createMeters: true } });
  const { pool } = ctx.database;
  await pool.query(
    `INSERT INTO dorm_sizes (campus_id, dorm_id, from_day, residents)
     SELECT campus_id, id, '2000-01-01', CASE slug WHEN 'small' THEN 5 ELSE 100 END FROM dorms WHERE campus_id = $1`,
    [campus.id],
  );
  for (const [slug, name] of Object.entries(names))
    await pool.query('UPDATE dorms SET name = $3 WHERE campus_id = $1 AND slug = $2', [campus.id, slug, name]);
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

export const ask = (ctx: Context, campus: Campus, who: { email: string; locale?: DigestLocale; now?: Date; address?: string }) =>
  askForDigest(ctx, { campus, locale: 'en', now: after(-60), address: '192.0.2.7', secret: 'of this test', ...who });

/** The secret word of the newest mail to an address that asks to confirm. */
export function wordOf(server: Server, email: string): string {
  return /\/digest\/confirm\?word=([\w-]+)/.exec(server.to(email).at(-1)?.mail.text ?? '')?.[1] ?? '';
}

/** Addresses that asked and confirmed an hour before NOW. Their mails are the subject of other tests; each costs the server's 100 ms greeting. */
export async function subscribe(ctx: Context, campus: Campus, query: { emails: string[]; locale?: DigestLocale }) {
  const { emails, locale = 'en' } = query;
  for (const email of emails) await ask(ctx, campus, { email, locale });
  await ctx.database.pool.query(
    'UPDATE digest_subscriptions SET confirmed_at = $2, confirm_due_at = NULL WHERE campus_id = $1 AND confirmed_at IS NULL',
    [campus.id, after(-60)],
  );
}

export const announce = (
  ctx: Context,
  campus: Campus,
  words: { monday?: string; now?: Date; message?: string | null; prize?: string | null } = {},
) =>
  announceWeek(ctx, {
    by: 'operator',
    campus,
    monday: WEEKS[2],
    at: null,
    message: null,
    prize: null,
    seen: null,
    now: NOW,
    ...words,
  });
