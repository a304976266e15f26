/** Why a verb was refused: a closed list, mapped to an answer in one place a transport. */
export type ServiceErrorCode =
  | 'campus-unknown'
  | 'campus-taken'
  | 'time-zone-unknown'
  | 'dorm-unknown'
  | 'meter-unknown'
  | 'import-unknown'
  | 'import-not-committed'
  | 'import-already-committed'
  | 'key-used'
  | 'week-unknown'
  | 'week-not-ended'
  | 'week-without-readings'
  | 'week-not-published'
  | 'week-final'
  | 'week-not-final'
  | 'week-asked'
  | 'announcement-unfit'
  | 'numbers-moved'
  | 'nothing-changed'
  | 'request-unknown'
  | 'same-person'
  | 'too-small'
  | 'receipt-unfit'
  | 'lens-unknown'
  | 'season-unknown'
  | 'season-taken'
  | 'season-unfit'
  | 'season-begun'
  | 'blackout-unfit'
  | 'factor-unfit'
  | 'factor-unknown'
  | 'file-refused'
  | 'file-too-large'
  | 'file-stalled'
  | 'dorm-taken'
  | 'meter-taken'
  | 'register-not-held'
  | 'register-answered'
  | 'answer-unfit'
  | 'answer-unknown'
  | 'email-bad'
  | 'person-unknown'
  | 'password-weak'
  | 'link-invalid'
  | 'credentials-wrong'
  | 'too-many-attempts'
  | 'webhook-unknown'
  | 'webhook-unfit'
  | 'question-unknown'
  | 'question-unfit'
  | 'too-many-questions'
  | 'mail-not-set-up'
  | 'mail-not-sent'
  | 'not-allowed'
  | 'token-invalid';

/** A refusal that is nobody's fault in the code. The message names the place and the remedy. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;

  constructor(code: ServiceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServiceError';
    this.code = code;
  }
}
