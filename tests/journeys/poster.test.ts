import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NextIntlClientProvider } from 'next-intl';
import type { Browser } from 'playwright-core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messagesOf } from '#app/_i18n/messages.ts';
import { posterMessage } from '#components/poster/poster-message.ts';
import { PosterPage } from '#components/poster/poster-page.tsx';
import type { PosterLeague, PosterView } from '#components/poster/poster-view.ts';
import { projectFolder } from '#db/embedded/project-folder.ts';
import { openBrowser } from '#tests/support/browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

/** As long as a name comes to a poster, in signs that are wide, of another direction, or buried in marks. */
const NAMES = ['W'.repeat(48), 'مبنى الطلاب '.repeat(4).trim(), '😀'.repeat(48), `<script>${'楼'.repeat(39)}`];

function leagueOf(league: string | null): PosterLeague {
  const places = NAMES.map((name, index) => ({ dorm: `m${index}`, name, rank: index + 1, score: -1234.56 }));
  return { league, places, placeCount: 40, improved: { names: NAMES.slice(0, 3), places: 39 }, seasonSoFar: places.slice(0, 3) };
}

function posterOf(leagues: readonly PosterLeague[]): PosterView {
  return {
    campus: { slug: 'alder-bay', name: 'M'.repeat(48), timeZone: 'Australia/Melbourne' },
    week: {
      ...{ id: '2026-W46', startsOn: '2026-11-09', endsOn: '2026-11-15', state: 'corrected', daysCounted: 7 },
      ...{ dataUntil: null, closesAt: '2026-11-15T19:00:00Z' },
    },
    ...{ lens: 'weather-adjusted', rankedCount: 40, dormCount: 44, leagues, leagueCount: 9, season: NAMES[0] ?? '' },
    headline: `${NAMES.join(', ')} share the win of the week.`,
    houses: (['tower', 'row', 'house'] as const).map((kind, index) => {
      return { dorm: `m${index}`, name: NAMES[index] ?? '', kind, usualRatio: 0.8 + index / 10, rank: 1 };
    }),
    prize: 'W'.repeat(110),
    message: posterMessage('Thank you all. '.repeat(270), leagues.length > 1 ? 6 : 8),
    url: `https://${'energy.'.repeat(12)}example.edu/zh/c/alder-bay/weeks/2026-W46`,
  };
}

async function printed(view: PosterView, locale: 'en' | 'zh') {
  const messages = await messagesOf(locale);
  const children = createElement(PosterPage, { view });
  const html = renderToStaticMarkup(createElement(NextIntlClientProvider, { locale, messages, timeZone: 'UTC', children }));
  const css = await readFile(join(projectFolder(), 'components', 'poster', 'poster.css'), 'utf8');
  const reset = '*{box-sizing:border-box;margin:0;padding:0}ol{list-style:none}svg{display:block}';
  const utilities =
    '.absolute{position:absolute}.inset-0{inset:0}.size-full{width:100%;height:100%}.headline{line-height:1.04;overflow-wrap:anywhere}';
  const page = await browser.newPage();
  await page.setContent(`<!doctype html><html lang="${locale}"><style>${reset}${utilities}${css}</style><body>${html}`);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 794, height: 1123 });
  const fit = await page.evaluate(() => {
    const sheet = document.querySelector('main')?.getBoundingClientRect();
    const boxes = [...document.querySelectorAll('header, main > section, footer, footer *')].map((e) =>
      e.getBoundingClientRect(),
    );
    const isInside = boxes.every((box) => sheet !== undefined && box.bottom <= sheet.bottom && box.right <= sheet.right + 1);
    return { isInside, street: document.querySelector('.poster-stage')?.clientHeight ?? 0, scripts: document.scripts.length };
  });
  await page.close();
  return { pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, size: mediaBox(pdf), ...fit };
}

/** In points, whole. */
function mediaBox(pdf: Buffer): number[] {
  const box = /MediaBox\s*\[([^\]]*)\]/.exec(pdf.toString('latin1'))?.[1] ?? '';
  return box
    .trim()
    .split(/\s+/)
    .map((edge) => Math.round(Number(edge)));
}

test('a poster of the longest names, prize and message is one A4 page with its street and its address on it', async () => {
  const leagues = [leagueOf('W'.repeat(48)), leagueOf('self-catered'), leagueOf('楼'.repeat(48))];
  for (const [view, locale] of [
    [posterOf([leagueOf(null)]), 'en'],
    [posterOf(leagues), 'zh'],
  ] as const) {
    const { street, ...paper } = await printed(view, locale);
    expect(paper).toEqual({ pages: 1, size: [0, 0, 595, 842], isInside: true, scripts: 0 });
    expect(street).toBeGreaterThanOrEqual(208);
  }
});
