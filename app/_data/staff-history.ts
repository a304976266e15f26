import 'server-only';
import { z } from 'zod';
import { importRow } from '#app/_data/staff-imports.ts';
import { type HistoryFilter, type HistoryRow, IMPORT_CHANNELS, IMPORT_STATES } from '#components/imports/history-view.ts';
import type { ImportLine } from '#services/list-imports.ts';

const Filter = z.object({
  state: z.enum(IMPORT_STATES).nullable().catch(null).default(null),
  channel: z.enum(IMPORT_CHANNELS).nullable().catch(null).default(null),
  text: z.string().trim().min(1).max(100).nullable().catch(null).default(null),
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .nullable()
    .catch(null)
    .default(null),
});

/** What an address asks of the history; what cannot be understood does not narrow it. */
export function historyFilter(query: Readonly<Record<string, string | string[] | undefined>>): HistoryFilter {
  return Filter.parse(query);
}

/** A line of the history. */
export function historyRow(line: ImportLine): HistoryRow {
  const { isKept, profileImportId, profileFileName } = line;
  const profile =
    profileImportId === null || profileFileName === null ? null : { importId: profileImportId, fileName: profileFileName };
  return { ...importRow(line), isKept, profile };
}
