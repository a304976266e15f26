import { expect, test } from 'vitest';
import { leadChanges, newsOf } from '#components/season/season-news.ts';
import type { LeagueView, SeasonRow, SeasonView } from '#components/season/season-view.ts';

type Told = Pick<SeasonView, 'state' | 'lens' | 'leagues' | 'weeksOver' | 'isSettled'>;

function league(scores: readonly number[], said: Partial<SeasonRow> = {}): LeagueView {
  const rows = scores.map(
    (score, index): SeasonRow => ({
      ...{ dorm: `d${index}`, name: `Dorm ${index + 1}`, kind: 'slab', rank: 1 + scores.indexOf(score), score, usualRatio: null },
      ...{ weeks: [], countedWeeks: [], missedWeeks: [], chanceAheadOfNext: null, ...said },
    }),
  );
  return { league: null, rows, unplaced: [], steps: [] };
}

function key(said: Partial<Told>): string {
  return newsOf({ state: 'running', lens: 'effort', leagues: [], weeksOver: 3, isSettled: false, ...said }).key;
}

test('a running season’s news is who leads, and by how little', () => {
  // Three weeks: closer than 0.75 is a nose.
  expect(key({ leagues: [league([3.1, 2.4])] })).toBe('nose');
  expect(key({ leagues: [league([3.1, 2.3])] })).toBe('leads');
  expect(key({ leagues: [league([2, 2, 1])] })).toBe('tie');
  expect(key({ leagues: [league([3.1])] })).toBe('alone');
  expect(key({ leagues: [league([3.1, 2.3], { chanceAheadOfNext: 0.7 })] })).toBe('tooClose');
  expect(key({ leagues: [league([3.1, 2.3]), league([1, 0])] })).toBe('leagues');
  expect(key({ lens: 'saving', leagues: [league([0.062, 0.058])] })).toBe('nose');
  expect(key({ lens: 'energy', leagues: [league([5000, 5060])] })).toBe('leads');
});

test('before the first week is over, and where nobody ranks, nothing is claimed', () => {
  expect(key({ state: 'planned', weeksOver: 0 })).toBe('planned');
  expect(key({ weeksOver: 0, leagues: [league([1, 0])] })).toBe('begun');
  expect(key({ leagues: [league([])] })).toBe('nobody');
  expect(key({ state: 'ended', leagues: [league([])] })).toBe('nobodyEnded');
});

test('a season that is over is won only once its weeks are final', () => {
  expect(key({ state: 'ended', leagues: [league([3, 1])] })).toBe('pending');
  expect(key({ state: 'ended', isSettled: true, leagues: [league([3, 1])] })).toBe('won');
  expect(key({ state: 'ended', isSettled: true, leagues: [league([3, 3])] })).toBe('wonTie');
  expect(key({ state: 'ended', leagues: [league([3]), league([2])] })).toBe('pendingLeagues');
});

test('the lead goes over when another dorm is first than the week before', () => {
  const steps = ['a', 'a', 'b', 'a'].map((first, index) => ({ week: `w${index}`, order: [first] }));
  expect(leadChanges(steps)).toBe(2);
});
