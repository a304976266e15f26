import type { DormWeek } from '#core/ranking/dorm-week.ts';
import type { WeekKnowledge } from '#core/ranking/knowledge.ts';
import { linkDigest } from '#core/ranking/publication-digest.ts';
import { LENSES, METHOD_VERSION } from '#core/ranking/rules.ts';
import { expectedOfWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { rankDorms } from '#core/ranking/standings.ts';
import type { Publication, PublicationContent } from '#db/queries/publications.ts';

/** What was known outside any season. */
export const OUTSIDE_SEASONS = 0;

/**
 * Everything a publication freezes: the standings under every lens, and the daily totals, expectations and temperatures they were
 * reckoned from. Rows are in an order that can be told from the rows themselves, so that the digest can be taken again.
 */
export function publicationContent(request: {
  campus: string;
  week: string;
  dorms: readonly DormWeek[];
  knowledge: WeekKnowledge;
  seasons: ReadonlyMap<number, WeekKnowledge>;
}): PublicationContent {
  const { campus, week, dorms, knowledge, seasons } = request;
  const known = [[OUTSIDE_SEASONS, knowledge] as const, ...seasons];
  const days = dorms.flatMap(({ dormId, meters }) =>
    meters.flatMap(({ meterId, label, days: ofMeter }) => ofMeter.map((day) => ({ ...day, dormId, meterId, meterLabel: label }))),
  );
  const expectations = known.flatMap(([seasonId, before]) => expectationsOf({ seasonId, dorms, known: before }));
  const temperatures = [...knowledge.celsius].map(([day, celsius]) => ({ day, celsius }));
  return {
    ...{ campus, week, method: METHOD_VERSION },
    standings: LENSES.flatMap((lens) => rankDorms(dorms, lens, knowledge)),
    days: days.sort((a, b) => a.meterId - b.meterId || compareText(a.day, b.day)),
    expectations: expectations.sort((a, b) => a.seasonId - b.seasonId || a.dormId - b.dormId),
    temperatures: temperatures.sort((a, b) => compareText(a.day, b.day)),
  };
}

/** The digest of a publication's link in the chain. */
export function publicationDigest(publication: Omit<Publication, 'digest'>): Buffer {
  const { campusId, seq, week, edition, state, reason, methodVersion, dataRevision, dataUntil, publishedAt } = publication;
  const times = { dataUntil: dataUntil?.toISOString() ?? null, publishedAt: publishedAt.toISOString() };
  const head = { campusId, seq, week, edition, state, reason, methodVersion, dataRevision, ...times };
  return linkDigest({ prevDigest: publication.prevDigest, contentDigest: publication.contentDigest, head });
}

/** What each dorm was judged with, and what came of it. */
function expectationsOf(request: { seasonId: number; dorms: readonly DormWeek[]; known: WeekKnowledge }) {
  const { seasonId, dorms, known } = request;
  const takingPart = dorms.filter(({ dormId }) => known.dorms.has(dormId)).map(totalledWeek);
  return expectedOfWeek(takingPart, known).flatMap((one) => {
    const dorm = known.dorms.get(one.dormId);
    return dorm === undefined ? [] : [{ seasonId, ...dorm, ...one }];
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
