import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const jobRuns = pgTable('job_runs', {
  id: int8('id').generatedAlwaysAsIdentity().primaryKey(),
  job: text('job').notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
  outcome: text('outcome'),
  detail: jsonb('detail'),
});
