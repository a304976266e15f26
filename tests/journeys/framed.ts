import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The widget shows its rows in another site's frame, in both languages and without a cookie; any other page shows nothing there. */
export async function seeFramed(page: Page, origin: string): Promise<void> {
  for (const path of ['/embed/c/alder-bay', '/zh/embed/c/alder-bay']) {
    await page.setContent(`<iframe src="${origin}${path}" width="320" height="440"></iframe>`);
    const widget = page.frameLocator('iframe');
    await widget.locator('h1').waitFor();
    expect(await widget.locator('ol > li').count()).toBe(5);
    expect(await widget.locator('form, input, button').count()).toBe(0);
  }
  expect(await page.context().cookies()).toEqual([]);
  for (const path of ['/c/alder-bay', '/sign-in', '/zh/c/alder-bay/digest']) {
    await page.setContent(`<iframe src="${origin}${path}"></iframe>`);
    await expect.poll(() => page.frames()[1]?.url(), { timeout: 10_000 }).toMatch(/^chrome-error:/);
  }
}
