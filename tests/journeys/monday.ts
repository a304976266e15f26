import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { RunningDemo } from '#tests/support/demo.ts';
import { wattle } from '#tests/support/processes.ts';

const PASSWORD = 'seven quiet herons over water';
const HOSTILE = `<script>window.harmed = 1</script><img src=x onerror="window.harmed = 1"> \u202Etfel ot thgir\u202C ${'😀'.repeat(300)}`;

/** What an organiser writes with a week, and what of it everyone can read. */
const MESSAGE = `**Lights out wins.** Thank you all.\n\n${HOSTILE}`;
const PRIZE = 'Pizza <b>night</b> for the first hall';
const REASON = 'The laundry’s meter was forgotten: its file came in on Tuesday <script>window.harmed = 1</script>.';

interface Monday {
  readonly demo: RunningDemo;
  readonly browser: Browser;
  /** Signed in as an admin. */
  readonly staff: BrowserContext;
  readonly phone: { readonly width: number; readonly height: number };
}

/**
 * A closed week is reviewed, announced by two people and read by a student; a late file shows what it would change, a correction by two
 * people stands beside what was announced, and a question gets its answer. All words come with scripts, marks and emoji.
 */
export async function walkMonday({ demo, browser, staff, phone: size }: Monday): Promise<void> {
  const page = await staff.newPage();
  const said = await wattle(['campus', 'set', 'alder-bay', '--second-person', 'yes'], { WATTLE_DATA_DIR: demo.dataDir });
  expect(said.code).toBe(0);
  const second = await inviteSecond(page, browser, demo.origin);
  const phone = await browser.newContext({ baseURL: demo.origin, viewport: size });
  const student = await phone.newPage();

  const week = await reviewAndAsk(page);
  await seeOwnApprovalRefused(staff, second, week);
  await approve(second, week);
  expect(await secondsUntil(student, `/c/alder-bay/weeks/${week}`, 'Lights out wins.')).toBeLessThan(60);
  await seeWordsAreHarmless(student);
  const winner = await winnerOf(demo.origin, week);
  expect(await student.getByText(winner).count()).toBeGreaterThan(0);

  await bringLateFile(page, { week, winner });
  expect(await winnerOf(demo.origin, week)).toBe(winner);
  await askForCorrection(page, week);
  await seeOwnApprovalRefused(staff, second, week);
  await approve(second, week);
  expect(await secondsUntil(student, `/c/alder-bay/weeks/${week}`, /^Corrected /)).toBeLessThan(60);
  expect(await winnerOf(demo.origin, week)).not.toBe(winner);
  await seeOldAndNew(student, { week, winner });
  await questionAndAnswer(student, page, week);
  for (const context of [phone, second]) await context.close();
  await page.close();
}

/** An admin invites somebody, who chooses a password by the link: a second person, signed in in a browser of their own. */
async function inviteSecond(admin: Page, browser: Browser, origin: string): Promise<BrowserContext> {
  await admin.goto('/people');
  await admin.getByLabel('Their e-mail address').fill('second@alder-bay.example');
  await admin
    .locator('form', { has: admin.getByLabel('Their e-mail address') })
    .locator('select')
    .selectOption({ label: 'Organiser' });
  await admin.getByRole('button', { name: 'Make the link' }).click();
  const link = await admin.getByLabel('Link for second@alder-bay.example').inputValue();
  const second = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 900 } });
  const page = await second.newPage();
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same once more').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.waitForURL('**/staff/alder-bay');
  await page.close();
  return second;
}

/** Looks at the newest closed week and asks for it to be announced, anew where its numbers moved meanwhile. Its id, such as 2026-W47. */
async function reviewAndAsk(page: Page): Promise<string> {
  await page.goto('/staff/alder-bay/weeks');
  await page.getByRole('heading', { level: 1, name: /^Week \d+ waits for you\.$/ }).waitFor();
  await page
    .getByRole('link', { name: /^Review week \d+/ })
    .first()
    .click();
  await page.waitForURL(/weeks\/\d{4}-W\d{2}$/);
  const week = page.url().slice(-8);
  const done = page.getByText('Done: it waits for another organiser or admin.');
  const refused = page.getByText(/The numbers have moved since you looked at this page/);
  for (let tries = 0; tries < 4; tries += 1) {
    await page.goto(`/staff/alder-bay/weeks/${week}`);
    await ask(page);
    await done.or(refused).first().waitFor();
    if (await done.isVisible()) return week;
  }
  throw new Error(`week ${week} never came to rest`);
}

async function ask(page: Page): Promise<void> {
  await page
    .getByRole('heading', { name: /checks/ })
    .first()
    .waitFor();
  // What staff changed since the week closed must be looked at first.
  const again = page.getByRole('button', { name: 'Close it again with today’s numbers' });
  if (await again.isVisible()) {
    await again.click();
    await page.getByText(/^The week (is closed again, with today’s numbers|stands as it was)/).waitFor();
    await page.reload();
  }
  await page.getByLabel('Message').fill(MESSAGE);
  await page.getByLabel('Prize').fill(PRIZE);
  await page.getByRole('button', { name: 'Look at it before it goes out' }).click();
  await page.getByRole('heading', { name: 'This is what everyone will read' }).waitFor();
  await page.getByRole('button', { name: 'Ask for approval' }).click();
}

/** Whoever asked has no button to approve with, and is refused with the one that another person's page had. */
async function seeOwnApprovalRefused(asker: BrowserContext, second: BrowserContext, week: string): Promise<void> {
  const own = await asker.newPage();
  await own.goto(`/staff/alder-bay/weeks/${week}`);
  await own.getByText('whoever asks cannot also approve').first().waitFor();
  expect(await own.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
  await own.close();

  const page = await second.newPage();
  await page.goto(`/staff/alder-bay/weeks/${week}`);
  const approve = page.getByRole('button', { name: /^Approve/ });
  await approve.waitFor();
  const theirs = await second.cookies();
  await second.clearCookies();
  await second.addCookies(await asker.cookies());
  await approve.click();
  await page.getByText('You asked for this yourself, and two people announce here.').waitFor();
  await second.clearCookies();
  await second.addCookies(theirs);
  await page.close();
}

async function approve(second: BrowserContext, week: string): Promise<void> {
  const page = await second.newPage();
  await page.goto(`/staff/alder-bay/weeks/${week}`);
  await page.getByRole('button', { name: 'Approve and publish' }).click();
  await page.getByText('Approved, and public.').waitFor();
  await page.close();
}

/** A student's phone, loading the week's page anew until it says so; after how many seconds it did. */
export async function secondsUntil(student: Page, path: string, words: string | RegExp): Promise<number> {
  const from = Date.now();
  for (;;) {
    await student.goto(path);
    if ((await student.getByText(words).count()) > 0) return (Date.now() - from) / 1000;
    if (Date.now() - from > 90_000) throw new Error(`${path} never said ${words}`);
    await student.waitForTimeout(1000);
  }
}

/** What the organisers wrote stands there as they wrote it, and does nothing. */
async function seeWordsAreHarmless(page: Page): Promise<void> {
  expect(await page.locator('main strong', { hasText: 'Lights out wins.' }).count()).toBeGreaterThan(0);
  expect(await page.getByText(PRIZE).count()).toBeGreaterThan(0);
  await seeNothingHarmed(page);
}

/** A file of a meter that nobody had in the list comes in late, for the hall that had won: 3,696 kWh in the announced week. */
async function bringLateFile(page: Page, { week, winner }: { week: string; winner: string }): Promise<void> {
  await page.goto('/staff/alder-bay/imports');
  const buffer = Buffer.from(laundryFile(week));
  await page.locator('input[type=file]').setInputFiles({ name: 'laundry.csv', mimeType: 'text/csv', buffer });
  await page.waitForURL(/imports\/\d+/);
  await page.getByLabel('Meter “Laundry”').selectOption({ label: winner });
  await page.getByRole('button', { name: 'It is this one' }).click();
  await page.getByRole('button', { name: 'Commit 672 readings' }).click();
  await page.getByRole('heading', { name: '672 readings are in.' }).waitFor();
}

function laundryFile(week: string): string {
  const monday = Temporal.PlainDate.from(mondayOfWeekId(week) ?? '').toZonedDateTime('Australia/Melbourne').epochMilliseconds;
  const rows = ['meter,start,kWh'];
  for (let quarter = 0; quarter < 672; quarter += 1)
    rows.push(`Laundry,${new Date(monday + quarter * 900_000).toISOString()},${quarter % 2 === 0 ? 5 : 6}`);
  return `${rows.join('\n')}\n`;
}

/** What the late file would change is said; a correction is asked for with its reason. */
async function askForCorrection(page: Page, week: string): Promise<void> {
  await page.goto('/staff/alder-bay/weeks');
  await page.getByRole('heading', { level: 1, name: /^Late data would change week \d+\.$/ }).waitFor();
  await page.goto(`/staff/alder-bay/weeks/${week}`);
  await page.getByRole('heading', { name: 'What would change' }).waitFor();
  await page.getByLabel('Reason').fill(REASON);
  await page.getByRole('button', { name: 'Look at the correction' }).click();
  await page.getByRole('heading', { name: 'This is what everyone will read' }).waitFor();
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await page.getByText('Done: it waits for another organiser or admin.').waitFor();
}

/** The old places and the new stand side by side, with the reason; and the correction is on the public list. */
async function seeOldAndNew(student: Page, { week, winner }: { week: string; winner: string }): Promise<void> {
  await student.goto(`/c/alder-bay/weeks/${week}/editions`);
  await student.getByText(REASON).first().waitFor();
  const row = student.getByRole('row').filter({ has: student.getByRole('rowheader', { name: winner }) });
  const [announced, corrected] = await row.first().locator('td .figures').allTextContents();
  expect(announced).toBe('1');
  expect(corrected).not.toBe('1');
  await student.goto('/c/alder-bay/corrections');
  await student.getByText(REASON).first().waitFor();
  await seeNothingHarmed(student);
}

/** A student questions the result without an account; the organiser's answer stands beside the week. */
async function questionAndAnswer(student: Page, staff: Page, week: string): Promise<void> {
  await student.goto(`/c/alder-bay/weeks/${week}`);
  await student.getByRole('link', { name: 'Question this result' }).first().click();
  await student.waitForURL(/questions/);
  await student.getByLabel('Your question').fill(`Who reads the laundry’s meter? ${HOSTILE}`);
  await student.getByRole('button', { name: 'Send the question' }).click();
  await student.getByText('Thank you. The organisers have your question').waitFor();
  await staff.goto('/staff/alder-bay/questions');
  await staff.getByRole('heading', { level: 1, name: 'One question waits for an answer.' }).waitFor();
  await staff.getByLabel('Answer').first().fill(`Facilities do, by hand. ${HOSTILE}`);
  await staff.getByRole('button', { name: 'Publish the answer' }).click();
  await staff.getByText('The answer is public.').waitFor();
  await seeNothingHarmed(staff);
  await secondsUntil(student, `/c/alder-bay/weeks/${week}/questions`, /Facilities do, by hand\./);
  await seeNothingHarmed(student);
  expect(await student.context().cookies()).toEqual([]);
}

async function seeNothingHarmed(page: Page): Promise<void> {
  expect(await page.locator('main script, main img[src=x], main [onerror]').count()).toBe(0);
  expect(await page.evaluate('window.harmed')).toBeUndefined();
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

/** The one hall that won, as other programs read it. */
async function winnerOf(origin: string, week: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/campuses/alder-bay/weeks/${week}/announcement`);
  const { leagues } = (await answer.json()) as { leagues: { places: { name: string }[] }[] };
  return leagues[0]?.places[0]?.name ?? '';
}
