import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { GET, POST } from '#app/api/v1/campuses/[campus]/digest/leave/route.ts';
import { getDigestStatus } from '#services/get-digest-status.ts';
import { sendDueMail } from '#services/send-due-mail.ts';
import { announce, closedCampus, NOW, subscribe } from '#tests/services/digest/digest-campus.ts';
import { testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { mailServer } from '#tests/support/mail-server.ts';

const ctx = testContext(await testDatabase());
const KIM = 'kim@campus.example';

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

test('the address in a mail’s header ends it by one post of a mail program; looking at it, or posting anything else, does not', async () => {
  const campus = await closedCampus(ctx);
  const params = Promise.resolve({ campus: campus.slug });
  const server = await mailServer();
  onTestFinished(() => server.close());
  await subscribe(ctx, campus, { emails: [KIM], locale: 'zh' });
  await announce(ctx, campus);
  await sendDueMail(ctx, { now: NOW, settings: server.settings, campusId: campus.id });
  const header = server.to(KIM).at(-1)?.mail.headers.get('list') as { unsubscribe?: { url?: string } } | undefined;
  const address = header?.unsubscribe?.url ?? '';
  const counted = async () => (await getDigestStatus(ctx, { by: 'operator', campus })).confirmed;
  const post = async (url: string, body: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) };
    return (await POST(new Request(url, { method: 'POST', body, headers }), { params })).status;
  };

  const looked = await GET(new Request(address), { params });
  expect([looked.status, looked.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(`^/zh/c/${campus.slug}/digest/leave.key=`),
  ]);
  expect(await post(address, 'anything=else')).toBe(400);
  expect(await post(address, `x=${'y'.repeat(10_000)}&List-Unsubscribe=One-Click`)).toBe(400);
  expect(await post(address.replace(/key=.{10}/, 'key=AAAAAAAAAA'), 'List-Unsubscribe=One-Click')).toBe(200);
  expect(await counted()).toBe(1);
  expect(await post(address, 'List-Unsubscribe=One-Click')).toBe(200);
  expect(await counted()).toBe(0);
  expect(await post(address, 'List-Unsubscribe=One-Click')).toBe(200);
  expect((await ctx.database.pool.query('SELECT 1 FROM digest_subscriptions')).rows).toEqual([]);
});
