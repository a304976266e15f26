import { isEnough, type LensFairnessView, mostWon } from '#components/fairness/fairness-view.ts';

export type FairnessHeadline =
  | { readonly key: 'contrast'; readonly most: LensFairnessView; readonly least: LensFairnessView }
  | { readonly key: 'even' | 'settled'; readonly most: LensFairnessView }
  | { readonly key: 'short' };

/** So many of the weeks for one dorm are news, and so is a way to count under which the most is less than half of that. */
const MUCH = 0.4;
const MUCH_LESS = 0.5;

/** The news of the fairness page: under which way to count one dorm would have won the most, and under which the least. */
export function fairnessHeadline(lenses: readonly LensFairnessView[]): FairnessHeadline {
  const [first, ...others] = lenses.filter(isEnough);
  if (first === undefined) return { key: 'short' };
  const share = (lens: LensFairnessView) => mostWon(lens).share;
  const most = others.reduce((a, b) => (share(b) > share(a) ? b : a), first);
  const least = others.reduce((a, b) => (share(b) < share(a) ? b : a), first);
  if (share(most) < MUCH) return { key: 'even', most };
  return share(least) < MUCH_LESS * share(most) ? { key: 'contrast', most, least } : { key: 'settled', most };
}
