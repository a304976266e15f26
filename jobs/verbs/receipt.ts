import { readFile, stat } from 'node:fs/promises';
import { type RecomputedReceipt, recomputeReceipt } from '#core/ranking/recompute-receipt.ts';
import { LENSES } from '#core/ranking/rules.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import { oneOf, readWords, required, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { receiptLines } from '#jobs/verbs/receipt-lines.ts';
import { type CheckedReceipt, checkReceipt } from '#services/check-receipt.ts';
import { getCampus } from '#services/get-campus.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { getReceipt } from '#services/get-receipt.ts';
import { readReceipt } from '#services/read-receipt.ts';
import { ServiceError } from '#services/service-error.ts';
import { receiptCsv } from '#services/write-receipt-csv.ts';

export const receipt: Verb = {
  name: ['receipt'],
  usage: `receipt <campus> --week W --dorm D [--season S] [--lens ${LENSES.join('|')}] [--csv]`,
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: {
        week: { type: 'string' },
        dorm: { type: 'string' },
        season: { type: 'string' },
        lens: { type: 'string' },
        csv: { type: 'boolean' },
      },
    });
    const weekId = required('--week', values.week);
    const monday = mondayOfWeekId(weekId);
    if (monday === null) throw new UsageError(`“${weekId}” is not a week. Write it as 2026-W47.`);
    const dorm = required('--dorm', values.dorm);
    const asked = oneOf('--lens', values.lens, LENSES) ?? null;
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const base = { campus, weekId, dorm, now, audience: 'staff' as const };
      const found =
        values.season === undefined
          ? await getReceipt(ctx, { ...base, season: null, lens: asked ?? (await getFirstLens(ctx, { campus, monday })) })
          : await getReceipt(ctx, { ...base, season: values.season, lens: asked });
      const again = recomputeReceipt(found);
      const lines = [...receiptLines(found), '', ...againLines(again)];
      return {
        isDone: again.agrees,
        json: { ...found, recomputed: again },
        text: values.csv === true ? receiptCsv(found).trimEnd() : lines.join('\n'),
        ...(again.agrees ? {} : { refusal: 'What was published does not come out of its own frozen inputs.' }),
      };
    };
  },
};

export const receiptCheck: Verb = {
  name: ['receipt', 'check'],
  usage: 'receipt check <file>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['file'], flags: {} });
    const path = positionals[0] ?? '';
    return async (ctx, now) => {
      const taken = readReceipt(await textOf(path));
      const checked = await checkReceipt(ctx, { receipt: taken, now });
      const { campus, week, lens, season, dorm } = taken;
      const about = `${dorm.name}, ${week} at ${campus}, ${season === null ? '' : `${season}, `}by ${lens}`;
      return {
        isDone: checked.agrees,
        json: { campus, week, lens, season, dorm: dorm.slug, ...checked },
        text: [about, ...againLines(checked), PUBLISHED[checked.published](checked)].join('\n'),
        ...(checked.agrees ? {} : { refusal: 'The receipt does not agree.' }),
      };
    };
  },
};

const PUBLISHED: Record<CheckedReceipt['published'], (checked: CheckedReceipt) => string> = {
  same: () => 'It says what is published here.',
  differs: ({ parts }) => `It says something else than what is published here: ${parts.join(', ')}.`,
  superseded: () => 'A newer edition of this week is published; the digests of this one are right.',
  unknown: () => 'Its campus is not in this database: there is nothing published to compare with.',
};

function againLines({ agrees, differences, score, rank, reason, isOfOtherMethod }: RecomputedReceipt): string[] {
  const came = reason === null ? `score ${score}, rank ${rank}` : `not ranked (${reason})`;
  return [
    agrees || differences.length === 0 ? `Reckoned again: ${came}. It agrees.` : `Reckoned again: ${came}. It does not agree.`,
    ...differences.map(({ what, stated, recomputed }) => `  ${what}: stated ${stated}, comes to ${recomputed}`),
    ...(isOfOtherMethod ? ['It was reckoned by another version of the method; differences may come from that alone.'] : []),
  ];
}

const MOST_BYTES = 32 << 20;

async function textOf(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > MOST_BYTES) throw new Error('it is no file, or far too large for a receipt');
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ServiceError('receipt-unfit', `The file “${path}” cannot be read: ${why}`, { cause: error });
  }
}
