'use server';

import { z } from 'zod';
import { BadValues } from '#app/_data/staff-action.ts';
import { answerStaff, type Done, type FormPlace, fieldsOf, type Words } from '#app/_data/staff-answer.ts';
import { meterPath } from '#components/campus/room-paths.ts';
import type { StaffAnswer } from '#components/campus/staff-answer.ts';
import { DORM_KINDS } from '#components/campus/staff-view.ts';
import { importsPath } from '#components/imports/staff-paths.ts';
import { REGISTER_CHOICES } from '#components/inbox/inbox-view.ts';
import { aliasMeter, removeMeterAlias } from '#services/alias-meter.ts';
import { assignUnknownMeter } from '#services/assign-unknown-meter.ts';
import { decideValues, revokeDecision } from '#services/decide-value.ts';
import { ignoreUnknownMeter, stopIgnoringMeter } from '#services/ignore-unknown-meter.ts';
import type { Reread } from '#services/reread-kept-files.ts';
import { resolveRegister, revokeRegisterAnswer } from '#services/resolve-register.ts';

const label = z.string().regex(/^[^\p{Cc}]{1,200}$/u);
const id = z.coerce.number().int().positive();
const reason = z.string().trim().min(1).max(500);
const blank = z.literal('').transform(() => null);
const residents = blank.or(z.coerce.number().int().min(0).max(999_999));

const UnknownMeter = z.discriminatedUnion('do', [
  z.object({ do: z.literal('assign'), label, dorm: id }),
  z.object({ do: z.literal('new-dorm'), label, name: label, kind: z.enum(DORM_KINDS), residents }),
  z.object({ do: z.literal('alias'), label, meter: id }),
  z.object({ do: z.literal('ignore'), label, reason }),
  z.object({ do: z.literal('stop-ignoring'), label }),
  z.object({ do: z.literal('remove-alias'), label }),
]);

/** What staff say of a label in files: whose it is, or that it is none of ours; and the way back. */
export async function unknownMeterAction(place: FormPlace, _before: StaffAnswer, form: FormData): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'edit-meter', form }, async ({ ctx, campus, session }, t) => {
    const said = fieldsOf(UnknownMeter, form);
    const request = { campus, label: said.label, personId: session.personId, now: new Date() };
    switch (said.do) {
      case 'assign':
        return broughtIn(await assignUnknownMeter(ctx, { ...request, dorm: { id: said.dorm } }), {
          ...place,
          label: said.label,
          t,
        });
      case 'new-dorm': {
        const dorm = { name: said.name, kind: said.kind, size: { residents: said.residents, floorAreaM2: null } };
        return broughtIn(await assignUnknownMeter(ctx, { ...request, dorm }), { ...place, label: said.label, t });
      }
      case 'alias':
        return broughtIn(await aliasMeter(ctx, { ...request, meterId: said.meter }), { ...place, label: said.label, t });
      case 'ignore':
        await ignoreUnknownMeter(ctx, { ...request, reason: said.reason });
        return { message: t('done.ignored', { label: said.label }) };
      case 'stop-ignoring':
        await stopIgnoringMeter(ctx, request);
        return { message: t('done.asked', { label: said.label }) };
      case 'remove-alias':
        await removeMeterAlias(ctx, request);
        return { message: t('done.asked', { label: said.label }) };
    }
  });
}

function broughtIn(
  { imports, readings, refused }: Reread,
  { slug, label: name, t }: { slug: string; label: string; t: Words },
): Done {
  const count = readings.new + readings.replaced;
  const message = t(imports.length === 0 ? 'done.placedLater' : 'done.placed', { label: name, count, files: imports.length });
  const still = refused.length === 0 ? '' : ` ${t('done.stillRefused', { count: refused.length })}`;
  return { message: message + still, link: { href: importsPath(slug), words: t('done.toImports') } };
}

const Register = z.object({
  do: z.literal('resolve'),
  meter: id,
  at: z.iso.datetime().transform((text) => new Date(text)),
  answer: z.enum(REGISTER_CHOICES),
  digits: blank.or(z.coerce.number().int().min(3).max(15)).optional(),
  oldEnd: z.string().max(40).optional(),
  newStart: z.string().max(40).optional(),
  reason,
});
const Revoke = z.object({ do: z.literal('revoke'), meter: id, id });

/** What happened at a register's value that is held, or that an answer was wrong. */
export async function registerAction(place: FormPlace, _before: StaffAnswer, form: FormData): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'resolve-register', form }, async ({ ctx, campus, session }, t) => {
    const said = fieldsOf(z.discriminatedUnion('do', [Register, Revoke]), form);
    const request = { campus, meter: said.meter, personId: session.personId, now: new Date() };
    if (said.do === 'revoke') {
      await revokeRegisterAnswer(ctx, { ...request, answerId: said.id });
      return { message: t('done.revoked') };
    }
    const { at, answer, digits, oldEnd, newStart } = said;
    if (answer === 'rollover' && digits == null) throw new BadValues();
    await resolveRegister(ctx, {
      ...request,
      at,
      answer,
      reason: said.reason,
      ...(answer === 'rollover' && digits != null ? { digits } : {}),
      ...(answer === 'swap' && oldEnd !== undefined ? { oldEnd } : {}),
      ...((answer === 'swap' || answer === 'reset') && newStart !== undefined ? { newStart } : {}),
    });
    return {
      message: t('done.resolved', { answer: t(`answer.${answer}`) }),
      link: { href: `${meterPath(campus.slug, said.meter)}#register`, words: t('done.toMeter') },
    };
  });
}

/** Meter, start and end (epoch milliseconds) of a held value, as its checkbox sends it. */
const value = z
  .string()
  .regex(/^\d{1,15}:\d{1,15}:\d{1,15}$/)
  .transform((text) => {
    const [meter = 0, from = 0, until = 0] = text.split(':').map(Number);
    return { meter, from, until };
  });
const Decision = z.object({ do: z.enum(['accept', 'refuse']), reason, values: z.array(value).min(1).max(1000) });
const Revoked = z.object({ do: z.literal('revoke'), ids: z.string().regex(/^\d{1,15}(,\d{1,15}){0,999}$/) });

/** Whether held values count, or that a decision was wrong. */
export async function valueAction(place: FormPlace, _before: StaffAnswer, form: FormData): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'decide-value', form }, async ({ ctx, campus, session }, t) => {
    const now = new Date();
    if (form.get('do') === 'revoke') {
      for (const decisionId of fieldsOf(Revoked, form).ids.split(',').map(Number))
        await revokeDecision(ctx, { campus, decisionId, now });
      return { message: t('done.revoked') };
    }
    const parsed = Decision.safeParse({ ...Object.fromEntries(form), values: form.getAll('value') });
    if (!parsed.success) throw new BadValues();
    const { do: decision, values } = parsed.data;
    const request = { campus, decision, reason: parsed.data.reason, personId: session.personId, now };
    let count = 0;
    for (const { meter, from, until } of stretchesOf(values))
      count += await decideValues(ctx, { ...request, meter, startsAt: new Date(from), endsAt: new Date(until) });
    return { message: t(`done.${decision}`, { count }) };
  });
}

interface Stretch {
  readonly meter: number;
  readonly from: number;
  readonly until: number;
}

/** Values that follow one another without a gap are decided on at once. */
function stretchesOf(values: readonly Stretch[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const next of values.toSorted((a, b) => a.meter - b.meter || a.from - b.from)) {
    const last = stretches.at(-1);
    if (last !== undefined && last.meter === next.meter && last.until === next.from)
      stretches[stretches.length - 1] = { ...last, until: next.until };
    else stretches.push(next);
  }
  return stretches;
}
