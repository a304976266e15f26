import { createElement } from 'react';
import { expect, test } from 'vitest';
import { Announcement } from '#components/week/announcement.tsx';
import type { AnnouncementView } from '#components/week/announcement-view.ts';
import { correctionNews } from '#components/week/correction-news.ts';
import type { CorrectedRow, EditionsPageView } from '#components/week/correction-view.ts';
import { CorrectionsPage } from '#components/week/corrections-page.tsx';
import { EditionsPage } from '#components/week/editions-page.tsx';
import { messageHtml } from '#core/text/message-markdown.ts';
import { html } from '#tests/components/html.ts';
import { rankedRow } from '#tests/components/ranked-row.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';
const place = (name: string, rank: number) => ({ dorm: name.toLowerCase(), name, rank, score: null });
const league = {
  league: null,
  places: [place('Cedar', 1), place('Maple', 1)],
  mostImproved: { places: 3, dorms: [{ dorm: 'maple', name: 'Maple' }] },
  seasonSoFar: [place('Cedar', 1), place('Maple', 2)],
};
const announcement: AnnouncementView = {
  lens: 'effort',
  announcedAt: '2026-11-22T23:30:00Z',
  isCorrected: false,
  messageHtml: messageHtml(`**Well done** ${HOSTILE}`),
  prize: HOSTILE,
  season: { name: 'Spring', path: '/c/alder-bay/seasons/spring', prizes: ['Pizza'] },
  leagues: [league],
};
const rows = [rankedRow({ name: 'Cedar', rank: 1 }), rankedRow({ name: 'Maple', rank: 1 })];
const shown = (view: AnnouncementView, locale = 'en') =>
  html(locale, createElement(Announcement, { campus: 'alder-bay', timeZone: 'Australia/Melbourne', announcement: view, rows }));

test('an announcement says its day by the campus clock, its words, prize, who improved most and where the season stands', () => {
  const page = shown(announcement);
  for (const words of ['Announced Monday, November 23.', '<strong>Well done</strong>', 'Most improved', 'Cedar leads Spring'])
    expect(page).toContain(words);
  expect(page).not.toContain('<img');
});

test('with leagues each names its own first places, and says which are shared', () => {
  const leagues = [
    { ...league, league: 'North' },
    { ...league, league: 'South', places: [], mostImproved: null },
  ];
  for (const [locale, words] of [
    ['en', ['North', 'shared', 'Most improved: Maple, up 3 places.', 'Nobody could be ranked.']],
    ['zh', ['North', '并列', '进步最大：Maple，上升 3 名', '没有宿舍可以排名。']],
  ] as const)
    for (const word of words) expect(shown({ ...announcement, leagues }, locale)).toContain(word);
});

test('words about a result that was corrected since say so', () => {
  expect(shown({ ...announcement, isCorrected: true })).toContain('before the correction');
});

const at = (rank: number, score: number) => ({ rank, score });
const none = { rank: null, score: null, why: { reason: 'too-small', coverage: 1, estimated: 0 } } as const;
const row = (name: string, announced: CorrectedRow['announced'], corrected: CorrectedRow['corrected']): CorrectedRow => ({
  ...{ dorm: name.toLowerCase(), name, announced, corrected },
});

test.each([
  ['passed', [row('Cedar', at(1, 10), at(2, 12)), row('Maple', at(2, 11), at(1, 11))], 2, 1],
  ['kept', [row('Cedar', at(1, 10), at(1, 10)), row('Maple', at(2, 11), none)], 1, 1],
  ['scores', [row('Cedar', at(1, 10), at(1, 10.01))], 0, 1],
  // A thousandth of a kWh a resident is not shown, so it is no change that anyone could see.
  ['inputs', [row('Cedar', at(1, 10), at(1, 10.001))], 0, 0],
  ['gained', [row('Cedar', none, at(1, 10))], 1, 1],
  ['lost', [row('Cedar', at(1, 10), null)], 1, 1],
  ['nobody', [row('Cedar', none, none)], 0, 0],
] as const)('a correction’s news is “%s”', (key, changed, moved, scores) => {
  expect(correctionNews(changed, 'per-resident')).toMatchObject({ key, moved, scores });
});

const campus = { slug: 'alder-bay', name: 'Alder Bay', timeZone: 'Etc/UTC' };
const correction = {
  edition: 3,
  correctedAt: '2026-11-24T00:00:00Z',
  reason: `Late file ${HOSTILE}`,
  rows: [row('Maple', at(2, 11), at(1, 11)), row('Cedar', at(1, 10), at(2, 12)), row('Gatehouse', at(3, 13), none)],
};
const editions: EditionsPageView = {
  ...{ campus, week: '2026-W46', startsOn: '2026-11-09', endsOn: '2026-11-15', lens: 'per-resident' },
  announcedAt: '2026-11-16T09:00:00Z',
  corrections: [correction, { ...correction, edition: 2 }],
  ...{ editions: [], methodVersion: '4', csvPath: '/csv', jsonPath: '/json' },
};

test('old and new stand side by side: who was first, each place before and after, why, and where to ask', () => {
  const page = html('en', createElement(EditionsPage, { view: editions }));
  for (const words of [
    ...[
      'First place passes from Cedar to Maple.',
      'Late file &lt;img',
      'up 1 place by the correction',
      'Fewer than 15 residents',
    ],
    ...['Earlier correction', '/weeks/2026-W46/questions', '12.00'],
  ])
    expect(page).toContain(words);
  expect(html('zh', createElement(EditionsPage, { view: editions }))).toContain('第一名由Cedar变为Maple。');
  const untouched = { ...editions, corrections: [] };
  expect(html('en', createElement(EditionsPage, { view: untouched }))).toContain('Week 46 stands as it was announced.');
});

test('a campus without corrections says that no result has been corrected', () => {
  const view = { campus, corrections: [], isCut: false };
  expect(html('en', createElement(CorrectionsPage, { view }))).toContain('No result has been corrected.');
  const listed = { ...correction, week: '2026-W46', lens: 'per-resident' as const };
  for (const locale of ['en', 'zh'])
    expect(html(locale, createElement(CorrectionsPage, { view: { ...view, corrections: [listed] } }))).toContain('Maple');
});
