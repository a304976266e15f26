import type { UsualProfile } from '#components/dorm/dorm-view.ts';

export type ProfileStory = 'evening' | 'morning' | 'afternoon' | 'night' | 'weekend' | 'even';

/** A part of the week is the story when its mean lies this much above that of all hours. */
const standsOut = 0.15;

const parts = [
  { story: 'night', fromHour: 0, toHour: 6 },
  { story: 'morning', fromHour: 6, toHour: 12 },
  { story: 'afternoon', fromHour: 12, toHour: 18 },
  { story: 'evening', fromHour: 18, toHour: 24 },
] as const;

/** Where a usual week's energy goes: the part of the day, or the weekend, that stands out most; else `even`. */
export function profileStory(profile: UsualProfile): ProfileStory {
  const cells = profile.rows.flatMap((row, weekday) =>
    row.flatMap((power, index) => {
      const column = profile.columns[index];
      return power === null || column === undefined
        ? []
        : [{ weekday, middle: (column.fromHour + column.toHour) / 2, power, hours: column.toHour - column.fromHour }];
    }),
  );
  const mean = (chosen: typeof cells) => {
    const hours = chosen.reduce((sum, cell) => sum + cell.hours, 0);
    return hours === 0 ? 0 : chosen.reduce((sum, cell) => sum + cell.power * cell.hours, 0) / hours;
  };
  const overall = mean(cells);
  const candidates: { story: ProfileStory; power: number }[] = [
    ...parts.map(({ story, fromHour, toHour }) => ({
      story,
      power: mean(cells.filter((cell) => cell.middle >= fromHour && cell.middle < toHour)),
    })),
    { story: 'weekend', power: mean(cells.filter((cell) => cell.weekday >= 5)) },
  ];
  const best = candidates.reduce((a, b) => (b.power > a.power ? b : a));
  return overall > 0 && best.power >= overall * (1 + standsOut) ? best.story : 'even';
}
