import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContext } from 'playwright-core';
import { expect } from 'vitest';

const PATHS = [
  '/c/alder-bay',
  '/c/alder-bay/dorms',
  '/c/alder-bay/dorms/cedar-hall',
  '/c/alder-bay/dorms/gatehouse',
  '/c/alder-bay/weeks',
  '/zh/c/alder-bay',
  '/c/alder-bay/method',
  '/c/alder-bay/corrections',
  '/c/alder-bay/seasons',
  '/c/alder-bay/digest',
  '/c/alder-bay/kiosk',
  '/c/alder-bay/kiosk/cedar-hall',
  '/embed/c/alder-bay',
  '/sign-in',
  '/imports',
  '/staff/alder-bay',
  '/staff/alder-bay/weeks',
  '/staff/alder-bay/seasons',
  '/staff/alder-bay/seasons/new',
  '/staff/alder-bay/inbox',
  '/staff/alder-bay/calendar',
  '/staff/alder-bay/meters',
  '/staff/alder-bay/meters/1',
  '/staff/alder-bay/dorms',
  '/staff/alder-bay/questions',
  '/staff/alder-bay/outgoing',
  '/staff/alder-bay/audit',
  '/people',
];

/** Every kind of page, on a phone by day and on a desktop by night: nothing that axe finds, nothing wider than the screen. */
export async function seeAccessible(
  context: BrowserContext,
  { week, phone }: { week: string; phone: { width: number; height: number } },
): Promise<void> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const ofWeek = ['', '/editions', '/questions'].map((room) => `/c/alder-bay/${week}${room}`);
  const page = await context.newPage();
  for (const path of [...PATHS, ...ofWeek, `/staff/alder-bay/${week}`]) {
    await page.goto(path);
    await page.evaluate(axe);
    for (const [colorScheme, viewport] of [
      ['light', phone],
      ['dark', { width: 1280, height: 900 }],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await page.evaluate(
        'Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))',
      );
      const found = (await page.evaluate(
        "axe.run(document).then((run) => run.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')))",
      )) as string[];
      expect(found, `${path} ${colorScheme}`).toEqual([]);
      const fits = await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
      expect(fits, `${path} is wider than the screen`).toBe(true);
    }
  }
}
