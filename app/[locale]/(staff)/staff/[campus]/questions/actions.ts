'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BadValues } from '#app/_data/staff-action.ts';
import { answerStaff, type FormPlace, fieldsOf, Refusal } from '#app/_data/staff-answer.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import type { StaffAnswer } from '#components/campus/staff-answer.ts';
import { decideQuestion, type QuestionDecision } from '#services/decide-question.ts';
import { ServiceError } from '#services/service-error.ts';

const id = z.coerce.number().int().positive();

const Decision = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('answered'), words: z.string() }),
  z.object({ id, kind: z.literal('declined'), reason: z.string() }),
  z.object({ id, kind: z.literal('merged'), into: id }),
]);

/** Answers a question, declines it, or merges it into another. */
export async function decideQuestionAction(place: FormPlace, _before: StaffAnswer, form: FormData): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'answer-questions', form }, async ({ ctx, campus, session: by }) => {
    const t = await getTranslations({ locale: isLocale(place.locale) ? place.locale : 'en', namespace: 'question.staff' });
    try {
      const fields = fieldsOf(Decision, form);
      await decideQuestion(ctx, { by, campus, id: fields.id, decision: decisionOf(fields), now: new Date() });
      return { message: t(`done.${fields.kind}`) };
    } catch (error) {
      const code = error instanceof BadValues ? 'values-bad' : error instanceof ServiceError ? error.code : null;
      if (code === null || !t.has(`refusal.${code}`)) throw error;
      throw new Refusal(t(`refusal.${code}`));
    }
  });
}

function decisionOf(fields: z.output<typeof Decision>): QuestionDecision {
  if (fields.kind === 'merged') return { kind: fields.kind, intoId: fields.into };
  if (fields.kind === 'declined') return { kind: fields.kind, words: fields.reason };
  return { kind: fields.kind, words: fields.words };
}
