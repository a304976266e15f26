import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Staff see at once which meter fell silent, and its last values. */
export async function seeSilentMeter(page: Page): Promise<void> {
  await page.goto('/staff/alder-bay');
  const silent = page.locator('#silent');
  await silent.getByRole('link', { name: 'Birch B', exact: true }).waitFor();
  await silent.getByRole('link', { name: 'Last values Birch B' }).click();
  await page.getByRole('heading', { level: 1, name: /^Birch B has been silent/ }).waitFor();
  expect(await page.getByRole('table', { name: 'Values of the day' }).locator('tbody tr').count()).toBeGreaterThan(1);
}

/** Arrow keys lead through the calendar to a meter and day. */
export async function walkCalendar(page: Page): Promise<void> {
  await page.goto('/staff/alder-bay/calendar');
  const stop = page.locator('.calendar td a[tabindex="0"]');
  await stop.waitFor();
  expect(await stop.count()).toBe(1);
  await stop.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  const href = await page.evaluate('document.activeElement.getAttribute("href")');
  expect(href).toMatch(/^meters\/\d+\?day=\d{4}-\d\d-\d\d#day$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/staff\/alder-bay\/meters\/\d+\?day=/);
}

/** A multiplier needs a reason, and says who set it. */
export async function setMultiplier(page: Page): Promise<void> {
  await page.goto('/staff/alder-bay/meters/1');
  await page.getByText('Another from a day on').click();
  await page.getByLabel('From the day').fill('2026-01-01');
  await page.getByLabel('Multiplier', { exact: true }).last().fill('1');
  await page.getByRole('button', { name: 'Set' }).click();
  expect(await page.getByText('The multiplier changed').count()).toBe(0);
  await page.getByLabel('Why?').last().fill('read off the transformer');
  await page.getByRole('button', { name: 'Set' }).click();
  await page.getByText('The multiplier changed once').waitFor();
  expect(await page.getByText(/read off the transformer · facilities@alder-bay\.example/).count()).toBe(1);
}
