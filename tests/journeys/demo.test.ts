import { readdir } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeAccessible } from '#tests/journeys/accessible.ts';
import { seeFramed } from '#tests/journeys/framed.ts';
import { growthOver, openHallScreen, seeEveryScene, seeItRecover, seeItSilent } from '#tests/journeys/hall-screen.ts';
import { type KwWeek, kwWeeks } from '#tests/journeys/kw-weeks.ts';
import { secondsUntil, walkMonday } from '#tests/journeys/monday.ts';
import { changeAndWithdraw, setUpSeason } from '#tests/journeys/season-setup.ts';
import { seeShared } from '#tests/journeys/shared-pages.ts';
import { seeSilentMeter, setMultiplier, walkCalendar } from '#tests/journeys/staff-views.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { type RunningDemo, startDemo } from '#tests/support/demo.ts';

const EMAIL = 'facilities@alder-bay.example';
const PASSWORD = 'copper kettle under seven ferns';
const PHONE = { width: 360, height: 780 };

let demo: RunningDemo;
let browser: Browser;
let staff: BrowserContext;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
  staff = await browser.newContext({ baseURL: demo.origin, viewport: { width: 1280, height: 900 } });
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await demo?.remove();
}, 60_000);

/** The names of the ranked dorms on the public board, best first. */
async function boardOrder(page: Page): Promise<string[]> {
  await page.goto('/c/alder-bay');
  return page.locator('table').first().locator('tbody a').allTextContents();
}

/** Its address behind the campus's, such as weeks/2026-W47. */
async function newestWeek(): Promise<string | undefined> {
  const weeks = await (await fetch(`${demo.origin}/c/alder-bay/weeks`)).text();
  return /weeks\/\d{4}-W\d{2}(?=")/.exec(weeks)?.[0];
}

async function apiOrder(): Promise<string[]> {
  const week = await (await fetch(`${demo.origin}/c/alder-bay`)).text();
  const path = /weeks\/\d{4}-W\d{2}\/standings\?lens=[a-z-]+/.exec(week)?.[0];
  const answer = await fetch(`${demo.origin}/api/v1/campuses/alder-bay/${path}`);
  const { standings } = (await answer.json()) as { standings: { name: string; rank: number | null }[] };
  return standings.filter((standing) => standing.rank !== null).map((standing) => standing.name);
}

test('the first administrator comes by the link that the start printed, once', async () => {
  const page = await staff.newPage();
  expect(demo.welcomeLink).not.toBeNull();
  await page.goto(demo.welcomeLink ?? '');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same once more').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.waitForURL('**/staff/alder-bay');
  await page.goto(demo.welcomeLink ?? '');
  await expect(page.getByText('This link does not work any more').isVisible()).resolves.toBe(true);
  await page.close();
});

test('staff drop a file, preview, commit, see the board move, undo, and see it move back', async () => {
  const page = await staff.newPage();
  const before = await boardOrder(page);
  expect(before).not.toContain('Northgate');
  expect(await apiOrder()).toEqual(before);

  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles(demo.heldBackFile);
  await page.waitForURL(/imports\/\d+/);
  await page.getByText('Nothing is stored yet.').waitFor();
  await page.getByText(/board would change/).waitFor();
  expect(await apiOrder()).toEqual(before);

  await page.getByRole('button', { name: /^Commit/ }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  const after = await boardOrder(page);
  expect(after).toContain('Northgate');
  expect(await apiOrder()).toEqual(after);

  await page.goto('/imports');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: /undo/i }).click();
  await page.getByRole('listitem').getByText('undone', { exact: true }).first().waitFor();
  expect(await boardOrder(page)).toEqual(before);
  await page.close();
});

/** Drops a file and waits for the news about it. */
async function dropWeek(page: Page, { name, text }: KwWeek): Promise<void> {
  await page.goto('/staff/alder-bay/imports');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.waitForURL(/imports\/\d+/);
}

test('a wide kW file with end labels and D/M/Y times goes in right at the first try, and its twin next week without a question', async () => {
  const page = await staff.newPage();
  const [week, twin] = kwWeeks(new Date());
  await dropWeek(page, week);
  await page.getByRole('heading', { name: '2 meters have no dorm yet.' }).waitFor();
  await page.getByRole('button', { name: 'Make a dorm for each of them' }).click();
  await page.getByRole('heading', { name: '1,344 readings, ready to commit.' }).waitFor();
  const guessed = (about: string) => page.getByRole('combobox', { name: about }).locator('option:checked').textContent();
  expect(await guessed('Layout')).toBe('a column for each meter');
  expect(await guessed('Times')).toBe('day, month, year');
  expect(await guessed('A time is')).toBe('the interval’s end');
  expect(await guessed('Unit')).toBe('kW, mean power');
  expect(await page.getByText('your word').count()).toBe(0);
  await page.getByText('10,752 kWh in all the readings that count').waitFor();
  await page.getByRole('heading', { name: 'Both meters are complete.' }).waitFor();
  await page.getByRole('button', { name: 'Commit 1,344 readings' }).click();
  await page.getByRole('heading', { name: '1,344 readings are in.' }).waitFor();

  await dropWeek(page, twin);
  await page.getByRole('heading', { name: '1,344 readings, ready to commit.' }).waitFor();
  expect(await page.getByText('your word').count()).toBe(0);
  expect(await page.getByText('has no dorm').count()).toBe(0);
  await page.getByText('10,752 kWh in all the readings that count').waitFor();
  await page.getByRole('button', { name: 'Commit 1,344 readings' }).click();
  await page.getByRole('heading', { name: '1,344 readings are in.' }).waitFor();
  await page.close();
});

test('staff see which meter fell silent, walk the calendar by keys, and set a multiplier with a reason', async () => {
  const page = await staff.newPage();
  await seeSilentMeter(page);
  await walkCalendar(page);
  await setMultiplier(page);
  await page.close();
});

test('a student on a phone finds a dorm’s rank and why', async () => {
  const context = await browser.newContext({ baseURL: demo.origin, viewport: PHONE, hasTouch: true });
  const page = await context.newPage();
  const [first] = await boardOrder(page);
  await page
    .getByLabel('Choose a dorm')
    .or(page.locator('select'))
    .first()
    .selectOption({ label: first ?? '' });
  await page.reload();
  await page.getByText(`${first}, your dorm`).first().waitFor();
  await page
    .locator('table')
    .first()
    .getByRole('link', { name: first ?? '' })
    .click();
  await page.waitForURL(/\/dorms\//);
  await page.getByRole('heading', { name: /^Why first\?/ }).waitFor();
  await page
    .getByText(/That effort of|kWh per resident/)
    .first()
    .waitFor();
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await context.close();
});

test('the board, a dorm, a week and the method read with JavaScript off, in both languages', async () => {
  const context = await browser.newContext({ baseURL: demo.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const prefix of ['', '/zh']) {
    await page.goto(`${prefix}/c/alder-bay`);
    const rows = await page.locator('table').first().locator('tbody tr').count();
    expect(rows).toBeGreaterThan(10);
    await page.locator('table').first().locator('tbody a').first().click();
    await page.waitForURL(/\/dorms\//);
    expect(await page.locator('main svg').count()).toBeGreaterThan(2);
    for (const path of ['/c/alder-bay/weeks', '/c/alder-bay/dorms', '/c/alder-bay/method']) {
      const answer = await page.goto(prefix + path);
      expect(answer?.status()).toBe(200);
      expect((await page.locator('h1').textContent())?.length).toBeGreaterThan(5);
    }
  }
  await context.close();
});

test('an address that is shared brings its news and its picture, as a parser of such pages reads them, in both languages', async () => {
  const week = await newestWeek();
  for (const path of [
    '/c/alder-bay',
    `/zh/c/alder-bay/${week}`,
    '/c/alder-bay/dorms/cedar-hall',
    `/c/alder-bay/${week}/poster`,
  ]) {
    await seeShared(demo.origin, path);
  }
});

test('another site can frame the widget and no other page', async () => {
  const page = await browser.newPage();
  await seeFramed(page, demo.origin);
  await page.close();
});

test('an address that nobody has, readable or not, is one that does not exist, and leaves nothing behind on the disk', async () => {
  const files = async () => (await readdir('.next', { recursive: true })).length;
  const before = await files();
  for (const address of [
    '/c/%ff',
    '/zh/c/alder-bay/dorms/%E0%A4%A',
    '/c/nobody',
    '/c/alder-bay/dorms/nobody',
    '/c/alder-bay/weeks/2026-W99',
  ])
    expect([address, (await fetch(`${demo.origin}${address}`)).status]).toEqual([address, 404]);
  expect(await files()).toBe(before);
});

test('a session cookie is dead at once after signing out', async () => {
  const page = await staff.newPage();
  await page.goto('/imports');
  await page.waitForURL('**/staff/alder-bay/imports');
  const copied = await staff.cookies();
  const replay = () =>
    fetch(`${demo.origin}/staff/alder-bay/imports`, {
      headers: { cookie: copied.map(({ name, value }) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
  expect((await replay()).status).toBe(200);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL((url) => !url.pathname.includes('/staff/'));
  const answer = await replay();
  expect([302, 303, 307]).toContain(answer.status);
  expect(answer.headers.get('location')).toContain('/sign-in');
  await page.close();
});

test('staff sign in again with their password, and a wrong one is refused', async () => {
  const page = await staff.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('Password').fill('not the right one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .getByText(/The e-mail address or the password is wrong/)
    .first()
    .waitFor();
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/staff/alder-bay');
  await page.close();
});

test('organisers set up a season by a guided form, rehearse it, see it public, change it and withdraw it', async () => {
  const page = await staff.newPage();
  const path = await setUpSeason(page);
  const student = await browser.newPage({ baseURL: demo.origin });
  expect(await secondsUntil(student, '/c/alder-bay/seasons', 'Frost Cup')).toBeLessThan(60);
  await student.close();
  await changeAndWithdraw(page, path);
  await page.close();
});

test('the organisers’ Monday: announced by two people, read by a student within a minute, put right in public, questioned and answered', async () => {
  await walkMonday({ demo, browser, staff, phone: PHONE });
});

test('no page has an accessibility violation that axe can find, light and dark, phone and desktop', async () => {
  const week = await newestWeek();
  const options = { baseURL: demo.origin, storageState: await staff.storageState(), bypassCSP: true };
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  await seeAccessible(context, { week: week ?? '', phone: PHONE });
  await context.close();
});

test('a hall screen reads without scripts, and then the browser loads it anew by itself', async () => {
  const context = await browser.newContext({ baseURL: demo.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/c/alder-bay/kiosk');
  expect(await page.locator('main ol > li').count()).toBeGreaterThan(5);
  expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(1);
  await context.close();
});

test('a hall screen does not grow over 2,000 refreshes', async () => {
  const context = await browser.newContext({ baseURL: demo.origin });
  const page = await context.newPage();
  await page.goto('/c/alder-bay/kiosk');
  await page.getByText(/^data until/).waitFor();
  const growth = await growthOver(page, 2_000);
  console.log('a hall screen, after 2,000 refreshes:', growth);
  expect(growth.bytes).toBeLessThan(1_000_000);
  expect(growth.nodes).toBeLessThan(2_000);
  expect(growth.listeners).toBeLessThan(50);
  await context.close();
});

test('stopped and started again, the demo still has its data, its week and its people, and a hall screen goes on untouched', async () => {
  const screen = await openHallScreen(browser, demo.origin);
  await seeEveryScene(screen);
  const board = await (await fetch(`${demo.origin}/c/alder-bay/weeks`)).text();
  const weeks = board.match(/weeks\/\d{4}-W\d{2}/g)?.length;
  await demo.stop();
  await seeItSilent(screen);
  const again = await startDemo(demo);
  try {
    expect(again.welcomeLink).toBeNull();
    await seeItRecover(screen);
    const after = await (await fetch(`${again.origin}/c/alder-bay/weeks`)).text();
    expect(after.match(/weeks\/\d{4}-W\d{2}/g)?.length).toBe(weeks);
  } finally {
    await again.stop();
  }
});
