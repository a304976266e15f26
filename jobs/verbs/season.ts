import { LENSES } from '#core/ranking/rules.ts';
import { weekId } from '#core/time/weeks.ts';
import { oneOf, readWords, required, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { mondayOf, weekSpan } from '#jobs/verbs/fairness.ts';
import { addBlackout } from '#services/add-blackout.ts';
import { addSeason } from '#services/add-season.ts';
import { changeSeason, type SeasonWishes } from '#services/change-season.ts';
import { getCampus } from '#services/get-campus.ts';
import { getSeasonStandings } from '#services/get-season-standings.ts';
import { leaderboardRow } from '#services/leaderboard-json.ts';
import { listCampusSeasons } from '#services/list-campus-seasons.ts';
import { seasonJson } from '#services/season-json.ts';

export const seasonAdd: Verb = {
  name: ['season', 'add'],
  usage: `season add <campus> <season> --first-week W --last-week W --lens ${LENSES.join('|')} [--name N] [--baseline W..W] [--league L …] [--prize P …]`,
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus', 'season'],
      flags: {
        'first-week': { type: 'string' },
        'last-week': { type: 'string' },
        lens: { type: 'string' },
        name: { type: 'string' },
        baseline: { type: 'string' },
        league: { type: 'string', multiple: true },
        prize: { type: 'string', multiple: true },
      },
    });
    const firstWeek = mondayOf(required('--first-week', values['first-week']));
    const lastWeek = mondayOf(required('--last-week', values['last-week']));
    const lens = oneOf('--lens', required('--lens', values.lens), LENSES) ?? 'effort';
    const baseline = values.baseline === undefined ? null : weekSpan('--baseline', values.baseline);
    const slug = positionals[1] ?? '';
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const name = values.name ?? slug;
      const added = await addSeason(ctx, {
        ...{ campus, slug, name, firstWeek, lastWeek, lens, baseline, now },
        ...{ leagues: values.league ?? [], prizes: values.prize ?? [] },
      });
      const weeks = { firstWeek: weekId(firstWeek), lastWeek: weekId(lastWeek) };
      const json = { campus: campus.slug, season: slug, name, lens, ...weeks, dorms: added.dorms, hasBegun: added.hasBegun };
      const begun = added.hasBegun ? ' Its first week had begun already: say so to the dorms.' : '';
      return { isDone: true, json, text: `Added ${name} with ${added.dorms} dorms, by ${lens}.${begun}` };
    };
  },
};

export const seasonChange: Verb = {
  name: ['season', 'change'],
  usage:
    'season change <campus> <season> [--last-week W] [--name N] [--prize P …] [--join D …] [--leave D …] [--reason R]; before it begins also [--first-week W] [--lens L] [--baseline W..W]',
  prepare(words) {
    const { values, positionals } = readWords(words, { names: ['campus', 'season'], flags: CHANGE_FLAGS });
    const { name, prize, join, leave, baseline } = values;
    const lens = oneOf('--lens', values.lens, LENSES);
    const wishes: SeasonWishes = {
      ...(name === undefined ? {} : { name }),
      ...(prize === undefined ? {} : { prizes: prize }),
      ...(join === undefined ? {} : { join }),
      ...(leave === undefined ? {} : { leave }),
      ...(lens === undefined ? {} : { lens }),
      ...(baseline === undefined ? {} : { baseline: weekSpan('--baseline', baseline) }),
      ...(values['first-week'] === undefined ? {} : { firstWeek: mondayOf(values['first-week']) }),
      ...(values['last-week'] === undefined ? {} : { lastWeek: mondayOf(values['last-week']) }),
    };
    if (Object.keys(wishes).length === 0)
      throw new UsageError('Say what changes: --last-week, --name, --prize, --join or --leave.');
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const slug = positionals[1] ?? '';
      const events = await changeSeason(ctx, { campus, slug, wishes, reason: values.reason ?? null, personId: null, now });
      const lastWeek = wishes.lastWeek === undefined ? {} : { lastWeek: weekId(wishes.lastWeek) };
      const json = { campus: campus.slug, season: slug, ...lastWeek, events };
      return { isDone: true, json, text: `Changed ${slug}; ${events} change${events === 1 ? '' : 's'} since it began.` };
    };
  },
};

const CHANGE_FLAGS = {
  'first-week': { type: 'string' },
  'last-week': { type: 'string' },
  lens: { type: 'string' },
  baseline: { type: 'string' },
  name: { type: 'string' },
  prize: { type: 'string', multiple: true },
  join: { type: 'string', multiple: true },
  leave: { type: 'string', multiple: true },
  reason: { type: 'string' },
} as const;

export const seasonList: Verb = {
  name: ['season', 'list'],
  usage: 'season list <campus>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus'], flags: {} });
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const seasons = (await listCampusSeasons(ctx, { campus, now })).map(seasonJson);
      const lines = seasons.map((one) => `${one.season}  ${one.firstWeek} to ${one.lastWeek}  by ${one.lens}  ${one.state}`);
      return { isDone: true, json: { campus: campus.slug, seasons }, text: lines.join('\n') || 'No season yet.' };
    };
  },
};

export const seasonStandings: Verb = {
  name: ['season', 'standings'],
  usage: 'season standings <campus> <season>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus', 'season'], flags: {} });
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const found = await getSeasonStandings(ctx, { campus, slug: positionals[1] ?? '', now });
      const standings = found.standings.map(({ dormId: _dormId, slug, ...place }) => ({ dorm: slug, ...place }));
      const weeks = found.weeks.map(({ week, state, standings: rows }) => ({ week, state, standings: rows.map(leaderboardRow) }));
      const lines = standings.map(({ rank, name, score, reason, weeksCounted }) => {
        const said = reason ?? `${weeksCounted.length} weeks counted`;
        return `${String(rank ?? '–').padStart(4)}  ${name.padEnd(30)} ${score?.toFixed(3) ?? '–'}  ${said}`;
      });
      const json = { campus: campus.slug, season: found.season.slug, lens: found.lens, standings, weeks };
      return { isDone: true, json, text: [`${found.season.name} by ${found.lens}`, ...lines].join('\n') };
    };
  },
};

export const campusBlackout: Verb = {
  name: ['campus', 'blackout'],
  usage: 'campus blackout <campus> --from 2026-12-21 --to 2027-01-10 --name "Winter break"',
  prepare(words) {
    const flags = { from: { type: 'string' }, to: { type: 'string' }, name: { type: 'string' } } as const;
    const { values, positionals } = readWords(words, { names: ['campus'], flags });
    const firstDay = dayOf('--from', values.from);
    const lastDay = dayOf('--to', values.to);
    const name = required('--name', values.name);
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      await addBlackout(ctx, { campus, firstDay, lastDay, name });
      const text = `From ${firstDay} to ${lastDay} nothing is learnt: ${name}.`;
      return { isDone: true, json: { campus: campus.slug, from: firstDay, to: lastDay, name }, text };
    };
  },
};

/** A calendar day, or UsageError. */
export function dayOf(flag: string, value: string | undefined): string {
  const day = required(flag, value);
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw new UsageError(`${flag} is a day, as in 2026-12-21, not “${day}”.`);
  return day;
}
