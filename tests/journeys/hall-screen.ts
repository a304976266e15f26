import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

const WIDE = { width: 1920, height: 1080 };
const MINUTE = 60_000;

/** A hall screen with a clock that can be wound forward; it is never touched after this. */
export async function openHallScreen(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, viewport: WIDE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto('/c/alder-bay/kiosk');
  await page.evaluate('window.isFirstLoad = true');
  await page.getByText(/^data until/).waitFor();
  return page;
}

/** Goes through every scene: none is wider or higher than the screen, each has its headline. */
export async function seeEveryScene(page: Page): Promise<void> {
  const headlines = new Set<string>();
  for (let scene = 0; scene < 8; scene += 1) {
    headlines.add((await page.locator('h1').textContent()) ?? '');
    expect(await scrolls(page)).toBe(false);
    await page.clock.runFor(15_000);
  }
  expect(headlines.size).toBeGreaterThanOrEqual(3);
  expect([...headlines].some((words) => /until week \d+ ends/.test(words))).toBe(true);
  expect([...headlines].some((words) => /won week \d+|share the win of week|winners of week/.test(words))).toBe(true);
}

const scrolls = (page: Page) =>
  page.evaluate(
    'document.documentElement.scrollWidth > window.innerWidth || document.documentElement.scrollHeight > window.innerHeight',
  );

/** The server is gone: the picture stays, and after minutes the screen says so by itself. */
export async function seeItSilent(page: Page): Promise<void> {
  await expect.poll(() => windForward(page, /no connection for 1\d minutes/), { timeout: 30_000 }).toBe(1);
  expect(await page.locator('h1').count()).toBe(1);
  expect(await page.getByText(/^data until/).count()).toBe(1);
}

/** The server is back: so is the screen, without having been loaded again. */
export async function seeItRecover(page: Page): Promise<void> {
  await expect.poll(() => windForward(page, /no connection/), { timeout: 60_000 }).toBe(0);
  expect(await page.evaluate('window.isFirstLoad')).toBe(true);
}

async function windForward(page: Page, words: RegExp): Promise<number> {
  await page.clock.runFor(MINUTE);
  return page.getByText(words).count();
}

/** Bytes and nodes a page has grown by, from its 200th refresh to its `count`th after that. Every answer is a whole one. */
export async function growthOver(page: Page, count: number): Promise<{ bytes: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const measure = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { bytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };
  await page.evaluate(REFRESHES);
  await page.evaluate('window.refresh(200)');
  const before = await measure();
  await page.evaluate(`window.refresh(${count})`);
  const after = await measure();
  return {
    bytes: after.bytes - before.bytes,
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
  };
}

/** Makes the page ask as soon as it has its answer, by telling it that the network is back; without tags, so that each answer is new to it. */
const REFRESHES = `(() => {
  const ask = window.fetch;
  let answered = 0;
  window.fetch = async (path, options) => {
    const answer = await ask(path, { ...options, headers: {} });
    if (answer.status === 200) answered += 1;
    return answer;
  };
  window.refresh = async (count) => {
    const until = answered + count;
    while (answered < until) {
      window.dispatchEvent(new Event('online'));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
})()`;
