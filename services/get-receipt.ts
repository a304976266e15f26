import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import type { MeterWeek } from '#core/ranking/dorm-week.ts';
import { type Receipt, type ReceiptImport, type ReceiptPast, receiptDay, receiptTotals } from '#core/ranking/receipt.ts';
import { isOfPast, type Lens } from '#core/ranking/rules.ts';
import type { Week } from '#core/time/weeks.ts';
import { listPublicationTemperatures, type Publication } from '#db/queries/publications.ts';
import { longestIntervals } from '#db/queries/readings.ts';
import { type CountedSpan, listCountedImports } from '#db/queries/receipts.ts';
import { type Db, inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { frozenWeek } from '#services/frozen-week.ts';
import type { Expectation } from '#services/get-leaderboard.ts';
import { judgeReceiptWeek, judgeSeasonReceiptWeek, type ReceiptRequest, type ReceiptWeek } from '#services/judge-receipt-week.ts';
import { meterLimits } from '#services/meter-limits.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * The receipt of a dorm's standing in the newest edition of a published week: in a season (`lens` null or the season's own), or
 * outside any under a lens. Errors: week-unknown, week-not-published, dorm-unknown, too-small, season-unknown, lens-unknown.
 */
export async function getReceipt(
  ctx: Context,
  request: ReceiptRequest & ({ season: string; lens: Lens | null } | { season: null; lens: Lens }),
): Promise<Receipt> {
  const { campus, season } = request;
  const judged =
    season === null
      ? await judgeReceiptWeek(ctx, { ...request, lens: request.lens })
      : await judgeSeasonReceiptWeek(ctx, { ...request, season });
  if (request.lens !== null && request.lens !== judged.lens)
    throw new ServiceError('lens-unknown', `The season “${season}” is judged by ${judged.lens} and by nothing else.`);
  return inTransaction(ctx.database, async (transaction) => {
    const { publication, own, week } = judged;
    const meters = await metersOf(transaction.db, publication, own.dormId);
    const imports = await importsOf(transaction, { publication, week, meters });
    return { ...(await headOf(transaction.db, { judged, campus: campus.slug })), ...measuredParts(meters), ...imports };
  });
}

async function metersOf(db: Db, publication: Publication, dormId: number): Promise<readonly MeterWeek[]> {
  const { dorms } = await frozenWeek(db, publication);
  return dorms.find((dorm) => dorm.dormId === dormId)?.meters ?? [];
}

async function headOf(
  db: Db,
  request: { judged: ReceiptWeek; campus: string },
): Promise<Omit<Receipt, 'meters' | 'imports' | 'areImportsAsPublished'>> {
  const { judged, campus } = request;
  const { publication, own, lens, season, league, expectation } = judged;
  const past = own.reason !== 'not-reckoned' && isOfPast(lens) ? pastOf(lens, expectation) : null;
  const key = { campusId: publication.campusId, seq: publication.seq };
  return {
    receipt: 1,
    ...{ campus, week: judged.week.id, edition: publication.edition, state: publication.state },
    ...{ publishedAt: publication.publishedAt.toISOString(), method: publication.methodVersion },
    ...{ contentDigest: publication.contentDigest.toString('hex'), chainDigest: publication.digest.toString('hex') },
    ...{ lens, season, league },
    dorm: { slug: own.slug, name: own.name, residents: own.residents, floorAreaM2: own.floorAreaM2 },
    ...{ score: own.score, rank: own.rank, reason: own.reason },
    totals: receiptTotals(own),
    temperatures: usesWeather(past) ? await listPublicationTemperatures(db, key) : [],
    past,
    standings: judged.standings.flatMap(({ slug, name, score, rank }) =>
      rank === null || score === null ? [] : [{ dorm: slug, name, score, rank }],
    ),
  };
}

/** Only what the lens takes: a receipt does not state what plays no part in it. */
function pastOf(lens: Lens, expectation: Expectation | null): ReceiptPast {
  const nothing = { baseline: null, weatherModel: null, calendarModel: null, form: null };
  if (expectation === null) return { ...nothing, expectedKwh: null, residual: null, shared: null };
  const { baseline, weatherModel, calendarModel, form, baselineKwh, weatherKwh, effortKwh, residual, shared } = expectation;
  if (lens === 'saving') return { ...nothing, baseline, expectedKwh: baselineKwh, residual: null, shared: null };
  if (lens === 'weather-adjusted')
    return { ...nothing, weatherModel, calendarModel, expectedKwh: weatherKwh, residual: null, shared: null };
  return { ...nothing, weatherModel, calendarModel, form, expectedKwh: effortKwh, residual, shared };
}

function usesWeather(past: ReceiptPast | null): boolean {
  return past !== null && past.weatherModel !== null;
}

function measuredParts(meters: readonly MeterWeek[]): Pick<Receipt, 'meters'> {
  return { meters: meters.map(({ label, days }) => ({ meter: label, days: days.map(receiptDay) })) };
}

/** The imports of the readings that counted when the week was published, as far as they are still there. */
async function importsOf(
  transaction: Transaction,
  request: { publication: Publication; week: Week; meters: readonly MeterWeek[] },
): Promise<Pick<Receipt, 'imports' | 'areImportsAsPublished'>> {
  const { publication, week, meters } = request;
  const { campusId, dataRevision: revision } = publication;
  const meterIds = meters.map(({ meterId }) => meterId);
  const key = { campusId, meterIds };
  const limits = await meterLimits(transaction, key);
  const longest = await longestIntervals(transaction, key);
  const spans = meters.flatMap((meter): CountedSpan[] => {
    const active = week.days.filter((_, index) => (meter.days[index]?.activeSeconds ?? 0) > 0);
    const [first, last] = [active[0], active.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { meterId } = meter;
    const longestSeconds = Math.min(longest.get(meterId) ?? 0, LONGEST_RANKED_SECONDS);
    const limitWatts = limits.get(meterId) ?? Number.POSITIVE_INFINITY;
    return [{ meterId, fromAt: first.startsAt, untilAt: last.endsAt, longestSeconds, limitWatts }];
  });
  const counted = await listCountedImports(transaction, { campusId, revision, spans });
  const labels = new Map(meters.map(({ meterId, label }) => [meterId, label]));
  const imports = counted.map(({ meterId, importId, fileName, receivedAt, energyMicroWh, ...rows }): ReceiptImport => {
    const arrived = { file: fileName, receivedAt: receivedAt.toISOString(), meter: labels.get(meterId) ?? '' };
    return { import: importId, ...arrived, ...rows, energyMicroWh: energyMicroWh.toString() };
  });
  const isSame = ({ meterId, days }: MeterWeek) => {
    const published = days.reduce((sum, { energyMicroWh }) => sum + energyMicroWh, 0n);
    return published === counted.reduce((sum, one) => sum + (one.meterId === meterId ? one.energyMicroWh : 0n), 0n);
  };
  return { imports, areImportsAsPublished: meters.every(isSame) };
}
