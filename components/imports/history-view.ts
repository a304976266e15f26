import type { ImportRow } from '#components/imports/import-view.ts';

/** An import in the history: also whether its bytes are still here, and the earlier import whose answers were applied. */
export interface HistoryRow extends ImportRow {
  readonly isKept: boolean;
  readonly profile: { readonly importId: number; readonly fileName: string } | null;
}

export const IMPORT_STATES = ['received', 'committed', 'undone'] as const;
export const IMPORT_CHANNELS = ['page', 'api', 'command', 'watch'] as const;

/** What the history is narrowed to; null does not narrow. */
export interface HistoryFilter {
  readonly state: (typeof IMPORT_STATES)[number] | null;
  readonly channel: (typeof IMPORT_CHANNELS)[number] | null;
  readonly text: string | null;
  /** Imports older than this one. */
  readonly before: number | null;
}

export function isNarrowed({ state, channel, text }: HistoryFilter): boolean {
  return state !== null || channel !== null || text !== null;
}

/** The filter as a query, `?` included; empty where it does not narrow. */
export function historyQuery(filter: HistoryFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== null) query.set(name, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
