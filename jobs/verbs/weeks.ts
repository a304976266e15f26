import { LENSES } from '#core/ranking/rules.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import { oneOf, readWords, required, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { closeWeek } from '#services/close-week.ts';
import { getCampus } from '#services/get-campus.ts';
import { getLeaderboard } from '#services/get-leaderboard.ts';
import { leaderboardJson } from '#services/leaderboard-json.ts';
import { pastScores } from '#services/past-scores.ts';

export const weeksClose: Verb = {
  name: ['weeks', 'close'],
  usage: 'weeks close <campus> [--week W]',
  prepare(words) {
    const { values, positionals } = readWords(words, { names: ['campus'], flags: { week: { type: 'string' } } });
    const monday = values.week === undefined ? null : mondayOfWeekId(values.week);
    if (values.week !== undefined && monday === null)
      throw new UsageError(`“${values.week}” is not a week. Write it as 2026-W47.`);
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const closed =
        monday === null
          ? (await closeDueWeeks(ctx, { now, campusId: campus.id })).closed
          : [await closeWeek(ctx, { campus, monday, now })];
      const weeks = closed.map(({ week, outcome, publication }) => ({
        week,
        outcome,
        edition: publication.edition,
        state: publication.state,
      }));
      const lines = weeks.map((week) => `${week.week}: ${week.outcome}, ${week.state}, edition ${week.edition}`);
      return { isDone: true, json: { campus: campus.slug, weeks }, text: lines.join('\n') || 'No week is due.' };
    };
  },
};

export const leaderboard: Verb = {
  name: ['leaderboard'],
  usage: `leaderboard <campus> --week 2019-W44 [--lens ${LENSES.join('|')}]`,
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: { week: { type: 'string' }, lens: { type: 'string' } },
    });
    const weekId = required('--week', values.week);
    if (mondayOfWeekId(weekId) === null) throw new UsageError(`“${weekId}” is not a week. Write it as 2026-W47.`);
    const lens = oneOf('--lens', values.lens, LENSES) ?? 'energy';
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const board = await getLeaderboard(ctx, { campus, weekId, lens, now });
      const json = leaderboardJson(campus.slug, board, { past: await pastScores(ctx.database.db, { campus, board }) });
      const lines = json.standings.map(
        (standing) =>
          `${String(standing.rank ?? '–').padStart(4)}  ${standing.name.padEnd(30)} ${standing.score?.toFixed(2) ?? '–'}  ${standing.reason ?? ''}`,
      );
      return { isDone: true, json, text: [`${json.week} by ${lens}, ${json.state}`, ...lines].join('\n') };
    };
  },
};
