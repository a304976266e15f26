import type { PreviewView } from '#components/imports/import-view.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';

/** Questions that a control on the page answers; the others say that the file is no use as it is. */
const ANSWERABLE: ReadonlySet<ProblemKind> = new Set([
  'date-order-ambiguous',
  'meter-not-given',
  'unit-unknown',
  'layout-ambiguous',
  'layout-unknown',
  'zone-disagrees',
]);

export type ReviewNews =
  | { readonly key: 'known' | 'nothingUsable' | 'nothingNew' | 'firstRegisters' }
  | { readonly key: 'questions' | 'metersWithoutDorm' | 'ready' | 'changes'; readonly count: number }
  | { readonly key: 'readyButMeters'; readonly count: number; readonly meters: number };

/** What a preview amounts to, in the order of what matters most. */
export function reviewNews(view: PreviewView): ReviewNews {
  const { readings, questions } = view;
  const meters = view.unknownMeters.length;
  if (view.state === 'known') return { key: 'known' };
  if (questions.length > 0) {
    return canBeAnswered(view) ? { key: 'questions', count: kindsOf(view) } : { key: 'nothingUsable' };
  }
  if (view.state === 'refused') return meters > 0 ? { key: 'metersWithoutDorm', count: meters } : { key: 'nothingUsable' };
  const changes = readings.new + readings.replaced;
  if (readings.new > 0 && meters > 0) return { key: 'readyButMeters', count: changes, meters };
  if (readings.new > 0) return { key: 'ready', count: changes };
  if (readings.replaced > 0) return { key: 'changes', count: readings.replaced };
  return readings.same > 0 ? { key: 'nothingNew' } : { key: 'firstRegisters' };
}

/** Whether controls on the page answer all that is asked. */
export function canBeAnswered({ questions }: PreviewView): boolean {
  return questions.every(({ kind }) => ANSWERABLE.has(kind));
}

/** Whether there is anything that a commit would bring in. */
export function canBeCommitted(view: PreviewView): boolean {
  return view.state === 'previewed';
}

function kindsOf({ questions }: PreviewView): number {
  return new Set(questions.map(({ kind }) => kind)).size;
}
