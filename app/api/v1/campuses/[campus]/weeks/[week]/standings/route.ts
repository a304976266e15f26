import { createHash } from 'node:crypto';
import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering, RequestError } from '#app/api/_answers/answering.ts';
import { isLens, LENSES, type Lens } from '#core/ranking/rules.ts';
import { mondayOfWeekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { getLeaderboard } from '#services/get-leaderboard.ts';
import { leaderboardJson } from '#services/leaderboard-json.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { pastScores } from '#services/past-scores.ts';
import { ServiceError } from '#services/service-error.ts';
import { csvLine } from '#services/write-csv.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string; week: string }>;
}

/** The standings of a week, as everyone may see them: JSON, or CSV with format=csv. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, week: weekId } = await params;
    const { lens, format } = readQuery(new URL(request.url).searchParams);
    const ctx = await getContext();
    const now = new Date();
    const campus = await campusOf(ctx, slug);
    refuseOtherWeeks(campus, { weekId, now });
    const board = await getLeaderboard(ctx, { campus, weekId, lens, now });
    const visible = await openPublicGate(ctx.database.db, campus);
    const standings = visible(board.week.monday, board.standings);
    const json = leaderboardJson(campus.slug, board, { standings, past: await pastScores(ctx.database.db, { campus, board }) });
    const name = `${campus.slug}-${json.week}-${lens}.csv`;
    return format === 'json'
      ? answer(request, { type: 'application/json', body: JSON.stringify(json) })
      : answer(request, { type: 'text/csv; charset=utf-8; header=present', body: standingsCsv(json), name });
  });
}

function readQuery(query: URLSearchParams): { lens: Lens; format: 'json' | 'csv' } {
  const lens = query.get('lens') ?? 'energy';
  if (!isLens(lens)) throw new ServiceError('lens-unknown', `There is no such lens. There are: ${LENSES.join(', ')}.`);
  const format = query.get('format') ?? 'json';
  if (format !== 'json' && format !== 'csv') throw new RequestError('format is json or csv.');
  return { lens, format };
}

/** Only weeks that have begun, in years that the database knows, have standings. */
function refuseOtherWeeks(campus: Campus, { weekId, now }: { weekId: string; now: Date }): void {
  const monday = /^(19|20)\d\d-/.test(weekId) ? mondayOfWeekId(weekId) : null;
  if (monday === null) throw new ServiceError('week-unknown', 'There is no such week. Write it as 2026-W47.');
  if (weekOf(monday, campus.timeZone).startsAt > now.getTime())
    throw new ServiceError('week-unknown', `${weekId} has not begun yet.`);
}

function standingsCsv({ standings }: ReturnType<typeof leaderboardJson>): string {
  const lines = standings.map(({ rank, dorm, name, score, energyKwh, coverage, reason, noise, chanceAheadOfNext }) =>
    csvLine([rank, dorm, name, score, energyKwh, coverage, reason, noise, chanceAheadOfNext]),
  );
  return (
    csvLine(['rank', 'dorm', 'name', 'score', 'energyKwh', 'coverage', 'reason', 'noise', 'chanceAheadOfNext']) + lines.join('')
  );
}

/** Asked again with the tag of an unchanged answer, only that is said. */
function answer(request: Request, content: { type: string; body: string; name?: string }): Response {
  const etag = `"${createHash('sha256').update(content.body).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'cache-control': 'public, max-age=0, must-revalidate', 'access-control-allow-origin': '*' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const disposition = content.name === undefined ? {} : { 'content-disposition': `attachment; filename="${content.name}"` };
  return new Response(content.body, { headers: { ...headers, ...disposition, 'content-type': content.type } });
}
