'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BadValues } from '#app/_data/staff-action.ts';
import { answerStaff, type Done, type FormPlace, fieldsOf, Refusal, type Words } from '#app/_data/staff-answer.ts';
import type { StaffAnswer } from '#components/campus/staff-answer.ts';
import { problemWords } from '#core/meter-files/problem.ts';
import { readLocalTime } from '#core/time/local-time-text.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { editMeter } from '#services/edit-meter.ts';
import { type MultiplierResult, setMultiplier } from '#services/set-multiplier.ts';
import { swapMeter } from '#services/swap-meter.ts';

const text = z.string().max(200);
const reason = z.string().trim().min(1).max(500);

const COLUMNS = [
  'dorm',
  'kind',
  'unit',
  'multiplier',
  'time_zone',
  'label',
  'counts',
  'from',
  'until',
  'register_digits',
  'max_kw',
  'nets_generation',
];

const Change = z.discriminatedUnion('do', [
  z.looseObject({ do: z.literal('edit') }),
  z.object({ do: z.literal('set-multiplier'), day: z.iso.date(), multiplier: z.string().trim().max(20), reason }),
  z.object({ do: z.literal('take-multiplier'), from: z.iso.datetime(), reason }),
  z.object({
    do: z.literal('swap'),
    at: text,
    naming: z.enum(['new', 'same']),
    newLabel: text,
    oldEnd: text,
    newStart: text,
    reason,
  }),
]);

/** What staff change about a meter: its record, its multipliers, the instrument itself. */
export async function meterAction(
  place: FormPlace & { meterId: number },
  _before: StaffAnswer,
  form: FormData,
): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'edit-meter', form }, async ({ ctx, campus, session }, t) => {
    const said = fieldsOf(Change, form);
    const request = { campus, meter: place.meterId, personId: session.personId, now: new Date() };
    switch (said.do) {
      case 'edit': {
        const cells = Object.fromEntries(COLUMNS.map((column) => [column, String(form.get(column) ?? '')]));
        const { problems } = await editMeter(ctx, { ...request, cells });
        if (problems.length > 0) throw await refusalOf(problems, place.locale);
        return { message: t('done.saved') };
      }
      case 'set-multiplier': {
        const from = instantOf(said.day, { campus, t });
        return multiplierDone(
          await setMultiplier(ctx, { ...request, from, multiplier: said.multiplier, reason: said.reason }),
          t,
        );
      }
      case 'take-multiplier':
        return multiplierDone(
          await setMultiplier(ctx, { ...request, from: new Date(said.from), multiplier: null, reason: said.reason }),
          t,
        );
      case 'swap': {
        const { oldEnd, newStart } = said;
        const newLabel = said.naming === 'same' ? null : said.newLabel.trim();
        if (newLabel === '') throw new BadValues();
        const swap = { ...request, at: instantOf(said.at, { campus, t }), newLabel, oldEnd, newStart, reason: said.reason };
        const { shown } = await swapMeter(ctx, swap);
        const isShownRefused = shown !== null && shown.state === 'refused';
        return { message: t(isShownRefused ? 'done.swappedWithout' : 'done.swapped') };
      }
    }
  });
}

function multiplierDone({ stored, imports }: MultiplierResult, t: Words): Done {
  return { message: t(`done.multiplier.${stored}`, { count: imports.length }) };
}

/** A local time of the campus; at the hour that the clocks skip or repeat, staff are told. */
function instantOf(local: string, { campus, t }: { campus: Campus; t: Words }): Date {
  const instant = readLocalTime(local, campus.timeZone);
  if (instant === 'bad') throw new BadValues();
  if (typeof instant === 'string') throw new Refusal(t(`refusal.clock-${instant}`));
  return new Date(instant);
}

async function refusalOf(problems: Awaited<ReturnType<typeof editMeter>>['problems'], locale: string): Promise<Refusal> {
  const words = await getTranslations({ locale: locale === 'zh' ? 'zh' : 'en', namespace: 'problems' });
  const sentences = problems.map((problem) => words(`${problem.kind}.expected`, problemWords(problem)));
  return new Refusal([...new Set(sentences)].join(' '));
}
