import { expect, test } from 'vitest';
import type { LensFairnessView } from '#components/fairness/fairness-view.ts';
import { fairnessHeadline } from '#components/fairness/headline.ts';
import type { Lens } from '#core/ranking/rules.ts';

function won(lens: Lens, most: number, weeks = 40): LensFairnessView {
  const none = { '5': null, '10': null, '20': null };
  const figures = { dorms: 10, evenness: 1, percentile: 0.5, power: none, seasonPower: none, luck: 0.1, drawn: [] };
  return { lens, weeks, ...figures, winners: [{ dorm: 'cedar', name: 'Cedar', weeks: most }] };
}

test('the news is the way under which one dorm would have won the most, beside the one with the least', () => {
  const headline = fairnessHeadline([won('energy', 38), won('per-resident', 20), won('effort', 5)]);
  expect(headline).toMatchObject({ key: 'contrast', most: { lens: 'energy' }, least: { lens: 'effort' } });
});

test('where nobody would have won often, that is the news; so is the same few dorms everywhere', () => {
  expect(fairnessHeadline([won('energy', 10), won('effort', 5)])).toMatchObject({ key: 'even', most: { lens: 'energy' } });
  expect(fairnessHeadline([won('energy', 38), won('effort', 30)])).toMatchObject({ key: 'settled' });
});

test('a lens of fewer than six weeks says nothing', () => {
  expect(fairnessHeadline([won('energy', 5, 5)])).toEqual({ key: 'short' });
  expect(fairnessHeadline([won('energy', 5, 5), won('saving', 2)])).toMatchObject({ key: 'even', most: { lens: 'saving' } });
});
