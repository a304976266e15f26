/** What a staff form's action answers; null before the first time. */
export type StaffAnswer = {
  readonly tone: 'info' | 'warning';
  readonly message: string;
  /** Which form of the section asked: what was refused is said there. */
  readonly item: string;
  /** Where to go on, or to take it back. */
  readonly link: { readonly href: string; readonly words: string } | null;
} | null;

export type StaffFormAction = (before: StaffAnswer, form: FormData) => Promise<StaffAnswer>;
