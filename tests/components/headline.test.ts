import { expect, test } from 'vitest';
import { headlineOf } from '#components/leaderboard/headline.ts';
import { rankedRow } from '#tests/components/ranked-row.ts';

const open = { state: 'open', hasData: true, daysCounted: 4, lens: 'per-resident' } as const;
const cedar = rankedRow({ name: 'Cedar', rank: 1, score: 14 });
const maple = rankedRow({ name: 'Maple', rank: 2, score: 15 });
const harbour = rankedRow({ name: 'Harbour', rank: 3, score: 16 });

test('an open week without a reading is about what is on its way', () => {
  expect(headlineOf({ ...open, hasData: false, daysCounted: 0, rows: [] }).key).toBe('noData');
});

test('a week with readings but no whole day starts level', () => {
  expect(headlineOf({ ...open, daysCounted: 0, rows: [] }).key).toBe('justStarted');
});

test('data without a single place is said to be so, open or closed', () => {
  expect(headlineOf({ ...open, rows: [] }).key).toBe('noneRanked');
  expect(headlineOf({ ...open, state: 'final', rows: [] }).key).toBe('noneRankedClosed');
});

test('one dorm is no contest', () => {
  expect(headlineOf({ ...open, rows: [cedar] }).key).toBe('oneDorm');
});

test('after one day nothing is decided', () => {
  expect(headlineOf({ ...open, daysCounted: 1, rows: [cedar, maple] }).key).toBe('firstDay');
});

test('two first places are a tie, three are counted', () => {
  const level = rankedRow({ name: 'Maple', rank: 1, score: 14 });
  expect(headlineOf({ ...open, rows: [cedar, level] }).key).toBe('tie');
  expect(headlineOf({ ...open, rows: [cedar, level, { ...level, dorm: 'linden' }] })).toMatchObject({ key: 'tieMany', count: 3 });
});

test('a lead is clear when both gaps are wide', () => {
  expect(headlineOf({ ...open, rows: [cedar, maple, harbour] })).toMatchObject({ key: 'clearLead', first: 'Cedar' });
});

test('a second place within one per cent of the third is anyone’s', () => {
  const nearly = { ...harbour, score: 15.1 };
  expect(headlineOf({ ...open, rows: [cedar, maple, nearly] }).key).toBe('closeSecond');
});

test('a known chance decides what is close, not the gap', () => {
  expect(headlineOf({ ...open, rows: [{ ...cedar, chanceAheadOfNext: 0.6 }, maple] }).key).toBe('closeTop');
  expect(
    headlineOf({
      ...open,
      rows: [
        { ...cedar, chanceAheadOfNext: 0.95 },
        { ...maple, score: 14.05 },
      ],
    }).key,
  ).toBe('clearLead');
});

test('a provisional winner stands under reserve, a final one has won', () => {
  expect(headlineOf({ ...open, state: 'provisional', rows: [cedar, maple] }).key).toBe('pending');
  expect(headlineOf({ ...open, state: 'final', rows: [cedar, maple] }).key).toBe('won');
  expect(headlineOf({ ...open, state: 'corrected', rows: [cedar, { ...maple, rank: 1 }] }).key).toBe('wonTie');
});
