import { contentDigest } from '#core/ranking/publication-digest.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { hasFinerEventTimes, hasOtherKnowledge } from '#db/queries/published-contents.ts';
import {
  listSeasonDorms,
  listSeasonEvents,
  listSeasons,
  type Season,
  type SeasonDorm,
  type SeasonEvent,
  seasonEventDigest,
} from '#db/queries/seasons.ts';
import type { Db } from '#db/transaction.ts';
import { knownAtStart } from '#services/season-knowledge.ts';

/**
 * rules: not what their digest was taken over. settings: the season's lens, weeks, dorms … are not those of its rules and events.
 * events: not what they were noted as. knowledge: not what its publications froze.
 */
export type AlteredSeasonPart = 'rules' | 'settings' | 'events' | 'knowledge';
/** What would be known at its start now; breaks that were not there then. */
export type MovedSeasonPart = 'knowledge' | 'blackouts';

export interface VerifiedSeason {
  readonly season: string;
  readonly altered: readonly AlteredSeasonPart[];
  readonly moved: readonly MovedSeasonPart[];
}

/**
 * Checks what the begun seasons of a campus froze. `sound` are the publications that agree with their digests: what these froze of a
 * season's models is what the season must hold. Seasons of which all agrees are left out. Within a transaction.
 */
export async function verifySeasons(db: Db, request: { campus: Campus; sound: readonly number[] }): Promise<VerifiedSeason[]> {
  const { campus, sound } = request;
  const found: VerifiedSeason[] = [];
  for (const season of await listSeasons(db, campus.id)) {
    if (season.rules === null) continue;
    const key = { campusId: campus.id, seasonId: season.id };
    const [dorms, events] = [await listSeasonDorms(db, key), await listSeasonEvents(db, key)];
    const altered: AlteredSeasonPart[] = [];
    if (season.rulesDigest === null || !contentDigest(season.rules).equals(season.rulesDigest)) altered.push('rules');
    if (!areSettingsKept({ season, dorms, events })) altered.push('settings');
    if (!areEventsLinked(events) || (await hasFinerEventTimes(db, key))) altered.push('events');
    if (await hasOtherKnowledge(db, { ...key, sound })) altered.push('knowledge');
    // Rules that were altered say nothing any more of what was known at the start.
    const moved = altered.includes('rules') ? [] : await movedOfSeason(db, { campus, season, dorms });
    if (altered.length + moved.length > 0) found.push({ season: season.slug, altered, moved });
  }
  return found;
}

/** The rules as frozen, then every event's from and to, lead to the settings of now; who came or left late is named by an event. */
function areSettingsKept(request: { season: Season; dorms: readonly SeasonDorm[]; events: readonly SeasonEvent[] }): boolean {
  const { season, dorms, events } = request;
  const rules = season.rules ?? {};
  const { name, firstWeek, lastWeek, lens, baselineFirstWeek, baselineLastWeek, prizes } = season;
  const settings = { name, firstWeek, lastWeek, lens, baselineFirstWeek, baselineLastWeek, prizes };
  for (const [key, now] of Object.entries(settings)) {
    if (!(key in rules)) continue;
    let value: unknown = rules[key];
    for (const { change } of events) {
      const step = change[key];
      if (!isStep(step)) continue;
      if (!isSame(step.from, value)) return false;
      value = step.to;
    }
    if (!isSame(value, now)) return false;
  }
  const inTime = dorms.filter(({ fromWeek }) => fromWeek === null).map(({ dormId, league }) => ({ dormId, league }));
  const named = (week: string | null, which: 'fromWeek' | 'untilWeek') =>
    week === null || events.some(({ change }) => change[which] === week);
  return (
    isSame(inTime, rules.dorms) &&
    dorms.every(({ fromWeek, untilWeek }) => named(fromWeek, 'fromWeek') && named(untilWeek, 'untilWeek'))
  );
}

function isStep(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}

/** Events from before digests were kept have none, and stand before all that have one. */
function areEventsLinked(events: readonly SeasonEvent[]): boolean {
  let before: Buffer | null = null;
  for (const event of events) {
    if (event.digest === null && before === null) continue;
    if (event.digest === null || !seasonEventDigest(event, before).equals(event.digest)) return false;
    before = event.digest;
  }
  return true;
}

async function movedOfSeason(
  db: Db,
  request: { campus: Campus; season: Season; dorms: readonly SeasonDorm[] },
): Promise<MovedSeasonPart[]> {
  const { campus, season, dorms } = request;
  const moved: MovedSeasonPart[] = [];
  const kept = dorms.map(({ dormId, knowledge }) => [dormId, knowledge]);
  if (dorms.some(({ knowledge }) => knowledge !== null)) {
    const now = await knownAtStart(db, request);
    const isMoved = !isSame(
      dorms.map(({ dormId }) => [dormId, now.get(dormId) ?? null]),
      kept,
    );
    if (isMoved) moved.push('knowledge');
  }
  const { blackouts: frozen, lastWeek } = season.rules ?? {};
  if (!Array.isArray(frozen)) return moved;
  const until = addDays(String(lastWeek), 6);
  const now = (await listBlackouts(db, campus.id)).filter(({ firstDay }) => firstDay <= until);
  if (!isSame(daysOf(now), daysOf(frozen))) moved.push('blackouts');
  return moved;
}

function daysOf(blackouts: readonly { readonly firstDay: string; readonly lastDay: string }[]): string[] {
  return blackouts.map(({ firstDay, lastDay }) => `${firstDay} ${lastDay}`).sort();
}

function isSame(a: unknown, b: unknown): boolean {
  return contentDigest([a]).equals(contentDigest([b]));
}
