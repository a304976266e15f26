import { isLens } from '#core/ranking/rules.ts';
import type { SeasonDraft } from '#core/ranking/season-draft.ts';

/** The name of a dorm's field for its league. */
export const leagueField = (dorm: string): string => `league.${dorm}`;

/** A form of the season as a draft; what is odd in it stays, for the rules to find. A field that is absent is as `start` has it. */
export function readDraft(form: FormData, start: SeasonDraft): SeasonDraft {
  const text = (name: string, otherwise: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\0', '').trim() : otherwise;
  };
  const lens = text('lens', start.lens);
  const chosen = { firstWeek: text('baselineFirst', ''), lastWeek: text('baselineLast', '') };
  return {
    name: text('name', start.name),
    slug: text('slug', start.slug),
    firstWeek: text('firstWeek', start.firstWeek),
    weeks: Number(text('weeks', String(start.weeks))),
    lens: isLens(lens) ? lens : start.lens,
    baseline: form.has('baseline') ? (text('baseline', '') === 'chosen' ? chosen : null) : start.baseline,
    dorms: form
      .getAll('dorm')
      .filter((slug) => typeof slug === 'string')
      .map((slug) => ({ slug, league: text(leagueField(slug), '') || null })),
    prizes: form.has('prizes')
      ? text('prizes', '')
          .split(/\r?\n/)
          .map((prize) => prize.trim())
          .filter((prize) => prize !== '')
      : start.prizes,
  };
}
