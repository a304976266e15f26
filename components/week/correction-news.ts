import type { CorrectedRow, PlaceView } from '#components/week/correction-view.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { orderedScore } from '#core/ranking/standings.ts';

export type CorrectionNews = {
  readonly key: 'inputs' | 'scores' | 'kept' | 'passed' | 'gained' | 'lost' | 'nobody';
  /** First before and after. */
  readonly before: readonly string[];
  readonly names: readonly string[];
  /** Dorms whose place changed, those that gained or lost one among them. */
  readonly moved: number;
  /** Dorms whose score changed. */
  readonly scores: number;
};

/** What a correction changed, as a headline would say it. */
export function correctionNews(rows: readonly CorrectedRow[], lens: Lens): CorrectionNews {
  const before = rows.filter(({ announced }) => announced?.rank === 1).map(({ name }) => name);
  const names = rows.filter(({ corrected }) => corrected?.rank === 1).map(({ name }) => name);
  const moved = rows.filter((row) => hasMoved(row)).length;
  const scores = rows.filter((row) => hasOtherScore(row, lens)).length;
  return { key: keyOf({ before, names, moved, scores }), before, names, moved, scores };
}

function keyOf({ before, names, moved, scores }: Omit<CorrectionNews, 'key'>): CorrectionNews['key'] {
  if (before.length === 0) return names.length === 0 ? 'nobody' : 'gained';
  if (names.length === 0) return 'lost';
  if ([...before].sort().join('\n') !== [...names].sort().join('\n')) return 'passed';
  if (moved > 0) return 'kept';
  return scores > 0 ? 'scores' : 'inputs';
}

/** Whether anything about a dorm's place differs between the two, at the precision at which scores are shown. */
export function hasChanged(row: CorrectedRow, lens: Lens): boolean {
  return hasMoved(row) || hasOtherScore(row, lens);
}

function hasMoved({ announced, corrected }: CorrectedRow): boolean {
  return rankOf(announced) !== rankOf(corrected) || (announced === null) !== (corrected === null);
}

function hasOtherScore({ announced, corrected }: CorrectedRow, lens: Lens): boolean {
  const shown = (place: PlaceView | null) => (place === null || place.rank === null ? null : orderedScore(place.score, lens));
  return shown(announced) !== shown(corrected);
}

/** Places gained by the correction, negative when lost; null where there is no place on either side. */
export function placesGained({ announced, corrected }: CorrectedRow): number | null {
  const [before, after] = [rankOf(announced), rankOf(corrected)];
  return before === null || after === null ? null : before - after;
}

const rankOf = (place: PlaceView | null): number | null => place?.rank ?? null;
