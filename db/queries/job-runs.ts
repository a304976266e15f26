import { desc, eq } from 'drizzle-orm';
import { jobRuns } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type JobRun = typeof jobRuns.$inferSelect;

export async function insertJobRun(db: Db, run: typeof jobRuns.$inferInsert): Promise<number> {
  const [inserted] = await db.insert(jobRuns).values(run).returning({ id: jobRuns.id });
  if (inserted === undefined) throw new Error(`the run of ${run.job} was not recorded`);
  return inserted.id;
}

export async function updateJobRun(db: Db, change: Partial<typeof jobRuns.$inferInsert> & { id: number }): Promise<void> {
  const { id, ...values } = change;
  await db.update(jobRuns).set(values).where(eq(jobRuns.id, id));
}

export async function newestJobRun(db: Db, job: string): Promise<JobRun | null> {
  const [run] = await db.select().from(jobRuns).where(eq(jobRuns.job, job)).orderBy(desc(jobRuns.id)).limit(1);
  return run ?? null;
}
