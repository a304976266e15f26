import type { FormAction } from '#components/people/form-answer.ts';

/** One person of a campus, with the forms that change what they may. Instants are ISO strings. */
export type MemberView = {
  readonly personId: number;
  readonly email: string;
  readonly role: string;
  readonly isDisabled: boolean;
  readonly hasPassword: boolean;
  readonly invitedUntil: string | null;
  readonly isReader: boolean;
  readonly actions: {
    readonly setRole: FormAction;
    readonly newLink: FormAction;
    readonly disable: FormAction;
    readonly remove: FormAction;
  };
};

/** A program's token, without what would let one use it. */
export type TokenView = {
  readonly id: number;
  readonly label: string;
  readonly state: 'good' | 'revoked' | 'over';
  /** When it ends, ended or was revoked. */
  readonly stateAt: string;
  readonly lastUsedAt: string | null;
  readonly revoke: FormAction;
};
