import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { projectFolder } from '#db/embedded/project-folder.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { startDemo } from '#tests/support/demo.ts';

/**
 * `npm run screenshots [folder]`: starts a demo of its own, uses it as staff would, and takes a picture of every page in
 * both themes on a phone and a desktop. Without a folder, the few that the README shows go to docs/screenshots.
 */
const PASSWORD = 'copper kettle under seven ferns';
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;
const PUBLIC_PAGES = {
  board: '/c/alder-bay',
  'board-zh': '/zh/c/alder-bay',
  'board-by-energy': '/c/alder-bay/by/energy',
  dorms: '/c/alder-bay/dorms',
  dorm: '/c/alder-bay/dorms/cedar-hall',
  'dorm-unranked': '/c/alder-bay/dorms/tidewater',
  'dorm-small': '/c/alder-bay/dorms/gatehouse',
  weeks: '/c/alder-bay/weeks',
  corrections: '/c/alder-bay/corrections',
  digest: '/c/alder-bay/digest',
  seasons: '/c/alder-bay/seasons',
  method: '/c/alder-bay/method',
  fairness: '/c/alder-bay/fairness',
  'fairness-zh': '/zh/c/alder-bay/fairness',
  kiosk: '/c/alder-bay/kiosk',
  'kiosk-dorm': '/c/alder-bay/kiosk/cedar-hall',
  'sign-in': '/sign-in',
};
const STAFF_PAGES = {
  overview: '/staff/alder-bay',
  'staff-weeks': '/staff/alder-bay/weeks',
  'staff-seasons': '/staff/alder-bay/seasons',
  'season-new': '/staff/alder-bay/seasons/new',
  inbox: '/staff/alder-bay/inbox',
  calendar: '/staff/alder-bay/calendar',
  meter: '/staff/alder-bay/meters/1',
  imports: '/imports',
  meters: '/staff/alder-bay/meters',
  'staff-dorms': '/staff/alder-bay/dorms',
  placebo: '/staff/alder-bay/fairness',
  factors: '/staff/alder-bay/factors',
  'staff-questions': '/staff/alder-bay/questions',
  outgoing: '/staff/alder-bay/outgoing',
  people: '/people',
  audit: '/staff/alder-bay/audit',
};
const README_PICTURES = [
  ...['board-light', 'dorm-phone-dark', 'import-light', 'calendar-light'],
  ...['review-light', 'poster-light', 'week-phone-dark', 'season-new-light'],
];

const folder = process.argv[2] ?? join(projectFolder(), 'docs', 'screenshots');
const isForReadme = process.argv[2] === undefined;
mkdirSync(folder, { recursive: true });
const demo = await startDemo();
const browser = await openBrowser();
try {
  const staff = await browser.newContext({ baseURL: demo.origin });
  const importPath = await signInAndDrop(staff);
  const storageState = await staff.storageState();
  const weeks = await (await fetch(`${demo.origin}/c/alder-bay/weeks`)).text();
  const [week = 'weeks', before = 'weeks'] = new Set(weeks.match(/weeks\/\d{4}-W\d{2}(?=")/g));
  await announce(staff, `/staff/alder-bay/${week}`);
  const seasons = await (await fetch(`${demo.origin}/c/alder-bay/seasons`)).text();
  const season = /seasons\/[a-z-]+(?=")/.exec(seasons)?.[0] ?? 'seasons';
  const pages = {
    ...PUBLIC_PAGES,
    season: `/c/alder-bay/${season}`,
    week: `/c/alder-bay/${week}`,
    receipt: `/c/alder-bay/${week}/receipts/cedar-hall`,
    'receipt-unranked': `/c/alder-bay/${week}/receipts/tidewater`,
    'lens-check': `/c/alder-bay/${week}/lenses`,
    questions: `/c/alder-bay/${week}/questions`,
    poster: `/c/alder-bay/${week}/poster`,
    editions: `/c/alder-bay/${week}/editions`,
    ...STAFF_PAGES,
    review: `/staff/alder-bay/${before}`,
    'review-out': `/staff/alder-bay/${week}`,
    import: importPath,
  };
  for (const [device, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      if (isForReadme && (device === 'phone') !== (colorScheme === 'dark')) continue;
      const context = await browser.newContext({
        baseURL: demo.origin,
        viewport,
        colorScheme,
        storageState,
        reducedMotion: 'reduce',
      });
      await shoot(context, {
        pages,
        suffix: isForReadme ? (device === 'phone' ? 'phone-dark' : 'light') : `${device}-${colorScheme}`,
      });
      await context.close();
    }
  }
} finally {
  await browser.close();
  await demo.remove();
}

async function shoot(context: BrowserContext, request: { pages: Record<string, string>; suffix: string }): Promise<void> {
  const page = await context.newPage();
  for (const [name, path] of Object.entries(request.pages)) {
    if (isForReadme && !README_PICTURES.includes(`${name}-${request.suffix}`)) continue;
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(folder, `${name}-${request.suffix}.png`), fullPage: !isForReadme });
    console.log(`${name}-${request.suffix}.png`);
  }
  await page.close();
}

/** Looks at a closed week and announces it. */
async function announce(context: BrowserContext, path: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(path);
  await page.getByLabel('Message').fill('**Well done, everyone.** Cake for all halls on Friday at five, in the courtyard.');
  await page.getByLabel('Prize').fill('Breakfast for the whole hall');
  await page.getByRole('button', { name: 'Look at it before it goes out' }).click();
  await page.getByRole('button', { name: /^Announce week/ }).click();
  await page.getByText(/^Done: week \d+ is public/).waitFor();
  await page.close();
}

/** Makes the administrator, drops the held-back file and leaves its preview open. */
async function signInAndDrop(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await page.goto(demo.welcomeLink ?? '/sign-in');
  await page.getByLabel('E-mail address').fill('facilities@alder-bay.example');
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same once more').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.waitForURL('**/staff/alder-bay');
  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles(demo.heldBackFile);
  await page.waitForURL(/imports\/\d+/);
  await page.getByText('Nothing is stored yet.').waitFor();
  const path = new URL(page.url()).pathname;
  await page.close();
  return path;
}
