/** What a form about the weekly mail answers; null before the first time. */
export type DigestAnswer = { readonly tone: 'info' | 'warning'; readonly message: string; readonly email: string } | null;

export type DigestAction = (before: DigestAnswer, form: FormData) => Promise<DigestAnswer>;

/** The weekly mail of a campus in numbers, as plain values; instants are ISO strings. */
export interface DigestStatusView {
  readonly isSetUp: boolean;
  readonly confirmed: number;
  readonly last: {
    /** 2026-W46 */
    readonly week: string;
    readonly madeAt: string;
    readonly sent: number;
    readonly failed: number;
    readonly waiting: number;
  } | null;
}
