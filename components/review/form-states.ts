/** What stands in the form that announces. `at` is local to the campus, as the browser writes it: `2026-11-24T09:00`. */
export interface AnnounceFields {
  readonly message: string;
  readonly prize: string;
  readonly when: 'now' | 'later';
  readonly at: string;
  /** Digest of the numbers that were looked at. */
  readonly seen: string;
}

/** The form that announces: written, then looked at, then sent. What was typed comes back with every answer. */
export interface AnnounceState {
  readonly step: 'write' | 'confirm';
  readonly fields: AnnounceFields;
  readonly messageHtml: string | null;
  /** The set time as an instant; null: at once. */
  readonly dueAt: string | null;
  readonly refusal: string | null;
  /** Counts answers, so that a field shows what came back. */
  readonly turn: number;
}

export interface CorrectState {
  readonly step: 'write' | 'confirm';
  readonly fields: { readonly reason: string; readonly seen: string };
  readonly refusal: string | null;
  readonly turn: number;
}

export type AnnounceAction = (before: AnnounceState, form: FormData) => Promise<AnnounceState>;
export type CorrectAction = (before: CorrectState, form: FormData) => Promise<CorrectState>;
