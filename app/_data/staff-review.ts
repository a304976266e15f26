import 'server-only';
import { notFound } from 'next/navigation';
import { weekBoardView } from '#app/_data/board.ts';
import type { StaffPlace } from '#app/_data/staff.ts';
import { emailsOf } from '#app/_data/staff-people.ts';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import type { AskedView, ChangesView, LeagueOutcome, ReviewView, StandingView } from '#components/review/review-view.ts';
import { kwhText } from '#core/energy/micro-wh.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { messageHtml } from '#core/text/message-markdown.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOfWeekId, weekId } from '#core/time/weeks.ts';
import { needsSecondPerson, type WeekRequest } from '#db/queries/announcements.ts';
import { ANNOUNCEMENT_LIMITS } from '#services/announcement-words.ts';
import { type AnnouncedLeague, getAnnouncement, type WeekAnnouncement } from '#services/get-announcement.ts';
import { reviewState } from '#services/list-review-weeks.ts';
import { listWeekRequests } from '#services/list-week-requests.ts';
import { reviewWeek } from '#services/review-week.ts';
import { ServiceError } from '#services/service-error.ts';
import type { WeekChanges } from '#services/what-would-change.ts';

/** A closed week as its organisers look at it, as plain values; "not found" where it is not closed. */
export async function reviewView(place: StaffPlace, week: string): Promise<ReviewView> {
  const { ctx, campus } = place;
  const monday = mondayOfWeekId(week);
  if (monday === null) notFound();
  const asked = { campus, monday, now: new Date() };
  const announcement = await getAnnouncement(ctx, asked);
  if (announcement === null) notFound();
  const { changes, checks, lens } = await reviewWeek(ctx, asked).catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === 'week-not-published') notFound();
    throw error;
  });
  const { publication } = changes;
  const [request = null] = (await listWeekRequests(ctx, asked)).slice(0, 1);
  const isTouched = publication.state !== 'provisional' && changes.hasChanges;
  const secondPerson = await needsSecondPerson(ctx.database.db, campus.id);
  const state = reviewState({ publication, request, isTouched, secondPerson });
  const isLive = request !== null && (request.outcome === null || state === 'stopped');
  const board = await weekBoardView(campus, { weekId: week, lens: announcement.lens });
  return {
    ...{ campus: campus.slug, campusName: campus.name, timeZone: campus.timeZone, week: weekId(monday), state, lens },
    ...{ startsOn: monday, endsOn: addDays(monday, 6), edition: publication.edition, publicationState: publication.state },
    // What moved in an announced week has a card of its own.
    checks: checks.filter(({ kind }) => kind !== 'moved-since' || publication.state === 'provisional'),
    seen: changes.digest,
    rankedCount: changes.dorms.filter(({ before }) => (before?.rank ?? null) !== null).length,
    dormCount: changes.dorms.filter(({ before }) => before !== null).length,
    leagues: announcement.leagues.map((league) => leagueOutcome(league, board.rows)),
    season: announcement.season?.name ?? null,
    asked: isLive ? await askedView(place, { request, digest: changes.digest }) : null,
    announced: announcedView(announcement),
    changes: changesView(changes),
    needsSecondPerson: secondPerson,
    draft: draftOf(announcement, isLive && request.kind === 'announce' ? request : null),
    limits: ANNOUNCEMENT_LIMITS,
    localNow: localMinute(asked.now, campus.timeZone),
  };
}

function leagueOutcome(
  { league, places, mostImproved, seasonSoFar }: AnnouncedLeague,
  rows: readonly RankedRow[],
): LeagueOutcome {
  return {
    league,
    places: places.map(({ slug, name, rank, score }) => {
      const row = rows.find(({ dorm }) => dorm === slug);
      return { dorm: slug, name, rank, score, kind: row?.kind ?? 'slab', usualRatio: row?.usualRatio ?? null };
    }),
    mostImproved:
      mostImproved === null ? null : { places: mostImproved.places, names: mostImproved.dorms.map(({ name }) => name) },
    seasonSoFar: seasonSoFar.map(({ name, rank }) => ({ name, rank })),
  };
}

async function askedView(
  { ctx, session }: StaffPlace,
  { request, digest }: { request: WeekRequest; digest: string },
): Promise<AskedView> {
  const { id, kind, askedBy, approvedBy, askedAt, dueAt, message, prize, reason, seenDigest } = request;
  const emailOf = await emailsOf(ctx, [{ personId: askedBy }, { personId: approvedBy }]);
  return {
    ...{ id, kind, message, prize, reason, isOwn: askedBy === session.personId, hasMoved: seenDigest.toString('hex') !== digest },
    ...{ by: emailOf({ personId: askedBy }), approvedBy: emailOf({ personId: approvedBy }) },
    ...{ askedAt: askedAt.toISOString(), dueAt: dueAt?.toISOString() ?? null },
    messageHtml: message === null ? null : messageHtml(message),
  };
}

function announcedView({ announcedAt, message, prize }: WeekAnnouncement): ReviewView['announced'] {
  if (announcedAt === null) return null;
  return { at: announcedAt.toISOString(), messageHtml: message === null ? null : messageHtml(message), prize };
}

/** What was asked and stopped is not typed twice; else the season's first prize. */
function draftOf({ season }: WeekAnnouncement, stopped: WeekRequest | null): ReviewView['draft'] {
  if (stopped !== null) return { message: stopped.message ?? '', prize: stopped.prize ?? '' };
  const [prize = ''] = season?.prizes ?? [];
  return { message: '', prize: prize.length > ANNOUNCEMENT_LIMITS.prize ? '' : prize };
}

function changesView({ hasChanges, parts, lensesThatMove, dorms }: WeekChanges): ChangesView {
  const rows = dorms.map(({ name, before, after }) => ({ name, before: standingView(before), after: standingView(after) }));
  const differing = rows.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  return { hasChanges, parts, lensesThatMove, dorms: differing };
}

function standingView(standing: Standing | null): StandingView | null {
  if (standing === null) return null;
  const { rank, score, reason, energyMicroWh } = standing;
  return { rank, score, reason, energyKwh: energyMicroWh === null ? null : Number(kwhText(energyMicroWh)) };
}

/** `2026-11-24T09:10`, as the browser's own field for a time wants it. */
function localMinute(now: Date, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return clock.format(now).replace(' ', 'T');
}
