import { SAVED_PERCENTS } from '#core/ranking/fairness.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import { readWords, required, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { getCampus } from '#services/get-campus.ts';
import { type FairnessOfLens, reckonFairness } from '#services/reckon-fairness.ts';

export const fairness: Verb = {
  name: ['fairness'],
  usage: 'fairness <campus> --weeks W..W [--exclude W,W]',
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: { weeks: { type: 'string' }, exclude: { type: 'string' } },
    });
    const { firstWeek, lastWeek } = weekSpan('--weeks', required('--weeks', values.weeks));
    const excluded = (values.exclude ?? '')
      .split(',')
      .filter((week) => week.trim() !== '')
      .map((week) => mondayOf(week.trim()));
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const lenses = await reckonFairness(ctx, { campus, firstWeek, lastWeek, excluded });
      const json = lenses.map(({ lens, weeks, dorms, evenness, percentile, power, seasonPower4, luck, winners, reason }) => ({
        ...{ lens, weeks, dorms, evenness, percentile, power, seasonPower4, luck, winners, reason },
      }));
      return { isDone: true, json, text: lenses.map(fairnessLine).join('\n') };
    };
  },
};

/** "2015-W05..2015-W19" as the Mondays of its ends, or UsageError. */
export function weekSpan(flag: string, text: string): { firstWeek: string; lastWeek: string } {
  const [first, last, more] = text.split('..');
  if (first === undefined || last === undefined || more !== undefined)
    throw new UsageError(`${flag} is two weeks, as in 2026-W36..2026-W47, not “${text}”.`);
  return { firstWeek: mondayOf(first), lastWeek: mondayOf(last) };
}

/** The Monday of "2026-W47", or UsageError. */
export function mondayOf(text: string): string {
  const monday = mondayOfWeekId(text);
  if (monday === null) throw new UsageError(`“${text}” is not a week. Write it as 2026-W47.`);
  return monday;
}

function fairnessLine(one: FairnessOfLens): string {
  const figure = (value: number | null) => value?.toFixed(2) ?? '–';
  const powers = (power: FairnessOfLens['power']) => SAVED_PERCENTS.map((percent) => figure(power[percent])).join(' / ');
  const said = `${one.lens.padEnd(17)} ${one.weeks} weeks, evenness ${figure(one.evenness)}, power at 5 / 10 / 20 % ${powers(one.power)}`;
  return `${said}, over four weeks ${powers(one.seasonPower4)}, by luck ${figure(one.luck)}`;
}
