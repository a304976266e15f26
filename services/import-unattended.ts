import type { Problem } from '#core/meter-files/problem.ts';
import type { Context } from '#services/context.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportRequest, ImportResult } from '#services/import-request.ts';
import { waitForHuman } from '#services/wait-for-human.ts';

/** What became of a file that nobody sat before; `inbox` is the import under which it waits for a human, null when it need not. */
export interface UnattendedResult extends ImportResult {
  readonly inbox: number | null;
}

export interface UnattendedRequest extends Pick<ImportRequest, 'campus' | 'source' | 'sha256' | 'options' | 'mode' | 'now'> {
  readonly channel: 'api' | 'watch';
  readonly idempotencyKey?: string;
}

/**
 * Imports a file nobody sits before. What staff said of files that look alike is applied by itself; what needs a human is
 * kept, with its problems, for the inbox: the same bytes once, however often they come. Errors: key-used.
 */
export async function importUnattended(ctx: Context, request: UnattendedRequest): Promise<UnattendedResult> {
  const result = await importReadings(ctx, { ...request, usesProfiles: true });
  if (result.state !== 'refused' || request.mode === 'preview' || holdsOnlyIgnored(result.problems))
    return { ...result, inbox: null };
  return { ...result, inbox: await waitForHuman(ctx, { ...request, result }) };
}

/** Whether nothing of a file counts for the one reason that staff said to ignore its meters. */
export function holdsOnlyIgnored(problems: readonly Problem[]): boolean {
  const isHarmless = ({ kind, severity }: Problem) => kind === 'no-usable-row' || severity === 'info' || severity === 'warning';
  return problems.some(({ kind }) => kind === 'meter-ignored') && problems.every(isHarmless);
}
