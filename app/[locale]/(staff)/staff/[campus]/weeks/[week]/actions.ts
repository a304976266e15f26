'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { announcePlan } from '#app/_data/announce-plan.ts';
import { answerStaff, type FormPlace, fieldsOf, Refusal } from '#app/_data/staff-answer.ts';
import { freshenReview, localeOf, refusalWords, reviewPlace } from '#app/_data/staff-review-words.ts';
import { reviewPath } from '#components/campus/room-paths.ts';
import type { StaffAnswer } from '#components/campus/staff-answer.ts';
import type { AnnounceState, CorrectState } from '#components/review/form-states.ts';
import { localePath, weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { announceWeek } from '#services/announce-week.ts';
import { wordsIn } from '#services/announcement-words.ts';
import { approveWeekRequest, withdrawWeekRequest } from '#services/answer-week-request.ts';
import { closeWeekAgain } from '#services/close-week-again.ts';
import { correctWeek } from '#services/correct-week.ts';
import { ServiceError } from '#services/service-error.ts';

interface WeekPlace extends FormPlace {
  readonly week: string;
}

// What a page of this site never sends counts as left out.
const text = z.string().catch('');
const step = z.enum(['write', 'confirm', 'send']).catch('write');
const Announced = z.object({
  message: text,
  prize: text,
  when: z.enum(['now', 'later']).catch('now'),
  at: text,
  seen: text,
  step,
});

/** Writes an announcement, shows what would go out, and sends it. Every answer brings back what was typed. */
export async function announceAction(place: WeekPlace, before: AnnounceState, form: FormData): Promise<AnnounceState> {
  const { step: asked, ...fields } = Announced.parse(Object.fromEntries(form));
  const state = { step: 'write' as const, fields, messageHtml: null, dueAt: null, refusal: null, turn: before.turn + 1 };
  if (asked === 'write') return state;
  try {
    const { ctx, campus, session: by, monday } = await reviewPlace(place, 'announce-week');
    const now = new Date();
    const plan = announcePlan(fields, { timeZone: campus.timeZone, now });
    if (asked === 'confirm') return { ...state, ...plan.shown, step: 'confirm' };
    const { at, message, prize } = plan;
    await announceWeek(ctx, { by, campus, monday, at, message, prize, seen: fields.seen, now });
  } catch (error) {
    return { ...state, refusal: await refusalWords(place.locale, error) };
  }
  return done(place);
}

const Corrected = z.object({ reason: text, seen: text, step });

/** Writes the reason of a correction, shows it, and sends it. */
export async function correctAction(place: WeekPlace, before: CorrectState, form: FormData): Promise<CorrectState> {
  const { step: asked, ...fields } = Corrected.parse(Object.fromEntries(form));
  const state = { step: 'write' as const, fields, refusal: null, turn: before.turn + 1 };
  if (asked === 'write') return state;
  try {
    const reason = wordsIn(fields.reason, 'reason');
    if (reason === null) throw new ServiceError('announcement-unfit', 'A correction needs its reason.');
    const { ctx, campus, session: by, monday } = await reviewPlace(place, 'correct-week');
    if (asked === 'confirm') return { ...state, step: 'confirm' };
    await correctWeek(ctx, { by, campus, monday, reason, seen: fields.seen, now: new Date() });
  } catch (error) {
    return { ...state, refusal: await refusalWords(place.locale, error, 'correct') };
  }
  return done(place);
}

/** The week's page as it is now, read anew: what was asked is on it. */
function done({ slug, locale, week }: WeekPlace): never {
  freshenReview(slug);
  redirect(localePath(locale, `${reviewPath(slug, week)}?done=yes`));
}

const Answer = z.discriminatedUnion('item', [
  z.object({ item: z.literal('approve'), id: z.coerce.number().int().positive() }),
  z.object({ item: z.literal('withdraw'), id: z.coerce.number().int().positive() }),
  z.object({ item: z.literal('close') }),
]);

/** Approves or withdraws what is asked about a week, or closes it again. */
export async function answerWeekAction(place: WeekPlace, _before: StaffAnswer, form: FormData): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'announce-week', form }, async () => {
    const t = await getTranslations({ locale: localeOf(place.locale), namespace: 'review.done' });
    try {
      const fields = fieldsOf(Answer, form);
      const { ctx, campus, session: by, monday } = await reviewPlace(place, 'announce-week');
      const now = new Date();
      if (fields.item === 'close') {
        const { outcome } = await closeWeekAgain(ctx, { by, campus, monday, now });
        return { message: t(outcome === 'published' ? 'closed' : 'closedSame') };
      }
      const { id } = fields;
      if (fields.item === 'withdraw') {
        await withdrawWeekRequest(ctx, { by, campus, id, now });
        return { message: t('withdrawn') };
      }
      const { outcome } = await approveWeekRequest(ctx, { by, campus, id, now });
      const link = { href: weekPath(campus.slug, place.week), words: t('see', { week: weekNumber(place.week) }) };
      return outcome === 'done' ? { message: t('approved'), link } : { message: t(`approve-${outcome}`) };
    } catch (error) {
      throw new Refusal(await refusalWords(place.locale, error));
    }
  });
}
