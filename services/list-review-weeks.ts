import { listNewestWeekRequests, needsSecondPerson, type WeekRequest } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listPublishedWeeks, type Publication } from '#db/queries/publications.ts';
import { listAnnouncedWeeksTouched } from '#db/queries/weeks.ts';
import type { Context } from '#services/context.ts';

/**
 * Where a closed week stands on its way out. awaits-approval, scheduled: something is asked. stopped: what was asked ended without being
 * done, and is still to do. touched: it is announced, and something that it rests on came in or changed since; perhaps nothing differs.
 */
export type ReviewState = 'provisional' | 'awaits-approval' | 'scheduled' | 'stopped' | 'touched' | 'final' | 'corrected';

export interface ReviewedWeek {
  readonly publication: Publication;
  readonly state: ReviewState;
  /** What was asked last; null: nothing yet. */
  readonly request: WeekRequest | null;
}

/** The closed weeks of a campus, newest first, at most `limit`. */
export async function listReviewWeeks(ctx: Context, query: { campus: Campus; limit: number }): Promise<ReviewedWeek[]> {
  const { campus, limit } = query;
  const { db } = ctx.database;
  const weeks = await listPublishedWeeks(db, { campusId: campus.id, beforeWeek: null, limit });
  const requests = new Map((await listNewestWeekRequests(db, campus.id)).map((request) => [request.week, request]));
  const touched = new Set(await listAnnouncedWeeksTouched(db, campus.id));
  const secondPerson = await needsSecondPerson(db, campus.id);
  return weeks.map((publication) => {
    const request = requests.get(publication.week) ?? null;
    const isTouched = touched.has(publication.week);
    return { publication, request, state: reviewState({ publication, request, isTouched, secondPerson }) };
  });
}

/** Where a week stands, by what was asked last. */
export function reviewState(of: {
  publication: Publication;
  request: WeekRequest | null;
  isTouched: boolean;
  secondPerson: boolean;
}): ReviewState {
  const { publication, request, isTouched, secondPerson } = of;
  const isProvisional = publication.state === 'provisional';
  if (request !== null && request.outcome === null) {
    // Asked for at once, and still open when the campus stopped asking for a second person: only a person ends it.
    const waitsForSomebody = request.dueAt === null || (secondPerson && !request.isApproved);
    return waitsForSomebody ? 'awaits-approval' : 'scheduled';
  }
  const wasStopped = request?.outcome === 'numbers-moved' || request?.outcome === 'not-needed';
  const isStillToDo = request?.kind === 'announce' ? isProvisional : isTouched;
  if (wasStopped && isStillToDo) return 'stopped';
  return isTouched ? 'touched' : publication.state;
}
