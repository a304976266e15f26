import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The widget shows its rows in another site's frame, in both languages and without a cookie; any other page shows nothing there. */
export async function seeFramed(page: Page, origin: string): Promise<void> {
  const other = createServer(({ url }, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(`<iframe src="${origin}${url}" width="320" height="440"></iframe>`);
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const site = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  try {
    for (const path of ['/embed/c/alder-bay', '/zh/embed/c/alder-bay']) {
      await page.goto(site + path);
      const widget = page.frameLocator('iframe');
      await widget.locator('h1').waitFor();
      expect(await widget.locator('ol > li').count()).toBe(5);
      expect(await widget.locator('main').locator('form, input, button').count()).toBe(0);
    }
    expect(await page.context().cookies()).toEqual([]);
    for (const path of ['/c/alder-bay', '/sign-in', '/zh/c/alder-bay/digest']) {
      await page.goto(site + path);
      await expect.poll(() => page.frames()[1]?.url(), { timeout: 10_000 }).toMatch(/^chrome-error:/);
    }
  } finally {
    other.close();
    other.closeAllConnections();
  }
}
