import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { DigestStatusView } from '#components/digest/digest-view.ts';
import { mailSettings } from '#env';
import { getDigestStatus } from '#services/get-digest-status.ts';

/** How the weekly mail of a campus stands, as plain values. */
export async function digestStatusView({ ctx, campus, session }: StaffPlace): Promise<DigestStatusView> {
  const { confirmed, last } = await getDigestStatus(ctx, { by: session, campus });
  const isSetUp = mailSettings(process.env) !== null;
  return { isSetUp, confirmed, last: last === null ? null : { ...last, madeAt: last.madeAt.toISOString() } };
}
