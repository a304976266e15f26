'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { staffChange } from '#app/_data/staff.ts';
import { answerAction, BadValues } from '#app/_data/staff-action.ts';
import { DORM_KINDS } from '#components/campus/staff-view.ts';
import type { ActionState } from '#components/imports/import-view.ts';
import { addDorm } from '#services/add-dorm.ts';
import { editDorm } from '#services/edit-dorm.ts';
import { putDormSize } from '#services/put-dorm-size.ts';

const blank = z.literal('').transform(() => null);
const name = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]{1,200}$/u);
const kind = z.enum(DORM_KINDS);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const size = {
  residents: blank.or(z.coerce.number().int().min(0).max(999_999)),
  floorAreaM2: blank.or(z.coerce.number().positive().max(10_000_000)),
};

const NewDorm = z.object({ name, kind, ...size });
const ChangedDorm = z.object({ dorm: slug, name, kind });
const NewSize = z.object({ dorm: slug, fromDay: blank.or(z.iso.date().refine((day) => day >= '1990' && day < '2100')), ...size });

/** Adds a dorm. */
export async function addDormAction(campusSlug: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return answerAction(async () => {
    const { ctx, campus } = await staffChange(campusSlug, 'edit-dorm');
    const { residents, floorAreaM2, ...dorm } = valuesOf(NewDorm, form);
    await addDorm(ctx, { campus, ...dorm, size: { residents, floorAreaM2 } });
    refresh(campus.slug);
  });
}

/** Gives a dorm another name or shape. */
export async function editDormAction(campusSlug: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return answerAction(async () => {
    const { ctx, campus } = await staffChange(campusSlug, 'edit-dorm');
    const { dorm, ...change } = valuesOf(ChangedDorm, form);
    await editDorm(ctx, { campus, slug: dorm, ...change });
    refresh(campus.slug);
  });
}

/** States residents and floor area from a day on. */
export async function putSizeAction(campusSlug: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return answerAction(async () => {
    const { ctx, campus } = await staffChange(campusSlug, 'edit-dorm');
    const { dorm, fromDay, ...values } = valuesOf(NewSize, form);
    await putDormSize(ctx, { campus, slug: dorm, fromDay, size: values });
    refresh(campus.slug);
  });
}

function valuesOf<Shape extends z.ZodType>(shape: Shape, form: FormData): z.output<Shape> {
  const parsed = shape.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw new BadValues();
  return parsed.data;
}

function refresh(campus: string): void {
  refreshPages(campus);
  revalidatePath('/[locale]/staff/[campus]/dorms', 'page');
}
