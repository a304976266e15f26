'use server';

import { redirect } from 'next/navigation';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { staffChange } from '#app/_data/staff.ts';
import { answerAction, BadValues } from '#app/_data/staff-action.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import { importNumber } from '#app/api/_answers/import-number.ts';
import type { ActionState } from '#components/imports/import-view.ts';
import { importsPath } from '#components/imports/staff-paths.ts';
import { localePath } from '#components/ui/paths.ts';
import { addMeter } from '#services/add-meter.ts';
import { discardImport } from '#services/discard-import.ts';
import { forgetProfile } from '#services/remember-options.ts';
import { undoImport } from '#services/undo-import.ts';

/** Takes a committed import back. */
export async function undoAction(slug: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return answerAction(async () => {
    const { ctx, campus } = await staffChange(slug, 'undo-import');
    await undoImport(ctx, { campus, importId: importNumber(form.get('import')), now: new Date() });
    refreshPages(campus.slug);
  });
}

/** Throws a received file away and goes back to the list. */
export async function discardAction(
  place: { slug: string; locale: string },
  _before: ActionState,
  form: FormData,
): Promise<ActionState> {
  const answer = await answerAction(async () => {
    const { ctx, campus } = await staffChange(place.slug, 'import-readings');
    await discardImport(ctx, { campus, importId: importNumber(form.get('import')) });
  });
  return answer.status === 'done'
    ? redirect(localePath(isLocale(place.locale) ? place.locale : 'en', importsPath(place.slug)))
    : answer;
}

/** From now on no file that looks like this import's is read as it was. */
export async function forgetProfileAction(slug: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return answerAction(async () => {
    const { ctx, campus } = await staffChange(slug, 'import-readings');
    await forgetProfile(ctx, { campus, importId: importNumber(form.get('import')) });
  });
}

/** Says which dorm a meter in a file belongs to. */
export async function placeMeterAction(slug: string, _before: ActionState, form: FormData): Promise<ActionState> {
  return answerAction(async () => {
    const { ctx, campus } = await staffChange(slug, 'edit-meter');
    const label = form.get('label');
    const dorm = form.get('dorm');
    if (typeof label !== 'string' || typeof dorm !== 'string') throw new BadValues();
    if (![label, dorm].every((text) => /^[^\p{Cc}]{1,200}$/u.test(text))) throw new BadValues();
    await addMeter(ctx, { campus, label, dorm });
    refreshPages(campus.slug);
  });
}
