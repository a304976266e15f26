import { createElement } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { AnnouncedScene } from '#components/kiosk/announced-scene.tsx';
import { askAgain, type Heard, nextAskAfter } from '#components/kiosk/ask-again.ts';
import { DormScene } from '#components/kiosk/dorm-scene.tsx';
import { KioskFooter } from '#components/kiosk/kiosk-footer.tsx';
import { KioskScreen } from '#components/kiosk/kiosk-screen.tsx';
import { isKioskView, type KioskDorm, type KioskView } from '#components/kiosk/kiosk-view.ts';
import { loadAnew } from '#components/kiosk/load-anew.ts';
import { placeOf, scenesOf } from '#components/kiosk/scenes.ts';
import { spanOf } from '#components/kiosk/span.ts';
import { WeekScene } from '#components/kiosk/week-scene.tsx';
import { html } from '#tests/components/html.ts';
import { rankedRow } from '#tests/components/ranked-row.ts';

const SUNDAY_14 = '2026-11-22T14:00:00.000Z';
const LOCALES = ['en', 'zh'];

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function kiosk(view: Partial<KioskView> = {}): KioskView {
  return {
    build: 'b1',
    campus: { slug: 'alder-bay', name: 'Alder Bay', timeZone: 'UTC' },
    week: {
      ...{ id: '2026-W47', startsOn: '2026-11-16', endsOn: '2026-11-22', state: 'open', daysCounted: 6 },
      ...{ dataUntil: SUNDAY_14, closesAt: '2026-11-23T06:00:00.000Z' },
    },
    endsAt: '2026-11-23T00:00:00.000Z',
    lens: 'per-resident',
    news: { key: 'clearLead', first: 'Cedar', second: 'Maple', count: 1 },
    rows: [rankedRow({ name: 'Cedar', rank: 1, movement: 2 }), rankedRow({ name: 'Maple', rank: 2, movement: null })],
    unrankedCount: 0,
    campusUsualRatio: 0.97,
    season: null,
    lastClosed: null,
    announced: null,
    dorm: null,
    ...view,
  };
}

const cedar: KioskDorm = {
  ...{ slug: 'cedar', name: 'Cedar', kind: 'tower', usualRatio: 0.9, rankedCount: 2, unranked: null, advice: null },
  standing: { rank: 1, movement: 2, score: 11, gap: null },
};

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => rankedRow({ name: `Dorm ${index}`, rank: index + 1 }));

const later = (hours: number) => Date.parse(SUNDAY_14) + hours * 3_600_000;

test('a campus’s screen shows every ranked dorm, eight at most at once and on pages of like length', () => {
  expect(scenesOf(kiosk({ rows: rows(17) }))).toEqual([
    { kind: 'board', from: 0, to: 6 },
    { kind: 'board', from: 6, to: 12 },
    { kind: 'board', from: 12, to: 17 },
    { kind: 'street' },
    { kind: 'week' },
  ]);
});

test('a dorm’s own screen begins with its house and ends with the week', () => {
  const kinds = scenesOf(kiosk({ dorm: { ...cedar, advice: { code: 'weekend', aboveWeekdays: 0.2 } } })).map(({ kind }) => kind);
  expect(kinds).toEqual(['dorm', 'board', 'advice', 'week']);
});

test('what the organisers announced comes after the board, with winners, prize and words as plain text', () => {
  const announced = {
    ...{ week: '2026-W46', isCorrected: false, prize: 'A <b>cake</b>', message: 'Thank you.\n<script>x()</script>' },
    leagues: [{ league: null, winners: ['Cedar', 'Maple'] }],
    improved: { names: ['Oak'], places: 3 },
    house: null,
  };
  expect(scenesOf(kiosk({ announced })).map(({ kind }) => kind)).toEqual(['board', 'announced', 'street', 'week']);
  const page = html('en', createElement(AnnouncedScene, { announced }));
  for (const words of [
    'Cedar and Maple share the win of week 46.',
    'Oak, up 3 places',
    'A &lt;b&gt;cake&lt;/b&gt;',
    '&lt;script&gt;',
  ])
    expect(page).toContain(words);
  const leagues = ['A', 'B', 'C', 'D', 'E', 'F'].map((league) => ({ league, winners: [`Winner ${league}`] }));
  const many = html('en', createElement(AnnouncedScene, { announced: { ...announced, leagues, improved: null } }));
  expect(many).toContain('The winners of week 46, by league.');
  expect([many.includes('Winner E'), many.includes('Winner F'), many.includes('1 more')]).toEqual([true, false, true]);
});

test('before anything is ranked the news and the countdown still stand', () => {
  expect(scenesOf(kiosk({ rows: [] })).map(({ kind }) => kind)).toEqual(['street', 'week']);
});

test('nothing keeps its place from one scene to the next, and nothing wanders off', () => {
  for (let turn = 0; turn < 5760; turn += 1) {
    const [here, next] = [placeOf(turn), placeOf(turn + 1)];
    expect(next).not.toEqual(here);
    expect(Math.max(Math.abs(here.x), Math.abs(here.y))).toBeLessThan(3.4);
  }
});

test('a length of time is told in its two largest units, and less than a minute is none', () => {
  expect(spanOf(2 * 86_400_000 + 5 * 3_600_000 + 59 * 60_000)).toEqual([
    { unit: 'days', count: 2 },
    { unit: 'hours', count: 5 },
  ]);
  expect(spanOf(12 * 60_000 + 59_000)).toEqual([{ unit: 'minutes', count: 12 }]);
  expect(spanOf(59_000)).toEqual([]);
});

test('it asks every minute, after failures sooner at first and then never later than two minutes', () => {
  expect([0, 1, 2, 3, 4, 5, 500].map((failures) => nextAskAfter(failures, 0) / 1000)).toEqual([60, 10, 20, 40, 80, 120, 120]);
  expect(nextAskAfter(0, 1)).toBe(48_000);
});

test.each(LOCALES)('the first scene is in the first HTML, with every word in %s', (locale) => {
  for (const view of [kiosk(), kiosk({ rows: [] }), kiosk({ dorm: cedar })])
    expect(html(locale, createElement(KioskScreen, { first: view, path: '/api' }))).toContain('<h1');
  const page = html(locale, createElement(KioskScreen, { first: kiosk(), path: '/api' }));
  expect(page.indexOf('Cedar')).toBeLessThan(page.indexOf('Maple'));
});

test('it says until when the meters are read, how old that is once it is old, and since when nobody answers', () => {
  const footer = (now: number, heardAt: number) => html('en', createElement(KioskFooter, { view: kiosk(), now, heardAt }));
  expect(footer(later(1), later(1))).toContain('data until Sunday 14:00</p>');
  expect(footer(later(73), later(73))).toContain(', 3 days old');
  expect(footer(later(1) + 60_000, later(1))).not.toContain('no connection');
  expect(footer(later(1) + 12 * 60_000, later(1))).toContain('no connection for 12 minutes');
});

test('the week’s end is counted down by the campus’s clock, and past it the week is over', () => {
  const scene = (now: number | null) => html('en', createElement(WeekScene, { view: kiosk(), now }));
  expect(scene(later(3.5))).toContain('6 hours 30 minutes');
  expect(scene(later(10))).toContain('Week 47 is over.');
  expect(scene(null)).toContain('until week 47 ends');
});

test('a dorm whose figures are not shown has an unlit house and a reason, no number', () => {
  const unranked = { reason: 'too-small', coverage: 1, estimated: 0 } as const;
  const hidden = { ...cedar, usualRatio: null, standing: null, unranked };
  const page = html('en', createElement(DormScene, { view: kiosk({ dorm: hidden }), dorm: hidden }));
  expect(page).toContain('Not ranked this week.');
  expect(page).toContain('Fewer than 15 residents');
  expect(page).not.toMatch(/kWh|under usual|over usual/);
});

test('what is no view, such as a network’s sign-in page, is not taken for one', () => {
  expect([null, [], 'ok', {}, { error: { code: 'internal' } }].map(isKioskView)).toEqual([false, false, false, false, false]);
  expect(isKioskView(JSON.parse(JSON.stringify(kiosk())))).toBe(true);
});

test('an unchanged answer is asked for by its tag, a refusal is no answer, and after a stop nothing is asked', async () => {
  vi.useFakeTimers();
  const body = JSON.stringify(kiosk());
  const answers = [
    () => new Response(body, { headers: { etag: '"a"', date: 'Sun, 22 Nov 2026 14:00:00 GMT' } }),
    () => new Response(null, { status: 304 }),
    () => new Response('gone', { status: 503 }),
    () => new Response('<html>sign in</html>', { status: 200 }),
  ];
  const tags: (string | null)[] = [];
  const asked = vi.fn(async (_path: string, { headers }: RequestInit) => {
    tags.push(new Headers(headers).get('if-none-match'));
    return answers[tags.length - 1]?.() ?? Response.error();
  });
  vi.stubGlobal('fetch', asked);
  const heard: Heard[] = [];
  const { stop } = askAgain('/kiosk', (one) => heard.push(one));
  for (const seconds of [60, 60, 60, 10]) await vi.advanceTimersByTimeAsync(seconds * 1000);
  expect(tags.slice(0, 4)).toEqual([null, '"a"', '"a"', '"a"']);
  expect(heard.map(({ view }) => view?.build ?? null)).toEqual(['b1', null]);
  expect(heard[0]?.serverTime).toBe(Date.parse(SUNDAY_14));
  stop();
  const count = asked.mock.calls.length;
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked.mock.calls.length).toBe(count);
  expect(vi.getTimerCount()).toBe(0);
});

test('a newer build is loaded once, and only while the server gives its page out', async () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
  const reload = vi.fn();
  vi.stubGlobal('sessionStorage', storage);
  vi.stubGlobal('location', { href: '/c/alder-bay/kiosk', reload });
  vi.stubGlobal('fetch', async () => new Response('starting', { status: 503 }));
  await loadAnew('b2');
  expect(reload).not.toHaveBeenCalled();
  vi.stubGlobal('fetch', async () => new Response('<html>'));
  await loadAnew('b2');
  await loadAnew('b2');
  expect(reload).toHaveBeenCalledTimes(1);
});
