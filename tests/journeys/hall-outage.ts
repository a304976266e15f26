import { setTimeout as sleep } from 'node:timers/promises';
import { growthOver } from '#tests/journeys/hall-screen.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { startDemo } from '#tests/support/demo.ts';

/**
 * `npm run hall-outage [minutes]`: a hall screen whose server is stopped for five real minutes and started again,
 * untouched; then 2,000 refreshes. Says what the screen says, and fails where it does not go on. Too long for the tests.
 */
const minutes = Number(process.argv[2] ?? 5);
const demo = await startDemo();
const browser = await openBrowser();
let again: Awaited<ReturnType<typeof startDemo>> | null = null;
try {
  const page = await browser.newPage({ baseURL: demo.origin, viewport: { width: 1920, height: 1080 } });
  await page.goto('/c/alder-bay/kiosk');
  await page.evaluate('window.isFirstLoad = true');
  const footer = async () => (await page.locator('footer').innerText()).replaceAll('\n', ' | ');
  console.log(`before: ${await footer()}`);
  await demo.stop();
  for (let minute = 1; minute <= minutes; minute += 1) {
    await sleep(60_000);
    console.log(`${minute} min without a server: ${await footer()}; headline: ${await page.locator('h1').innerText()}`);
  }
  const isSaid = (await footer()).includes('no connection');
  again = await startDemo(demo);
  const startedAt = Date.now();
  await page.getByText(/no connection/).waitFor({ state: 'hidden', timeout: 180_000 });
  console.log(`back after ${Math.round((Date.now() - startedAt) / 1000)} s: ${await footer()}`);
  const isUntouched = (await page.evaluate('window.isFirstLoad')) === true;
  console.log('growth over 2,000 refreshes:', await growthOver(page, 2_000));
  if (!isSaid || !isUntouched) throw new Error(`silence said: ${isSaid}, not loaded anew: ${isUntouched}`);
} finally {
  await browser.close();
  await again?.stop();
  await demo.remove();
}
