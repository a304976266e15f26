import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** From nothing to a season with a public page: what lacks is said beside its field, and its rules are played on past weeks first. The path of its staff page. */
export async function setUpSeason(page: Page): Promise<string> {
  await page.goto('/staff/alder-bay/seasons');
  await page.getByRole('link', { name: 'Set up a season' }).first().click();
  await page.waitForURL(/seasons\/new/);
  await page.getByLabel('Prizes').fill('Breakfast for the whole hall');
  await page.getByLabel('How long').selectOption({ label: '4 weeks' });
  await page.getByRole('button', { name: 'Set up this season' }).click();
  await page.getByText('It has no name. Give it one of up to 200 letters.').first().waitFor();
  expect(await page.getByLabel('Prizes').inputValue()).toBe('Breakfast for the whole hall');
  expect(await page.getByLabel('How long').inputValue()).toBe('4');

  await page.getByLabel('Name', { exact: true }).fill('Frost Cup');
  await page.getByLabel('First Monday').selectOption({ index: 1 });
  await page.getByText('A season without a name').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Rehearse it' }).click();
  await page.getByText('A rehearsal. Nothing is stored, nobody is told.').waitFor();
  await page
    .getByText(/would have (won|shared the win)/)
    .first()
    .waitFor();
  expect(await (await page.request.get('/c/alder-bay/seasons')).text()).not.toContain('Frost Cup');

  await page.getByRole('button', { name: 'Set up this season' }).click();
  await page.getByText('It is set up, and its page is public.').waitFor();
  await page.getByRole('heading', { level: 1, name: /^The Frost Cup begins on / }).waitFor();
  return new URL(page.url()).pathname;
}

/** The rules of an earlier season serve as a template; before it begins it can be changed, and withdrawn as if it had never been. */
export async function changeAndWithdraw(page: Page, path: string): Promise<void> {
  await page.goto('/staff/alder-bay/seasons');
  await page.getByRole('link', { name: 'Use as template' }).first().click();
  await page.waitForURL(/seasons\/new\?from=/);
  expect(await page.getByLabel('Prizes').inputValue()).not.toBe('');

  await page.goto(path);
  await page.getByRole('link', { name: 'Change the rules' }).click();
  await page.getByLabel('Prizes').fill('A mural for the hall');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('Changed. Its public page shows it.').waitFor();
  await page.getByText('A mural for the hall').first().waitFor();
  await page.getByText('Withdraw this season').click();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await page.getByText('The season is withdrawn, as if it had never been set up.').waitFor();
  expect((await page.request.get(path.replace('/staff/', '/c/'))).status()).toBe(404);
}
