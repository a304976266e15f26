import type {
  ExampleDorm,
  ExampleFilled,
  ExampleModel,
  ExampleOrder,
  ExampleTie,
  ExampleWeek,
} from '#components/method/method-view.ts';
import { kwhOf } from '#core/energy/micro-wh.ts';
import { type DailyModel, expectedKwh } from '#core/ranking/daily-model.ts';
import type { DormWeek } from '#core/ranking/dorm-week.ts';
import { chanceOfOrder, noiseOf } from '#core/ranking/how-sure.ts';
import { type DormKnowledge, effortModel } from '#core/ranking/knowledge.ts';
import { dormDays, hoursOf } from '#core/ranking/observed-week.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { mondayOf, weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listExpectationsOfPublication, listPublishedWeeks, type PublicationExpectation } from '#db/queries/publications.ts';
import type { Context } from '#services/context.ts';
import { type FrozenWeek, frozenWeek } from '#services/frozen-week.ts';
import { type Board, getBoard } from '#services/get-board.ts';
import { OUTSIDE_SEASONS } from '#services/publication-content.ts';

/** The lenses in the order in which their example is looked for first. */
const BY_INTEREST = [
  'effort',
  'weather-adjusted',
  'saving',
  'per-resident',
  'per-area',
  'energy',
] as const satisfies readonly Lens[];

/** Worked examples from the campus's last closed week as everyone may see it; null where none is closed or nobody is ranked. */
export async function methodExample(ctx: Context, request: { campus: Campus; now: Date }): Promise<ExampleWeek | null> {
  const { campus, now } = request;
  const { db } = ctx.database;
  const [publication] = await listPublishedWeeks(db, { campusId: campus.id, beforeWeek: null, limit: 1 });
  if (publication === undefined) return null;
  const week = weekId(publication.week);
  const lensOf = async (lens: Lens) => getBoard(ctx, { campus, weekId: week, lens, now });
  const plain = await lensOf('effort');
  const shown = BY_INTEREST.find((lens) => rankedIn(plain, lens).length > 0);
  if (shown === undefined) return null;
  const board = shown === 'effort' ? plain : await lensOf(shown);
  const frozen = await frozenWeek(db, publication);
  const key = { campusId: campus.id, seq: publication.seq, seasonId: OUTSIDE_SEASONS };
  const expectations = await listExpectationsOfPublication(db, key);
  const chosen = chooseDorm(board);
  const dorms: Partial<Record<Lens, ExampleDorm>> = {};
  for (const lens of LENSES) {
    const example = dormExample({ board, lens, chosen, frozen, expectations });
    if (example !== null) dorms[lens] = example;
  }
  return {
    week,
    dorms,
    model: modelExample({ ranked: rankedIn(board, shown), chosen, frozen, expectations }),
    order: orderExample(board, { lens: shown, chosen }),
    tie: tieExample(board),
    filled: filledExample(board, frozen),
  };
}

function rankedIn(board: Board, lens: Lens): Standing[] {
  return (board.byLens.get(lens) ?? []).filter(({ rank }) => rank !== null);
}

/** The dorm ranked under the most lenses; of several the one nearest the middle of the most telling lens. */
function chooseDorm(board: Board): number | null {
  const order = BY_INTEREST.map((lens) => rankedIn(board, lens)).find((ranked) => ranked.length > 0) ?? [];
  const middle = (order.length - 1) / 2;
  const rated = order.map(({ dormId }, index) => ({
    dormId,
    lenses: LENSES.filter((lens) => rankedIn(board, lens).some((one) => one.dormId === dormId)).length,
    away: Math.abs(index - middle),
  }));
  return rated.sort((a, b) => b.lenses - a.lenses || a.away - b.away)[0]?.dormId ?? null;
}

interface Sources {
  readonly frozen: FrozenWeek;
  readonly expectations: readonly PublicationExpectation[];
}

function dormExample(request: Sources & { board: Board; lens: Lens; chosen: number | null }): ExampleDorm | null {
  const { board, lens, chosen, frozen, expectations } = request;
  const ranked = rankedIn(board, lens);
  const standing = ranked.find(({ dormId }) => dormId === chosen) ?? ranked[ranked.length >> 1];
  const dorm = frozen.dorms.find(({ dormId }) => dormId === standing?.dormId);
  if (standing === undefined || dorm === undefined || standing.score === null || standing.filledKwh === null) return null;
  const judged = expectations.find(({ dormId }) => dormId === standing.dormId);
  const { baseline, form } = knowledgeIn(judged);
  return {
    lens,
    ...{ slug: standing.slug, name: standing.name, rank: standing.rank ?? 0, ranked: ranked.length, score: standing.score },
    ...{ usedKwh: standing.filledKwh, hours: hoursOf(dormDays(dorm)), daysKwh: daysKwh(dorm) },
    ...{ residents: standing.residents, floorAreaM2: standing.floorAreaM2 },
    baseline:
      baseline === null
        ? null
        : { weeks: baseline.weeks.map((day) => weekId(mondayOf(day))), kwh: baseline.kwh, hours: baseline.hours },
    weatherKwh: judged?.weatherKwh ?? null,
    effortKwh: judged?.effortKwh ?? null,
    residual: judged?.residual ?? null,
    shared: judged?.shared ?? null,
    form,
  };
}

/** What counts of each day: measured, estimated and filled at the usual power. */
function daysKwh({ meters }: DormWeek): number[] {
  const days = new Map<string, bigint>();
  for (const { day, energyMicroWh, ruleEstimatedMicroWh, filledMicroWh } of meters.flatMap((meter) => meter.days))
    days.set(day, (days.get(day) ?? 0n) + energyMicroWh + ruleEstimatedMicroWh + filledMicroWh);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, microWh]) => kwhOf(microWh));
}

/** What was frozen comes back as it was put in. */
function knowledgeIn(row: PublicationExpectation | undefined): DormKnowledge {
  const { baseline = null, weatherModel = null, calendarModel = null, form = null } = row ?? {};
  return { baseline, weatherModel, calendarModel, form } as DormKnowledge;
}

/** The model that effort takes of a dorm: of the example's, or of the nearest whose energy follows the weather. */
function modelExample(request: Sources & { ranked: readonly Standing[]; chosen: number | null }): ExampleModel | null {
  const { ranked, chosen, frozen, expectations } = request;
  const at = ranked.findIndex(({ dormId }) => dormId === chosen);
  const nearest = ranked.map((standing, index) => ({ standing, away: Math.abs(index - at) })).sort((a, b) => a.away - b.away);
  const models = nearest.flatMap(({ standing: { dormId, name } }) => {
    const known = knowledgeIn(expectations.find((one) => one.dormId === dormId));
    const model = effortModel(known);
    const dorm = frozen.dorms.find((one) => one.dormId === dormId);
    return model === null || dorm === undefined ? [] : [{ name, model, dorm }];
  });
  const days = models.map((one) => modelDay(one, frozen)).filter((day) => day !== null);
  const isTelling = ({ base, weekend, isWeekend: isFree, expectedKwh: kwh }: ExampleModel) =>
    kwh - base - (isFree ? weekend : 0) > 0.05;
  return days.find(isTelling) ?? days.find(({ shape }) => shape !== 'flat') ?? days[0] ?? null;
}

/** A model on the day of the week on which the weather counted most. */
function modelDay(one: { name: string; model: DailyModel; dorm: DormWeek }, frozen: FrozenWeek): ExampleModel | null {
  const { name, model, dorm } = one;
  const days = dormDays(dorm).flatMap(({ day }) => {
    const celsius = frozen.celsius.get(day) ?? null;
    const kwh = expectedKwh(model, { day, celsius });
    const calendar = expectedKwh({ ...model, shape: 'flat' }, { day, celsius });
    return kwh === null || calendar === null ? [] : [{ day, celsius, kwh, byWeather: kwh - calendar, isWeekend: isWeekend(day) }];
  });
  const [best] = days.sort((a, b) => b.byWeather - a.byWeather || Number(b.isWeekend) - Number(a.isWeekend));
  if (best === undefined) return null;
  const { shape, base, weekend, heating, cooling, heatingBelow, coolingAbove, days: fitted, cvRmse, nmbe } = model;
  return {
    ...{ name, shape, base, weekend, heating, cooling, heatingBelow, coolingAbove, days: fitted, cvRmse, nmbe },
    ...{ day: best.day, isWeekend: best.isWeekend, celsius: shape === 'flat' ? null : best.celsius, expectedKwh: best.kwh },
  };
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The example's dorm and a neighbour; the pair whose order is least sure is the most telling. */
function orderExample(board: Board, request: { lens: Lens; chosen: number | null }): ExampleOrder | null {
  const { lens, chosen } = request;
  const asked = { lens, days: 7 };
  const ranked = rankedIn(board, lens);
  const at = ranked.findIndex(({ dormId }) => dormId === chosen);
  const pairs = [at - 1, at].flatMap((index): ExampleOrder[] => {
    const [ahead, behind] = [ranked[index], ranked[index + 1]];
    if (ahead === undefined || behind === undefined || ahead.score === null || behind.score === null) return [];
    const scored = (one: Standing) => ({ dormId: one.dormId, score: one.score ?? 0 });
    const chance = chanceOfOrder(board.past, { ahead: scored(ahead), behind: scored(behind), ...asked });
    if (chance === null) return [];
    const noise = noiseOf(board.past, ahead.dormId, asked);
    return [{ lens, ahead: ahead.name, behind: behind.name, gap: Math.abs(ahead.score - behind.score), noise, chance }];
  });
  return pairs.sort((a, b) => a.chance - b.chance)[0] ?? null;
}

function tieExample(board: Board): ExampleTie | null {
  for (const lens of BY_INTEREST) {
    const ranked = rankedIn(board, lens);
    const first = ranked.find((one, index) => one.rank === ranked[index + 1]?.rank);
    if (first === undefined || first.score === null || first.rank === null) continue;
    const names = ranked.filter(({ rank }) => rank === first.rank).map(({ name }) => name);
    return { lens, names, score: first.score, rank: first.rank };
  }
  return null;
}

/** The ranked dorm of whose energy the largest part was not measured. */
function filledExample(board: Board, frozen: FrozenWeek): ExampleFilled | null {
  const parts = rankedIn(board, 'energy').flatMap((standing): ExampleFilled[] => {
    const dorm = frozen.dorms.find(({ dormId }) => dormId === standing.dormId);
    if (dorm === undefined || standing.filledKwh === null || standing.energyMicroWh === null) return [];
    const estimatedKwh = estimatedIn(dorm);
    const measuredKwh = kwhOf(standing.energyMicroWh) - estimatedKwh.byFile;
    const estimated = estimatedKwh.byFile + estimatedKwh.byRule;
    const addedKwh = standing.filledKwh - measuredKwh - estimated;
    return [{ name: standing.name, measuredKwh, estimatedKwh: estimated, addedKwh, usedKwh: standing.filledKwh }];
  });
  const share = ({ measuredKwh, usedKwh }: ExampleFilled) => (usedKwh === 0 ? 0 : 1 - measuredKwh / usedKwh);
  const [most] = parts.sort((a, b) => share(b) - share(a));
  return most !== undefined && most.estimatedKwh + most.addedKwh >= LEAST_TELLING_KWH ? most : null;
}

/** Less than this reads as nothing. */
const LEAST_TELLING_KWH = 0.1;

function estimatedIn(dorm: DormWeek): { byFile: number; byRule: number } {
  const days = dorm.meters.flatMap(({ days: ofMeter }) => ofMeter);
  return {
    byFile: kwhOf(days.reduce((sum, day) => sum + day.estimatedMicroWh, 0n)),
    byRule: kwhOf(days.reduce((sum, day) => sum + day.ruleEstimatedMicroWh, 0n)),
  };
}
