import { campusOf } from '#app/_data/campus-of.ts';
import { findDormView } from '#app/_data/dorm.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering } from '#app/api/_answers/answering.ts';
import type { DormView } from '#components/dorm/dorm-view.ts';
import { ServiceError } from '#services/service-error.ts';
import { csvLine } from '#services/write-csv.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string; dorm: string; table: string }>;
}

/** The tables behind a dorm page's charts, as everyone may see them: days, history or profile, as CSV. */
export async function GET(_request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, dorm, table } = await params;
    const campus = await campusOf(await getContext(), slug);
    const view = await findDormView(campus, dorm);
    const write = Object.hasOwn(TABLES, table) ? TABLES[table] : undefined;
    if (view === null || write === undefined) throw new ServiceError('dorm-unknown', 'There is no such dorm or table here.');
    const headers = {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${table}.csv"`,
      'cache-control': 'public, max-age=0, must-revalidate',
    };
    return new Response(write(view), { headers });
  });
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** To the Wh: what is left beyond is the computer's, not the meter's. */
function rounded(kwh: number | null): number | null {
  return kwh === null ? null : Math.round(kwh * 1000) / 1000;
}

const TABLES: Readonly<Record<string, (view: DormView) => string>> = {
  days: ({ days }) =>
    csvLine(['day', 'state', 'energyKwh', 'usualKwh']) +
    days.map((day) => csvLine([day.day, day.state, rounded(day.energyKwh), rounded(day.usualKwh)])).join(''),
  history: ({ history }) => csvLine(['week', 'rank']) + history.map(({ week, rank }) => csvLine([week, rank])).join(''),
  profile: ({ profile }) =>
    csvLine(['weekday', ...(profile?.columns ?? []).map(({ fromHour, toHour }) => `${fromHour}:00-${toHour}:00 kWh per hour`)]) +
    (profile?.rows ?? []).map((row, index) => csvLine([WEEKDAYS[index] ?? '', ...row.map(rounded)])).join(''),
};
