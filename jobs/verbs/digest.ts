import { mailSettings } from '#env';
import { readWords, type Verb } from '#jobs/verbs/answer.ts';
import { getCampus } from '#services/get-campus.ts';
import { type DigestStatus, getDigestStatus } from '#services/get-digest-status.ts';

export const digestStatus: Verb = {
  name: ['digest', 'status'],
  usage: 'digest status <campus>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus'], flags: {} });
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const status = await getDigestStatus(ctx, { by: 'operator', campus });
      const isSetUp = mailSettings(process.env) !== null;
      return { isDone: true, json: { campus: campus.slug, isSetUp, ...status }, text: linesOf(status, isSetUp) };
    };
  },
};

function linesOf({ confirmed, last }: DigestStatus, isSetUp: boolean): string {
  return [
    isSetUp ? 'Mail is set up.' : 'Mail is not set up: state SMTP_URL, MAIL_FROM and NEXTAUTH_URL.',
    `Addresses that get the weekly mail: ${confirmed}`,
    last === null
      ? 'None was sent so far.'
      : `Last made ${last.madeAt.toISOString()}, about ${last.week}: ${last.sent} sent, ${last.failed} failed, ${last.waiting} waiting.`,
  ].join('\n');
}
