import { instantAt } from '#core/time/instant-at.ts';
import { type Answer, readWords, required, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { mondayOf } from '#jobs/verbs/fairness.ts';
import { announceWeek } from '#services/announce-week.ts';
import { approveWeekRequest, withdrawWeekRequest } from '#services/answer-week-request.ts';
import type { AskedWeek } from '#services/ask-for-week.ts';
import type { Context } from '#services/context.ts';
import { correctWeek } from '#services/correct-week.ts';
import { getCampus } from '#services/get-campus.ts';
import { listWeekRequests } from '#services/list-week-requests.ts';
import { ServiceError } from '#services/service-error.ts';

export const weeksAnnounce: Verb = {
  name: ['weeks', 'announce'],
  usage: 'weeks announce <campus> --week W [--at 2026-11-16T09:00] [--message M] [--prize P] | --approve | --withdraw',
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: {
        ...{ week: { type: 'string' }, at: { type: 'string' }, message: { type: 'string' }, prize: { type: 'string' } },
        ...{ approve: { type: 'boolean' }, withdraw: { type: 'boolean' } },
      },
    });
    const monday = mondayOf(required('--week', values.week));
    const { at, message = null, prize = null } = values;
    const answer = values.approve === true ? 'approve' : values.withdraw === true ? 'withdraw' : null;
    if (answer !== null && (values.approve === values.withdraw || at !== undefined || message !== null || prize !== null))
      throw new UsageError('--approve or --withdraw stands alone: what was asked has its time and words already.');
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      if (answer !== null) return answered(ctx, { slug: campus.slug, monday, answer, now });
      const time = at === undefined ? null : instantAt(at, campus.timeZone);
      if (at !== undefined && time === null)
        throw new UsageError(`--at is a time, as in 2026-11-16T09:00 (by the campus's clock), not “${at}”.`);
      const asked = await announceWeek(ctx, { by: 'operator', campus, monday, at: time, message, prize, seen: null, now });
      return askedAnswer(campus.slug, asked);
    };
  },
};

export const weeksCorrect: Verb = {
  name: ['weeks', 'correct'],
  usage: 'weeks correct <campus> --week W --reason R | --approve | --withdraw',
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: {
        ...{ week: { type: 'string' }, reason: { type: 'string' } },
        ...{ approve: { type: 'boolean' }, withdraw: { type: 'boolean' } },
      },
    });
    const monday = mondayOf(required('--week', values.week));
    const answer = values.approve === true ? 'approve' : values.withdraw === true ? 'withdraw' : null;
    if (answer !== null && (values.approve === values.withdraw || values.reason !== undefined))
      throw new UsageError('--approve or --withdraw stands alone: what was asked has its reason already.');
    const reason = answer === null ? required('--reason', values.reason) : '';
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      if (answer !== null) return answered(ctx, { slug: campus.slug, monday, answer, now });
      return askedAnswer(campus.slug, await correctWeek(ctx, { by: 'operator', campus, monday, reason, seen: null, now }));
    };
  },
};

/** What somebody asked, as other programs read it. */
export function requestJson({ id, kind, dueAt, reason, message, prize, isApproved }: AskedWeek['request']) {
  return { id, kind, at: dueAt?.toISOString() ?? null, reason, message, prize, isApproved };
}

function askedAnswer(campus: string, { week, outcome, request, publication }: AskedWeek): Answer {
  const { edition = null, state = null } = publication ?? {};
  const text = {
    published: `${week}: ${state}, edition ${edition}.`,
    scheduled: `${week}: announced at ${request.dueAt?.toISOString()}, if its numbers stay what they are.`,
    'awaits-approval': `${week}: waits for a second person, an organiser or admin who did not ask.`,
  };
  return { isDone: true, json: { campus, week, outcome, edition, state, request: requestJson(request) }, text: text[outcome] };
}

async function answered(
  ctx: Context,
  asked: { slug: string; monday: string; answer: 'approve' | 'withdraw'; now: Date },
): Promise<Answer> {
  const { slug, monday, answer, now } = asked;
  const campus = await getCampus(ctx, slug);
  const requests = await listWeekRequests(ctx, { campus, monday });
  const open = requests.find(({ outcome }) => outcome === null);
  if (open === undefined) throw new ServiceError('request-unknown', 'Nothing is asked about this week that waits for an answer.');
  const { id } = open;
  if (answer === 'withdraw') {
    await withdrawWeekRequest(ctx, { by: 'operator', campus, id, now });
    return { isDone: true, json: { campus: slug, request: id, outcome: 'withdrawn' }, text: 'Withdrawn.' };
  }
  const { week, outcome, publication } = await approveWeekRequest(ctx, { by: 'operator', campus, id, now });
  const { edition = null, state = null } = publication ?? {};
  const isStopped = outcome === 'numbers-moved' || outcome === 'not-needed';
  const text = outcome === 'done' ? `${week}: ${state}, edition ${edition}.` : `${week}: approved, and waits for its time.`;
  const refusal = `${week}: ${outcome}. Nothing was published; look at the week again.`;
  const json = { campus: slug, week, request: id, outcome, edition, state };
  return isStopped ? { isDone: false, json, text: '', refusal } : { isDone: true, json, text };
}
