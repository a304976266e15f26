import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering, RequestError } from '#app/api/_answers/answering.ts';
import { SAVED_PERCENTS } from '#core/ranking/fairness.ts';
import { weekId } from '#core/time/weeks.ts';
import { type CampusFairness, getFairness } from '#services/get-fairness.ts';
import { csvLine } from '#services/write-csv.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string }>;
}

const HEADERS = { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' };

/** How fair each lens was, as everyone may see it: JSON, or CSV with format=csv. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const format = new URL(request.url).searchParams.get('format') ?? 'json';
    if (format !== 'json' && format !== 'csv') throw new RequestError('format is json or csv.');
    const ctx = await getContext();
    const campus = await campusOf(ctx, (await params).campus);
    const json = fairnessJson(campus.slug, await getFairness(ctx, campus));
    if (format === 'json') return Response.json(json, { headers: HEADERS });
    const disposition = `attachment; filename="${campus.slug}-fairness.csv"`;
    const headers = { ...HEADERS, 'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': disposition };
    return new Response(fairnessCsv(json), { headers });
  });
}

function fairnessJson(campus: string, found: CampusFairness | null) {
  const slug = (dorm: number) => found?.dorms.get(dorm)?.slug ?? '';
  return {
    campus,
    reckonedAt: found?.reckonedAt.toISOString() ?? null,
    lenses: (found?.lenses ?? []).map((one) => {
      const { lens, weeks, dorms, evenness, percentile, power, seasonPower4, luck, winners, drawn } = one;
      return {
        ...{ lens, weeks, dorms, evenness, percentile, power, seasonPower4, luck },
        winners: winners.map(({ dorm, weeks: won }) => ({ dorm: slug(dorm), weeks: won })),
        drawn: drawn.map(({ name, winners: won }) => ({ week: weekId(name), winners: won.map(slug) })),
      };
    }),
  };
}

function fairnessCsv({ lenses }: ReturnType<typeof fairnessJson>): string {
  const powers = ['power', 'seasonPower4'].flatMap((name) => SAVED_PERCENTS.map((percent) => `${name}At${percent}`));
  const lines = lenses.map(({ lens, weeks, dorms, evenness, percentile, power, seasonPower4, luck, winners }) =>
    csvLine([
      ...[lens, weeks, dorms, winners[0]?.dorm ?? null, winners[0]?.weeks ?? null, evenness, percentile, luck],
      ...[power, seasonPower4].flatMap((one) => SAVED_PERCENTS.map((percent) => one[percent])),
    ]),
  );
  const head = ['lens', 'weeks', 'dorms', 'mostWonBy', 'mostWon', 'evenness', 'percentile', 'luck', ...powers];
  return csvLine(head) + lines.join('');
}
