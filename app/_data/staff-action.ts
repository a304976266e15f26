import 'server-only';
import type { ActionState } from '#components/imports/import-view.ts';
import { ServiceError } from '#services/service-error.ts';

/** Runs a form's work; what is refused becomes the form's answer, other errors go on. */
export async function answerAction(work: () => Promise<void>): Promise<ActionState> {
  try {
    await work();
    return { status: 'done' };
  } catch (error) {
    if (error instanceof ServiceError) return { status: 'refused', code: error.code };
    if (error instanceof BadValues) return { status: 'refused', code: 'values-bad' };
    throw error;
  }
}

/** A form whose fields hold something that cannot be used. */
export class BadValues extends Error {}
