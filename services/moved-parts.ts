import { contentDigest } from '#core/ranking/publication-digest.ts';
import { METHOD_VERSION } from '#core/ranking/rules.ts';
import { weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Publication, PublicationContent } from '#db/queries/publications.ts';
import type { Db } from '#db/transaction.ts';
import { dayAsKnown } from '#services/content-forms.ts';
import { knowWeek } from '#services/know-week.ts';
import { OUTSIDE_SEASONS, publicationContent } from '#services/publication-content.ts';
import { reckonWeek } from '#services/reckon-week.ts';

/** What is now other than it was when the week was published; dorms: their names, residents and floor areas. */
export type MovedPart = 'readings' | 'dorms' | 'expectations' | 'temperatures';

/**
 * What a week published now would rest on that differs from what `content` froze. Of a publication by an earlier method models are
 * not compared: by today's they would differ though nothing moved. Within a transaction.
 */
export async function movedParts(
  db: Db,
  request: { campus: Campus; link: Publication; content: PublicationContent },
): Promise<MovedPart[]> {
  const { campus, link, content } = request;
  const week = weekOf(link.week, campus.timeZone);
  const { dorms } = await reckonWeek(db, { campusId: campus.id, week, now: week.endsAt });
  const knowledge = await knowWeek(db, { campus, monday: link.week });
  const now = publicationContent({ campus: campus.slug, week: week.id, dorms, knowledge, seasons: new Map() });
  const method = Number(link.methodVersion);
  const daysOf = ({ days }: PublicationContent) => days.map((day) => dayAsKnown(day, method));
  const parts: MovedPart[] = [];
  if (!isSame(daysOf(now), daysOf(content))) parts.push('readings');
  if (!isSame(dormsOf(now), dormsOf(content))) parts.push('dorms');
  if (link.methodVersion !== METHOD_VERSION) return parts;
  if (!isSame(modelsOf(now), modelsOf(content))) parts.push('expectations');
  if (!isSame(now.temperatures, content.temperatures)) parts.push('temperatures');
  return parts;
}

function dormsOf({ standings }: PublicationContent) {
  return standings
    .filter(({ lens }) => lens === 'energy')
    .map(({ dormId, slug, name, residents, floorAreaM2 }) => ({ dormId, slug, name, residents, floorAreaM2 }))
    .sort((a, b) => a.dormId - b.dormId);
}

/** What was known before the week, outside any season, without what the week made of it. */
function modelsOf({ expectations }: PublicationContent) {
  return expectations
    .filter(({ seasonId }) => seasonId === OUTSIDE_SEASONS)
    .map(({ dormId, baseline, weatherModel, calendarModel, form }) => ({
      ...{ dormId, baseline, weatherModel, calendarModel, form },
    }));
}

function isSame(a: unknown, b: unknown): boolean {
  return contentDigest(a).equals(contentDigest(b));
}
