import type { KioskView } from '#components/kiosk/kiosk-view.ts';

/** One picture of the rotation. `from` and `to` are places in the list of ranked dorms, `to` not among them. */
export type Scene =
  | { readonly kind: 'dorm' | 'announced' | 'street' | 'advice' | 'week' }
  | { readonly kind: 'board'; readonly from: number; readonly to: number };

/** How many rows can be read from 3 m. */
const MOST_ROWS = 8;

/** The pictures of a screen in their order; the first also stands without scripts. */
export function scenesOf(view: Pick<KioskView, 'rows' | 'dorm' | 'announced'>): [Scene, ...Scene[]] {
  const board = boardPages(view.rows.length);
  const week: Scene = { kind: 'week' };
  const announced: Scene[] = view.announced === null ? [] : [{ kind: 'announced' }];
  if (view.dorm !== null) {
    const advice: Scene[] = view.dorm.advice === null ? [] : [{ kind: 'advice' }];
    return [{ kind: 'dorm' }, ...board, ...announced, ...advice, week];
  }
  const [first, ...others] = board;
  return first === undefined
    ? [{ kind: 'street' }, ...announced, week]
    : [first, ...others, ...announced, { kind: 'street' }, week];
}

/** Pages of equal length, so that none shows a single dorm. */
function boardPages(rows: number): Scene[] {
  const pages = Math.ceil(rows / MOST_ROWS);
  const length = Math.ceil(rows / Math.max(1, pages));
  return Array.from({ length: pages }, (_, page) => ({
    kind: 'board',
    from: page * length,
    to: Math.min(rows, (page + 1) * length),
  }));
}

/** Where everything stands, in hundredths of the screen's shorter side: never long in one spot, so that nothing burns in. */
export function placeOf(turn: number): { readonly x: number; readonly y: number } {
  const around = [
    { x: 0, y: 0 },
    { x: 1, y: -1 },
    { x: 1.4, y: 0.4 },
    { x: 0.4, y: 1.4 },
    { x: -1, y: 1 },
    { x: -1.4, y: -0.4 },
    { x: -0.4, y: -1.4 },
  ];
  return around[turn % around.length] ?? { x: 0, y: 0 };
}
