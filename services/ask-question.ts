import { countCodePoints, plainWords } from '#core/text/plain-words.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findDorm } from '#db/queries/dorms.ts';
import { newestEdition } from '#db/queries/publications.ts';
import {
  countQuestionAttempts,
  countQuestionsSince,
  deleteQuestionAttemptsBefore,
  insertQuestion,
  insertQuestionAttempt,
  listQuestionRows,
  lockQuestions,
} from '#db/queries/questions.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { keyedAddress } from '#services/keyed-address.ts';
import { ServiceError } from '#services/service-error.ts';

/** `letters` are code points; the rest is how many questions pass, by one address and campus, and at a campus. */
export const QUESTION_LIMITS = { letters: 1_000, perAddressAnHour: 10, perCampusADay: 100 } as const;

interface Asked {
  readonly campus: Campus;
  readonly weekId: string;
  /** Address of the dorm that it is about. */
  readonly dorm: string | null;
  readonly words: string;
  /** From where; never stored, see keyedAddress. */
  readonly address: string;
  readonly secret: string;
  readonly now: Date;
}

const hour = 3_600_000;

/**
 * Takes a reader's question about a published week; nobody sees it before an organiser answers. Stored are its words as plain
 * text, the dorm if one is said, and the time. The same words asked again while they are open are one question.
 * Errors: question-unfit (nothing readable, or too long), week-unknown, week-not-published, dorm-unknown, too-many-questions.
 */
export async function askQuestion(ctx: Context, asked: Asked): Promise<void> {
  const { campus, dorm, now } = asked;
  const campusId = campus.id;
  const words = fitWords(asked.words, { letters: QUESTION_LIMITS.letters, what: 'question' });
  const week = await publishedWeek(ctx, asked);
  const dormId = dorm === null ? null : await dormIdOf(ctx, { campus, dorm });
  await inTransaction(ctx.database, async (transaction) => {
    await lockQuestions(transaction, campusId);
    await countTheAttempt(transaction, asked);
    const open = (await listQuestionRows(transaction.db, { campusId, week, limit: QUESTION_LIMITS.perCampusADay })).filter(
      ({ decision }) => decision === null,
    );
    if (open.some((one) => one.words === words && one.dormId === dormId)) return;
    await insertQuestion(transaction.db, { campusId, week, dormId, words, askedAt: now });
  });
  ctx.log.info({ campus: campus.slug, week: asked.weekId }, 'question asked');
}

/** Words as plain text of at most so many code points. Errors: question-unfit. */
export function fitWords(text: string, limit: { letters: number; what: string }): string {
  const { letters, what } = limit;
  // Before it is looked at: what is this long in UTF-16 cannot be short enough in code points.
  const words = text.length > 8 * letters ? text : plainWords(text);
  if (words === null) throw new ServiceError('question-unfit', `There is no ${what} in this. Write it in words.`);
  if (countCodePoints(words) <= letters) return words;
  throw new ServiceError('question-unfit', `A ${what} has at most ${letters} letters. Shorten it.`);
}

/** Forgets from where questions came a day ago. */
export async function forgetQuestionAttempts(ctx: Context, { now }: { now: Date }): Promise<void> {
  await deleteQuestionAttemptsBefore(ctx.database.db, new Date(now.getTime() - 24 * hour));
}

/** Refuses the one too many; every other is counted, so that many at once cannot slip through. */
async function countTheAttempt({ db }: Transaction, { campus, address, secret, now }: Asked): Promise<void> {
  const campusId = campus.id;
  const addressHash = keyedAddress(secret, { purpose: 'question', address, now });
  await deleteQuestionAttemptsBefore(db, new Date(now.getTime() - 24 * hour));
  const since = new Date(now.getTime() - hour);
  if ((await countQuestionAttempts(db, { campusId, addressHash, since })) >= QUESTION_LIMITS.perAddressAnHour)
    throw new ServiceError('too-many-questions', 'Many questions came from here within the hour. Ask again later.');
  const yesterday = new Date(now.getTime() - 24 * hour);
  if ((await countQuestionsSince(db, { campusId, since: yesterday })) >= QUESTION_LIMITS.perCampusADay)
    throw new ServiceError('too-many-questions', `${campus.name} was asked very much today. Ask again tomorrow.`);
  await insertQuestionAttempt(db, { campusId, addressHash, attemptedAt: now });
}

async function publishedWeek(ctx: Context, { campus, weekId }: Asked): Promise<string> {
  const week = mondayOfWeekId(weekId);
  if (week === null) throw new ServiceError('week-unknown', 'There is no such week. Write it as 2026-W47.');
  if ((await newestEdition(ctx.database.db, { campusId: campus.id, week })) !== null) return week;
  throw new ServiceError('week-not-published', `${weekId} has no result yet. Ask once it is closed.`);
}

async function dormIdOf(ctx: Context, { campus, dorm }: { campus: Campus; dorm: string }): Promise<number> {
  const found = await findDorm(ctx.database.db, { campusId: campus.id, slug: dorm });
  if (found !== null) return found.id;
  throw new ServiceError('dorm-unknown', `${campus.name} has no such dorm. Choose one of the list.`);
}
