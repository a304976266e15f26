/** What a form's action answers; null before the first time. `values` are put back into the fields. */
export type FormAnswer = {
  readonly tone: 'info' | 'warning';
  readonly message: string;
  readonly values: Readonly<Record<string, string>>;
  /** A link or token that is never shown again. */
  readonly once?: { readonly label: string; readonly value: string; readonly copy: string; readonly copied: string };
} | null;

export type FormAction = (before: FormAnswer, form: FormData) => Promise<FormAnswer>;
