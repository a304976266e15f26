import 'server-only';
import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { type StaffPlace, staffChange } from '#app/_data/staff.ts';
import { BadValues } from '#app/_data/staff-action.ts';
import type { FormPlace } from '#app/_data/staff-answer.ts';
import { isLocale, type Locale } from '#app/_i18n/locales.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { StaffVerb } from '#services/permissions.ts';
import { ServiceError } from '#services/service-error.ts';

/** The gate of what changes a week, and the week's Monday. Errors: not-allowed, campus-unknown, week-unknown. */
export async function reviewPlace(
  { slug, week }: FormPlace & { readonly week: string },
  verb: StaffVerb,
): Promise<StaffPlace & { readonly monday: string }> {
  const place = await staffChange(slug, verb);
  const monday = mondayOfWeekId(week);
  if (monday === null) throw new ServiceError('week-unknown', `“${week}” is not a week.`);
  return { ...place, monday };
}

/** A time that cannot be used, by the name of its words. */
export class UnfitTime extends Error {
  readonly kind: 'missing' | 'past';

  constructor(kind: 'missing' | 'past') {
    super(kind);
    this.kind = kind;
  }
}

/** Why a week was not announced or corrected, in the page's language; what is no refusal goes on as it is. */
export async function refusalWords(locale: string, error: unknown, form: 'announce' | 'correct' = 'announce'): Promise<string> {
  const t = await getTranslations({ locale: localeOf(locale), namespace: 'review.refusal' });
  if (error instanceof UnfitTime) return t(`time-${error.kind}`);
  if (error instanceof BadValues) return t('values-bad');
  if (!(error instanceof ServiceError)) throw error;
  if (form === 'correct' && error.code === 'announcement-unfit') return t('reason-unfit');
  return t(t.has(error.code) ? error.code : 'values-bad');
}

/** Staff pages and public ones are read anew. */
export function freshenReview(slug: string): void {
  refreshPages(slug);
  revalidatePath('/[locale]/staff/[campus]', 'layout');
}

export const localeOf = (text: string): Locale => (isLocale(text) ? text : 'en');
