import type { Verb } from '#jobs/verbs/answer.ts';

/** A verb by its name; what it needs is loaded when it is asked for, so that each starts as fast as it can. */
export interface NamedVerb {
  readonly name: readonly string[];
  load(): Promise<Verb>;
}

/** Everything the command line can do. */
export const VERBS: readonly NamedVerb[] = [
  named('campus add', async () => (await import('#jobs/verbs/campus.ts')).campusAdd),
  named('campus set', async () => (await import('#jobs/verbs/campus.ts')).campusSet),
  named('campus blackout', async () => (await import('#jobs/verbs/season.ts')).campusBlackout),
  named('campus factor', async () => (await import('#jobs/verbs/factors.ts')).campusFactor),
  named('factors import', async () => (await import('#jobs/verbs/factors.ts')).factorsImport),
  named('factors list', async () => (await import('#jobs/verbs/factors.ts')).factorsList),
  named('factors withdraw', async () => (await import('#jobs/verbs/factors.ts')).factorsWithdraw),
  named('dorms import', async () => (await import('#jobs/verbs/lists.ts')).dormsImport),
  named('meters import', async () => (await import('#jobs/verbs/lists.ts')).metersImport),
  named('meters multiplier', async () => (await import('#jobs/verbs/meters.ts')).metersMultiplier),
  named('meters resolve', async () => (await import('#jobs/verbs/meters.ts')).metersResolve),
  named('meters open', async () => (await import('#jobs/verbs/meters.ts')).metersOpen),
  named('meters values', async () => (await import('#jobs/verbs/meters.ts')).metersValues),
  named('readings import', async () => (await import('#jobs/verbs/readings.ts')).readingsImport),
  named('imports undo', async () => (await import('#jobs/verbs/readings.ts')).importsUndo),
  named('temperatures import', async () => (await import('#jobs/verbs/temperatures.ts')).temperaturesImport),
  named('watch', async () => (await import('#jobs/verbs/watch.ts')).watch),
  named('weeks close', async () => (await import('#jobs/verbs/weeks.ts')).weeksClose),
  named('weeks review', async () => (await import('#jobs/verbs/review.ts')).weeksReview),
  named('weeks announce', async () => (await import('#jobs/verbs/announce.ts')).weeksAnnounce),
  named('weeks correct', async () => (await import('#jobs/verbs/announce.ts')).weeksCorrect),
  named('weeks changes', async () => (await import('#jobs/verbs/review.ts')).weeksChanges),
  named('user add', async () => (await import('#jobs/verbs/people.ts')).userAdd),
  named('token add', async () => (await import('#jobs/verbs/people.ts')).tokenAdd),
  named('leaderboard', async () => (await import('#jobs/verbs/weeks.ts')).leaderboard),
  named('fairness', async () => (await import('#jobs/verbs/fairness.ts')).fairness),
  named('placebo', async () => (await import('#jobs/verbs/placebo.ts')).placebo),
  named('questions list', async () => (await import('#jobs/verbs/questions.ts')).questionsList),
  named('questions answer', async () => (await import('#jobs/verbs/questions.ts')).questionsAnswer),
  named('audit', async () => (await import('#jobs/verbs/audit.ts')).audit),
  named('verify', async () => (await import('#jobs/verbs/verify.ts')).verify),
  // The longer name first: the shorter one would take its word for a campus.
  named('receipt check', async () => (await import('#jobs/verbs/receipt.ts')).receiptCheck),
  named('receipt', async () => (await import('#jobs/verbs/receipt.ts')).receipt),
  named('season add', async () => (await import('#jobs/verbs/season.ts')).seasonAdd),
  named('season change', async () => (await import('#jobs/verbs/season.ts')).seasonChange),
  named('season list', async () => (await import('#jobs/verbs/season.ts')).seasonList),
  named('season standings', async () => (await import('#jobs/verbs/season.ts')).seasonStandings),
  named('digest status', async () => (await import('#jobs/verbs/digest.ts')).digestStatus),
  named('webhooks list', async () => (await import('#jobs/verbs/webhooks.ts')).webhooksList),
  named('webhooks add', async () => (await import('#jobs/verbs/webhooks.ts')).webhooksAdd),
  named('webhooks remove', async () => (await import('#jobs/verbs/webhooks.ts')).webhooksRemove),
  named('webhooks test', async () => (await import('#jobs/verbs/webhooks.ts')).webhooksTest),
];

function named(name: string, load: () => Promise<Verb>): NamedVerb {
  return { name: name.split(' '), load };
}
