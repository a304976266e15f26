import 'server-only';
import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { type StaffPlace, staffChange } from '#app/_data/staff.ts';
import { BadValues } from '#app/_data/staff-action.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import type { StaffAnswer } from '#components/campus/staff-answer.ts';
import type { StaffVerb } from '#services/permissions.ts';
import { ServiceError } from '#services/service-error.ts';

/** The campus and language of the page that holds a form. */
export interface FormPlace {
  readonly slug: string;
  readonly locale: string;
}

export type Words = Awaited<ReturnType<typeof getTranslations<'inbox'>>>;

export interface Done {
  readonly message: string;
  readonly link?: { readonly href: string; readonly words: string };
}

/**
 * Runs a staff form's work behind its gate and says in the page's language what came of it; every staff page and the public
 * ones are fresh afterwards. What is refused becomes the answer, beside the form that stays as it was; other errors go on.
 */
export async function answerStaff(
  request: { place: FormPlace; verb: StaffVerb; form: FormData },
  work: (staff: StaffPlace, t: Words) => Promise<Done>,
): Promise<StaffAnswer> {
  const { place, verb, form } = request;
  const item = String(form.get('item') ?? '');
  const t = await getTranslations({ locale: isLocale(place.locale) ? place.locale : 'en', namespace: 'inbox' });
  try {
    const { message, link } = await work(await staffChange(place.slug, verb), t);
    refreshPages(place.slug);
    revalidatePath('/[locale]/staff/[campus]', 'layout');
    return { tone: 'info', message, item, link: link ?? null };
  } catch (error) {
    if (error instanceof Refusal) return { tone: 'warning', message: error.message, item, link: null };
    const code = error instanceof BadValues ? 'values-bad' : error instanceof ServiceError ? error.code : null;
    if (code === null) throw error;
    const key = `refusal.${code}`;
    return { tone: 'warning', message: t.has(key) ? t(key) : t('refusal.values-bad'), item, link: null };
  }
}

/** A no whose words are made already, in the page's language. */
export class Refusal extends Error {}

/** A form's fields as a shape wants them; no text of a form holds a NUL, which the database takes nowhere. Throws BadValues. */
export function fieldsOf<Shape extends z.ZodType>(shape: Shape, form: FormData): z.output<Shape> {
  const parsed = shape.safeParse(Object.fromEntries(form));
  if (!parsed.success || [...form.values()].some((text) => typeof text === 'string' && text.includes('\0')))
    throw new BadValues();
  return parsed.data;
}
