import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { firstLensOf, rowsOf, usualRatio, weekView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { dormSlugOf } from '#app/_data/dorm-slug.ts';
import { footprintOf } from '#app/_data/footprint.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { DayUse, DormView, Footprint, ReceiptFigures, UsualProfile } from '#components/dorm/dorm-view.ts';
import type { JudgedBy, ModelView } from '#components/ui/judged-by.ts';
import { receiptPath } from '#components/ui/paths.ts';
import { kwhOf } from '#core/energy/micro-wh.ts';
import { equivalentFor } from '#core/footprint/equivalents.ts';
import type { HourlyProfile } from '#core/ranking/advice.ts';
import type { DailyModel } from '#core/ranking/daily-model.ts';
import { effortModel } from '#core/ranking/knowledge.ts';
import { isOfPast, LENSES, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { type Board, openWeekId } from '#services/get-board.ts';
import { type DormWeekDetail, getDormWeek, todayAt } from '#services/get-dorm-week.ts';
import { ServiceError } from '#services/service-error.ts';

/** A dorm's open week, gated, as plain values, by its part of an address; the page "not found" for an unknown dorm. */
export async function dormView(campus: Campus, part: string): Promise<DormView> {
  return (await cachedDormView(campus, part)) ?? notFound();
}

/** As dormView: null for an unknown dorm. */
export async function cachedDormView(campus: Campus, part: string): Promise<DormView | null> {
  const slug = dormSlugOf(part);
  if (slug === null) return null;
  const read = unstable_cache(() => readDormView(campus, slug), ['dorm', campus.slug, slug], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  return read();
}

/** As dormView, for the API: null for an unknown dorm, and not cached. */
export async function findDormView(campus: Campus, part: string): Promise<DormView | null> {
  const slug = dormSlugOf(part);
  return slug === null ? null : readDormView(campus, slug);
}

async function readDormView(campus: Campus, slug: string): Promise<DormView | null> {
  const ctx = await getContext();
  const now = new Date();
  try {
    const week = openWeekId(campus, now);
    const detail = await getDormWeek(ctx, { campus, slug, weekId: week, lens: await firstLensOf(campus, week), now });
    return viewOf(campus, { detail, now, footprint: await footprintSoFar(ctx, { campus, detail }) });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'dorm-unknown') return null;
    throw error;
  }
}

/** Of the whole days so far; null for a dorm whose energy is not shown. */
async function footprintSoFar(
  ctx: Context,
  { campus, detail }: { campus: Campus; detail: DormWeekDetail },
): Promise<Footprint | null> {
  const { board, dorm, standing } = detail;
  const first = board.board.week.days[0];
  const last = board.board.week.days[board.daysCounted - 1];
  if (standing.energyMicroWh === null || first === undefined || last === undefined) return null;
  return footprintOf(ctx, { campus, dormId: dorm.id, fromDay: first.day, toDay: last.day });
}

function viewOf(campus: Campus, request: { detail: DormWeekDetail; now: Date; footprint: Footprint | null }): DormView {
  const { detail, now, footprint } = request;
  const { board, dorm, standing } = detail;
  const rows = rowsOf(board);
  const place = rows.findIndex((row) => row.dorm === dorm.slug);
  const row = rows[place];
  const base = `/api/v1/campuses/${campus.slug}/dorms/${dorm.slug}`;
  return {
    campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone },
    week: weekView(campus, { board: board.board, daysCounted: board.daysCounted }),
    lens: board.board.lens,
    dorm: { slug: dorm.slug, name: dorm.name, kind: dorm.kind },
    usualRatio: usualRatio(board, standing),
    standing: row === undefined ? null : { rank: row.rank, movement: row.movement, score: row.score, gap: row.gap },
    unranked:
      standing.reason === null
        ? null
        : { reason: standing.reason, coverage: standing.leastCoverage, estimated: standing.mostEstimated },
    rankedCount: rows.length,
    judgedBy: row === undefined ? null : judgedBy(board, standing),
    noise: row?.noise ?? null,
    places: LENSES.map((lens) => ({ lens, rank: placeUnder(board, { lens, dormId: dorm.id }) })),
    ladder:
      row === undefined
        ? []
        : rows.slice(Math.max(0, place - 2), place + 3).map(({ dorm: rung, name, rank, score, noise, chanceAheadOfNext }) => ({
            dorm: rung,
            name,
            rank,
            score,
            noise,
            chanceAheadOfNext,
          })),
    days: dayUses(detail, todayAt(campus, now)),
    history: [...detail.history]
      .reverse()
      .map(({ week, rank }) => ({ week: weekId(week), rank }))
      .concat({ week: board.board.week.id, rank: standing.rank }),
    profile: detail.profile === null ? null : usualProfile(detail.profile, detail.isHourly),
    advice: standing.reason === null ? detail.advice : null,
    receipt: receiptOf(standing),
    footprint,
    footprintEquivalent: standing.filledKwh === null ? null : equivalentFor({ kwh: standing.filledKwh }),
    paths: {
      daysCsv: `${base}/days`,
      historyCsv: `${base}/history`,
      profileCsv: `${base}/profile`,
      receipt: receiptOfLast(campus, detail),
    },
  };
}

/** An open week has no receipt yet: the last closed one has. */
function receiptOfLast(campus: Campus, { board, dorm }: DormWeekDetail): DormView['paths']['receipt'] {
  const last = board.earlier[0];
  if (last === undefined) return null;
  const week = weekId(last.publication.week);
  return { week, path: receiptPath(campus.slug, week, dorm.slug, board.board.lens) };
}

function placeUnder(board: Board, { lens, dormId }: { lens: Lens; dormId: number }): number | null {
  return board.byLens.get(lens)?.find((one) => one.dormId === dormId)?.rank ?? null;
}

/** Only for a dorm whose score is shown. */
function judgedBy({ board }: Board, { dormId, filledKwh, lens }: Standing): JudgedBy | null {
  const known = board.expectations.get(dormId);
  if (known === undefined || filledKwh === null || !isOfPast(lens)) return null;
  const { baselineKwh, weatherKwh, effortKwh, form, residual, shared } = known;
  const model = lens === 'effort' ? effortModel(known) : lens === 'weather-adjusted' ? known.weatherModel : null;
  return {
    usedKwh: filledKwh,
    expectedKwh: lens === 'effort' ? effortKwh : lens === 'saving' ? baselineKwh : weatherKwh,
    baselineWeeks: lens === 'saving' ? (known.baseline?.weeks ?? []).map(weekId) : [],
    model: model === null ? null : modelView(model, model === known.weatherModel),
    form: lens !== 'effort' || form === null || residual === null || shared === null ? null : { ...form, residual, shared },
  };
}

function modelView({ shape, days, cvRmse, nmbe }: DailyModel, usesWeather: boolean): ModelView {
  return { shape, usesWeather, days, cvRmse, nmbe };
}

function dayUses(detail: DormWeekDetail, today: string): DayUse[] {
  return detail.days.map(({ day, energyKwh, usualKwh }) => {
    if (day > today) return { day, state: 'to-come', energyKwh: null, usualKwh };
    if (day === today) return { day, state: 'running', energyKwh, usualKwh };
    return { day, state: energyKwh === null ? 'missing' : 'over', energyKwh, usualKwh };
  });
}

/** Hours that make up the parts of a day shown for dorms too small for single hours. */
const PARTS = [
  [0, 6],
  [6, 10],
  [10, 14],
  [14, 18],
  [18, 22],
  [22, 24],
] as const;

function usualProfile(profile: HourlyProfile, isHourly: boolean): UsualProfile {
  const columns = isHourly
    ? Array.from({ length: 24 }, (_, hour) => ({ fromHour: hour, toHour: hour + 1 }))
    : PARTS.map(([fromHour, toHour]) => ({ fromHour, toHour }));
  const rows = profile.map((row) =>
    columns.map(({ fromHour, toHour }) => {
      const known = row.slice(fromHour, toHour).filter((value) => value !== null);
      return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
    }),
  );
  return { columns, rows };
}

function receiptOf(standing: Standing): ReceiptFigures | null {
  if (standing.score === null || standing.energyMicroWh === null || standing.filledKwh === null) return null;
  const measuredKwh = kwhOf(standing.energyMicroWh);
  return {
    measuredKwh,
    estimatedKwh: 0,
    filledKwh: standing.filledKwh - measuredKwh,
    coverage: standing.totalSeconds === 0 ? 0 : standing.coveredSeconds / standing.totalSeconds,
    residents: standing.residents,
    floorAreaM2: standing.floorAreaM2,
    score: standing.score,
  };
}
