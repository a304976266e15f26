'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { type StaffPlace, staffChange } from '#app/_data/staff.ts';
import type { FormPlace } from '#app/_data/staff-answer.ts';
import { rehearsalView } from '#app/_data/staff-season.ts';
import { changeableSeason, draftFacts } from '#app/_data/staff-seasons.ts';
import { withLeagues } from '#app/_data/suggested-leagues.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import { staffSeasonPath, staffSeasonsPath } from '#components/campus/room-paths.ts';
import { readDraft } from '#components/season-setup/read-draft.ts';
import { NOT_SENT, type SetupState } from '#components/season-setup/setup-view.ts';
import { localePath } from '#components/ui/paths.ts';
import {
  type DraftProblem,
  freeSlug,
  problemsOfDraft,
  type SeasonDraft,
  slugOfName,
  spanOf,
} from '#core/ranking/season-draft.ts';
import { weekId } from '#core/time/weeks.ts';
import { addSeason, type NewSeason } from '#services/add-season.ts';
import { changeSeason } from '#services/change-season.ts';
import { rehearseSeason } from '#services/rehearse-season.ts';
import { ServiceError, type ServiceErrorCode } from '#services/service-error.ts';
import { withdrawSeason } from '#services/withdraw-season.ts';

const EMPTY: SeasonDraft = {
  ...{ name: '', slug: '', firstWeek: '', weeks: 0, lens: 'effort', baseline: null, dorms: [], prizes: [] },
};
const LONGEST_REASON = 500;

/** Checks, rehearses and stores a new season; what was typed comes back with every answer. */
export async function setUpSeasonAction(place: FormPlace, before: SetupState, form: FormData): Promise<SetupState> {
  return answered(place, { before, form, start: EMPTY }, async (staff, state) => {
    const facts = await draftFacts(staff, null);
    const draft = addressed(state.draft, facts.taken);
    const problems = problemsOfDraft(draft, facts);
    if (problems.length > 0) return { ...state, draft, problems };
    const season = newSeason(staff, draft);
    if (form.get('intent') !== 'save') return { ...state, draft, rehearsal: await rehearsed(staff, season) };
    await addSeason(staff.ctx, season);
    return { savedAs: draft.slug, done: 'added' };
  });
}

/** Changes a season that has not begun, in all of its rules. */
export async function changePlannedAction(
  place: FormPlace & { season: string },
  before: SetupState,
  form: FormData,
): Promise<SetupState> {
  return answered(place, { before, form, start: { ...EMPTY, slug: place.season } }, async (staff, state) => {
    const facts = await draftFacts(staff, place.season);
    const draft = { ...state.draft, slug: place.season };
    const problems = problemsOfDraft(draft, facts);
    if (problems.length > 0) return { ...state, draft, problems };
    const season = newSeason(staff, draft);
    if (form.get('intent') !== 'save') return { ...state, draft, rehearsal: await rehearsed(staff, season) };
    const { name, prizes, firstWeek, lastWeek, lens, baseline, dorms = [] } = season;
    const wishes = { name, prizes: prizes ?? [], firstWeek, lastWeek, lens, baseline, dorms };
    await changeSeason(staff.ctx, { ...changer(staff), slug: place.season, wishes, reason: null });
    return { savedAs: place.season, done: 'changed' };
  });
}

/** Changes what may still change of a running season; everyone sees the change and its reason. */
export async function changeRunningAction(
  place: FormPlace & { season: string },
  before: SetupState,
  form: FormData,
): Promise<SetupState> {
  const staff = await staffChange(place.slug, 'edit-season');
  const found = await changeableSeason(staff, place.season);
  if (found === null) return refused(before, 'season-unknown');
  return answered(place, { before, form, start: found.draft }, async (_, state) => {
    const { draft, reason } = state;
    const facts = await draftFacts(staff, place.season);
    const problems = runningProblems({ draft, facts, reason });
    if (problems.length > 0) return { ...state, problems };
    const had = new Set(found.draft.dorms.map(({ slug }) => slug));
    const has = new Set(draft.dorms.map(({ slug }) => slug));
    const { lastWeek } = spanOf(draft);
    const join = [...has].filter((slug) => !had.has(slug));
    const leave = [...had].filter((slug) => !has.has(slug));
    const wishes = {
      ...{ name: draft.name, prizes: draft.prizes, lastWeek },
      ...(join.length > 0 ? { join } : {}),
      ...(leave.length > 0 ? { leave } : {}),
    };
    await changeSeason(staff.ctx, { ...changer(staff), slug: place.season, wishes, reason: reason.slice(0, LONGEST_REASON) });
    return { savedAs: place.season, done: 'changed' };
  });
}

/** Takes back a season that has not begun. */
export async function withdrawSeasonAction(place: FormPlace & { season: string }): Promise<void> {
  const staff = await staffChange(place.slug, 'edit-season');
  try {
    await withdrawSeason(staff.ctx, { campus: staff.campus, slug: place.season, now: new Date() });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return redirect(localePath(localeOf(place), `${staffSeasonPath(place.slug, place.season)}?done=begun`));
  }
  refreshAll(place.slug);
  redirect(localePath(localeOf(place), `${staffSeasonsPath(place.slug)}?done=withdrawn`));
}

type Sent = Omit<SetupState, 'draft'> & { readonly draft: SeasonDraft };
type Outcome = SetupState | { readonly savedAs: string; readonly done: 'added' | 'changed' };

/** Runs the work behind its gate; a refusal becomes a problem of the form, which keeps what was typed. */
async function answered(
  place: FormPlace,
  sent: { before: SetupState; form: FormData; start: SeasonDraft },
  work: (staff: StaffPlace, state: Sent) => Promise<Outcome>,
): Promise<SetupState> {
  const { before, form, start } = sent;
  const reason = String(form.get('reason') ?? '')
    .replaceAll('\0', '')
    .trim();
  const state: Sent = { ...NOT_SENT, turn: before.turn + 1, draft: readDraft(form, start), reason };
  const outcome = await staffChange(place.slug, 'edit-season')
    .then(async (staff): Promise<Outcome> => {
      const leagued = await withLeagues(staff, {
        draft: state.draft,
        intent: String(form.get('intent') ?? ''),
        locale: localeOf(place),
      });
      return leagued === null ? work(staff, state) : { ...state, draft: leagued };
    })
    .catch((error: unknown): Outcome => {
      if (error instanceof ServiceError) return refused(state, error.code);
      throw error;
    });
  if (!('savedAs' in outcome)) return outcome;
  refreshAll(place.slug);
  return redirect(localePath(localeOf(place), `${staffSeasonPath(place.slug, outcome.savedAs)}?done=${outcome.done}`));
}

function refused(state: SetupState, code: ServiceErrorCode): SetupState {
  const problem: DraftProblem =
    code === 'season-taken' ? taken(state) : { field: 'name', kind: 'refused', values: { code: code.replaceAll('-', '_') } };
  return { ...state, problems: [problem] };
}

const taken = ({ draft }: SetupState): DraftProblem => ({
  field: 'slug',
  kind: 'slug-taken',
  values: { slug: draft?.slug ?? '' },
});

/** With an address made of the name where none was given. */
function addressed(draft: SeasonDraft, takenSlugs: readonly string[]): SeasonDraft {
  if (draft.slug !== '') return draft;
  const fallback = /^\d{4}-/.test(draft.firstWeek) ? `season-${weekId(draft.firstWeek).toLowerCase()}` : 'season';
  return { ...draft, slug: freeSlug(slugOfName(draft.name, fallback), takenSlugs) };
}

function newSeason({ campus }: StaffPlace, draft: SeasonDraft): NewSeason {
  const { slug, name, lens, baseline, dorms, prizes } = draft;
  return {
    ...{ campus, slug, name, lens, dorms, prizes, leagues: [], ...spanOf(draft), now: new Date() },
    baseline: lens === 'saving' ? baseline : null,
  };
}

async function rehearsed({ ctx }: StaffPlace, season: NewSeason): Promise<SetupState['rehearsal']> {
  const found = await rehearseSeason(ctx, season);
  const weeks = (Date.parse(season.lastWeek) - Date.parse(season.firstWeek)) / (7 * 86_400_000) + 1;
  return found === null ? 'busy' : rehearsalView(found, weeks);
}

function changer({ campus, session }: StaffPlace) {
  return { campus, personId: session.personId, now: new Date() };
}

/** Of what may still change. */
function runningProblems(of: {
  draft: SeasonDraft;
  facts: Parameters<typeof problemsOfDraft>[1];
  reason: string;
}): DraftProblem[] {
  const { draft, facts, reason } = of;
  const found = problemsOfDraft({ ...draft, dorms: draft.dorms.map(({ slug }) => ({ slug, league: null })) }, facts);
  const changeable = found.filter(({ field, kind }) => ['name', 'weeks', 'prizes'].includes(field) || kind === 'dorms-few');
  const isPast = !changeable.some(({ field }) => field === 'weeks') && spanOf(draft).lastWeek < facts.thisWeek;
  return [
    ...changeable,
    ...(isPast ? [{ field: 'weeks', kind: 'weeks-past', values: {} } as const] : []),
    ...(reason === '' ? [{ field: 'reason', kind: 'reason-missing', values: {} } as const] : []),
  ];
}

function refreshAll(campus: string): void {
  refreshPages(campus);
  revalidatePath('/[locale]/staff/[campus]', 'layout');
}

const localeOf = ({ locale }: FormPlace): string => (isLocale(locale) ? locale : 'en');
