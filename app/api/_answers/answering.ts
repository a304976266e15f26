import { getContext } from '#app/_data/process-state.ts';
import { ServiceError, type ServiceErrorCode } from '#services/service-error.ts';

/** Which HTTP status each refusal of a verb is. */
const STATUS: Record<ServiceErrorCode, number> = {
  'campus-unknown': 404,
  'dorm-unknown': 404,
  'meter-unknown': 404,
  'import-unknown': 404,
  'person-unknown': 404,
  'week-unknown': 404,
  'lens-unknown': 400,
  'season-unknown': 404,
  'season-taken': 409,
  'season-unfit': 422,
  'season-begun': 409,
  'blackout-unfit': 422,
  'factor-unfit': 422,
  'factor-unknown': 404,
  'campus-taken': 409,
  'dorm-taken': 409,
  'meter-taken': 409,
  'register-not-held': 409,
  'register-answered': 409,
  'answer-unfit': 422,
  'answer-unknown': 404,
  'key-used': 409,
  'import-not-committed': 409,
  'import-already-committed': 409,
  'week-not-ended': 409,
  'week-without-readings': 409,
  'week-not-published': 404,
  'week-final': 409,
  'week-not-final': 409,
  'week-asked': 409,
  'announcement-unfit': 422,
  'numbers-moved': 409,
  'nothing-changed': 409,
  'request-unknown': 404,
  'same-person': 403,
  'too-small': 404,
  'receipt-unfit': 422,
  'file-stalled': 408,
  'file-too-large': 413,
  'file-refused': 422,
  'time-zone-unknown': 422,
  'email-bad': 422,
  'password-weak': 422,
  'link-invalid': 410,
  'credentials-wrong': 401,
  'token-invalid': 401,
  'not-allowed': 403,
  'too-many-attempts': 429,
  'webhook-unknown': 404,
  'webhook-unfit': 422,
  'question-unknown': 404,
  'question-unfit': 422,
  'too-many-questions': 429,
  'mail-not-set-up': 409,
  'mail-not-sent': 502,
};

/** A request that cannot be understood. The message names the place and the remedy. */
export class RequestError extends Error {}

/** What an answer says when it is no success. */
export interface Refusal {
  readonly status: number;
  readonly body: { readonly error: { readonly code: string; readonly message: string } };
}

/** Runs a handler; whatever it throws becomes an answer that says what to do. */
export async function answering(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const { status, body } = await refusalOf(error);
    return jsonAnswer(status, body);
  }
}

/** JSON that nobody may keep. */
export function jsonAnswer(status: number, body: object, headers: Record<string, string> = {}): Response {
  const wanted = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...wanted, ...headers } });
}

/** The answer to an error: a refusal, a bad request, a database that is gone, or our own fault, which is logged. */
export async function refusalOf(error: unknown): Promise<Refusal> {
  if (error instanceof ServiceError) return refusal(STATUS[error.code], error.code, error.message);
  if (error instanceof RequestError) return refusal(400, 'request-bad', error.message);
  if (isAborted(error)) return refusal(400, 'request-broken', 'The request broke off before its end. Send it again.');
  const isGone = isDatabaseGone(error);
  await log(error, isGone);
  return isGone
    ? refusal(503, 'database-gone', 'The database does not answer just now. Nothing was stored; try again in a minute.')
    : refusal(500, 'internal', 'Something went wrong here. Nothing was stored; the operator finds the reason in the log.');
}

function refusal(status: number, code: string, message: string): Refusal {
  return { status, body: { error: { code, message } } };
}

async function log(error: unknown, isGone: boolean): Promise<void> {
  const context = await getContext().catch(() => null);
  context?.log.error({ error }, isGone ? 'the database is gone' : 'a request failed');
}

function isAborted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : null;
  return error.name === 'AbortError' || error.name === 'ResponseAborted' || code === 'ECONNRESET' || code === 'ABORT_ERR';
}

const GONE_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
]);

function isDatabaseGone(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && GONE_CODES.has(String(cause.code))) return true;
    if (/timeout exceeded when trying to connect|Connection terminated|embedded PostgreSQL/i.test(cause.message)) return true;
  }
  return false;
}
