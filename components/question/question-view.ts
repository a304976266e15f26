/** What the question form's action answers; null before the first time. What was typed is put back. */
export type AskAnswer = {
  readonly tone: 'info' | 'warning';
  readonly message: string;
  readonly words: string;
  readonly dorm: string;
} | null;

export type AskAction = (before: AskAnswer, form: FormData) => Promise<AskAnswer>;

/** An answered question of a week. Instants are ISO strings. */
export interface AnsweredQuestion {
  readonly id: number;
  readonly words: string;
  readonly dorm: { readonly slug: string; readonly name: string } | null;
  readonly answer: string;
  readonly answeredAt: string;
  readonly isMended: boolean;
  readonly alsoAsked: number;
}

export interface QuestionsView {
  readonly campus: { readonly slug: string; readonly name: string; readonly timeZone: string };
  readonly week: string;
  /** Whether the week has a result to question. */
  readonly isPublished: boolean;
  readonly dorms: readonly { readonly slug: string; readonly name: string }[];
  readonly answered: readonly AnsweredQuestion[];
}

/** A question as staff see it. `decidedBy` is an e-mail address, null for the command line. */
export interface StaffQuestion {
  readonly id: number;
  readonly week: string;
  readonly words: string;
  readonly dorm: string | null;
  readonly askedAt: string;
  readonly alsoAsked: number;
  readonly decision: {
    readonly kind: 'answered' | 'declined' | 'merged';
    readonly words: string | null;
    readonly intoId: number | null;
    readonly decidedAt: string;
    readonly decidedBy: string | null;
  } | null;
}

export interface StaffQuestionsView {
  readonly campus: string;
  readonly timeZone: string;
  readonly open: readonly StaffQuestion[];
  readonly decided: readonly StaffQuestion[];
}
