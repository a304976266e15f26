import { weeksAnnounce, weeksCorrect } from '#jobs/verbs/announce.ts';
import type { Verb } from '#jobs/verbs/answer.ts';
import { audit } from '#jobs/verbs/audit.ts';
import { campusAdd, campusSet } from '#jobs/verbs/campus.ts';
import { digestStatus } from '#jobs/verbs/digest.ts';
import { campusFactor, factorsImport, factorsList, factorsWithdraw } from '#jobs/verbs/factors.ts';
import { fairness } from '#jobs/verbs/fairness.ts';
import { dormsImport, metersImport } from '#jobs/verbs/lists.ts';
import { metersMultiplier, metersOpen, metersResolve, metersValues } from '#jobs/verbs/meters.ts';
import { tokenAdd, userAdd } from '#jobs/verbs/people.ts';
import { placebo } from '#jobs/verbs/placebo.ts';
import { questionsAnswer, questionsList } from '#jobs/verbs/questions.ts';
import { importsUndo, readingsImport } from '#jobs/verbs/readings.ts';
import { receipt, receiptCheck } from '#jobs/verbs/receipt.ts';
import { weeksChanges, weeksReview } from '#jobs/verbs/review.ts';
import { campusBlackout, seasonAdd, seasonChange, seasonList, seasonStandings } from '#jobs/verbs/season.ts';
import { temperaturesImport } from '#jobs/verbs/temperatures.ts';
import { verify } from '#jobs/verbs/verify.ts';
import { watch } from '#jobs/verbs/watch.ts';
import { webhooksAdd, webhooksList, webhooksRemove, webhooksTest } from '#jobs/verbs/webhooks.ts';
import { leaderboard, weeksClose } from '#jobs/verbs/weeks.ts';

/** Everything the command line can do. */
export const VERBS: readonly Verb[] = [
  campusAdd,
  campusSet,
  campusBlackout,
  campusFactor,
  factorsImport,
  factorsList,
  factorsWithdraw,
  dormsImport,
  metersImport,
  metersMultiplier,
  metersResolve,
  metersOpen,
  metersValues,
  readingsImport,
  importsUndo,
  temperaturesImport,
  watch,
  weeksClose,
  weeksReview,
  weeksAnnounce,
  weeksCorrect,
  weeksChanges,
  userAdd,
  tokenAdd,
  leaderboard,
  fairness,
  placebo,
  questionsList,
  questionsAnswer,
  audit,
  verify,
  // The longer name first: the shorter one would take its word for a campus.
  receiptCheck,
  receipt,
  seasonAdd,
  seasonChange,
  seasonList,
  seasonStandings,
  digestStatus,
  webhooksList,
  webhooksAdd,
  webhooksRemove,
  webhooksTest,
];
