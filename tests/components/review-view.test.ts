import { expect, test } from 'vitest';
import { firstOf, type ReviewRow, type ReviewView, verdictOf, waitingRows } from '#components/review/review-view.ts';

const row = (week: string, state: ReviewRow['state'], more: Partial<ReviewRow> = {}): ReviewRow => ({
  ...{ week, state, startsOn: '2026-11-16', endsOn: '2026-11-22', asked: null, wouldMovePlaces: false, winners: [] },
  ...more,
});
const asked = (isOwn: boolean) => ({ asked: { kind: 'announce', isOwn, dueAt: null } }) as const;

test('what others wait for comes first, and a week that was passed over asks for nothing', () => {
  const rows = [
    row('2026-W47', 'provisional'),
    row('2026-W46', 'touched', { wouldMovePlaces: true }),
    row('2026-W45', 'touched'),
    row('2026-W44', 'provisional'),
    row('2026-W43', 'stopped'),
    row('2026-W42', 'awaits-approval', asked(false)),
    row('2026-W41', 'awaits-approval', asked(true)),
    row('2026-W40', 'final'),
  ];
  expect(waitingRows(rows).map(({ week }) => week)).toEqual(['2026-W42', '2026-W43', '2026-W47', '2026-W46']);
  expect(firstOf(rows.slice(6))?.week).toBe('2026-W41');
  expect(firstOf(rows.slice(7))).toBeNull();
});

const seen = (state: ReviewView['state'], more: Partial<Pick<ReviewView, 'asked' | 'checks' | 'changes'>> = {}) =>
  verdictOf({ state, asked: null, checks: [], changes: NONE, ...more });
const NONE: ReviewView['changes'] = { hasChanges: false, parts: [], lensesThatMove: [], dorms: [] };
const check = (severity: 'fine' | 'look' | 'blocks') => ({ kind: 'ties', severity, count: 1, of: null, names: [], path: '' });
const place = (rank: number) => ({ rank, score: rank, energyKwh: 1, reason: null });

test('a provisional week is clear, has things to look at, or is blocked, by its worst check', () => {
  expect(seen('provisional', { checks: [check('fine')] })).toBe('clear');
  expect(seen('provisional', { checks: [check('look'), check('fine')] })).toBe('looks');
  expect(seen('provisional', { checks: [check('look'), check('blocks')] })).toBe('blocked');
  expect(seen('stopped', { checks: [check('blocks')] })).toBe('blocked');
});

test('late data of an announced week are told apart by whether a place would move', () => {
  const dorms = (after: number) => ({ ...NONE, dorms: [{ name: 'A', before: place(1), after: place(after) }] });
  expect(seen('touched', { changes: dorms(2) })).toBe('late');
  expect(seen('touched', { changes: dorms(1) })).toBe('late-inputs');
  expect(seen('final', { changes: NONE })).toBe('out');
});
