import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Standing } from '#core/ranking/standings.ts';
import {
  publicationDays,
  publicationExpectations,
  publicationHeads,
  publications,
  publicationTemperatures,
  standings,
} from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type Publication = typeof publications.$inferSelect;
export type PublicationDay = typeof publicationDays.$inferSelect;
export type PublicationExpectation = typeof publicationExpectations.$inferSelect;

/** The campus's last link; until the transaction ends nobody else can add one. */
export async function lockHead({ db }: Transaction, campusId: number): Promise<{ seq: number; digest: Buffer | null }> {
  const [head] = await db.select().from(publicationHeads).where(eq(publicationHeads.campusId, campusId)).for('update');
  if (head === undefined) throw new Error(`campus ${campusId} has no publication head`);
  return head;
}

/** The newest edition of a week; null when it was never published. */
export async function newestEdition(db: Db, key: { campusId: number; week: string }): Promise<Publication | null> {
  const [found] = await db
    .select()
    .from(publications)
    .where(and(eq(publications.campusId, key.campusId), eq(publications.week, key.week)))
    .orderBy(desc(publications.edition))
    .limit(1);
  return found ?? null;
}

/** Every edition of a week, first to newest. */
export async function listEditions(db: Db, key: { campusId: number; week: string }): Promise<Publication[]> {
  return db
    .select()
    .from(publications)
    .where(and(eq(publications.campusId, key.campusId), eq(publications.week, key.week)))
    .orderBy(asc(publications.edition));
}

/** Newest edition of each published week before `beforeWeek` (all when null), newest week first. */
export async function listPublishedWeeks(
  db: Db,
  query: { campusId: number; beforeWeek: string | null; limit: number },
): Promise<Publication[]> {
  return db
    .selectDistinctOn([publications.week])
    .from(publications)
    .where(
      and(
        eq(publications.campusId, query.campusId),
        query.beforeWeek === null ? undefined : sql`${publications.week} < ${query.beforeWeek}`,
      ),
    )
    .orderBy(desc(publications.week), desc(publications.edition))
    .limit(query.limit);
}

/** The editions published last, of whatever week, newest first. */
export async function listNewestEditions(db: Db, query: { campusId: number; limit: number }): Promise<Publication[]> {
  return db
    .select()
    .from(publications)
    .where(eq(publications.campusId, query.campusId))
    .orderBy(desc(publications.seq))
    .limit(query.limit);
}

/** Corrections of whatever week, newest first. */
export async function listCorrections(db: Db, query: { campusId: number; limit: number }): Promise<Publication[]> {
  return db
    .select()
    .from(publications)
    .where(and(eq(publications.campusId, query.campusId), eq(publications.state, 'corrected')))
    .orderBy(desc(publications.seq))
    .limit(query.limit);
}

/** What a publication freezes besides its link. */
export interface PublicationContent {
  readonly campus: string;
  readonly week: string;
  readonly method: string;
  readonly standings: readonly Standing[];
  readonly days: readonly Omit<PublicationDay, 'campusId' | 'publicationSeq'>[];
  readonly expectations: readonly Omit<PublicationExpectation, 'campusId' | 'publicationSeq'>[];
  readonly temperatures: readonly { readonly day: string; readonly celsius: number }[];
}

export async function insertPublication(
  { db, client }: Transaction,
  link: { publication: Publication; content: PublicationContent },
): Promise<void> {
  const { publication, content } = link;
  const { campusId, seq, digest } = publication;
  await db.insert(publications).values(publication);
  await client.query(
    `INSERT INTO standings (campus_id, publication_seq, lens, dorm_id, dorm_slug, dorm_name, rank, score, energy_micro_wh, filled_kwh, covered_seconds,
       estimated_seconds, total_seconds, least_coverage, most_estimated, has_dead_meter, residents, floor_area_m2, reason)
     SELECT $1, $2, s.* FROM jsonb_to_recordset($3::jsonb) AS s(lens text, "dormId" bigint, slug text, name text, rank integer, score double precision,
       "energyMicroWh" bigint, "filledKwh" double precision, "coveredSeconds" bigint, "estimatedSeconds" bigint, "totalSeconds" bigint,
       "leastCoverage" double precision, "mostEstimated" double precision, "hasDeadMeter" boolean, residents integer, "floorAreaM2" double precision, reason text)`,
    [campusId, seq, jsonText(content.standings)],
  );
  await client.query(
    `INSERT INTO publication_days (campus_id, publication_seq, meter_id, day, dorm_id, meter_label, energy_micro_wh, measured_seconds, estimated_micro_wh,
       estimated_seconds, rule_estimated_micro_wh, rule_estimated_seconds, filled_micro_wh, filled_seconds, dead_seconds, active_seconds)
     SELECT $1, $2, d.* FROM jsonb_to_recordset($3::jsonb) AS d("meterId" bigint, day date, "dormId" bigint, "meterLabel" text, "energyMicroWh" bigint,
       "measuredSeconds" integer, "estimatedMicroWh" bigint, "estimatedSeconds" integer, "ruleEstimatedMicroWh" bigint, "ruleEstimatedSeconds" integer,
       "filledMicroWh" bigint, "filledSeconds" integer, "deadSeconds" integer, "activeSeconds" integer)`,
    [campusId, seq, jsonText(content.days)],
  );
  await client.query(
    `INSERT INTO publication_expectations (campus_id, publication_seq, season_id, dorm_id, baseline, weather_model, calendar_model, form, baseline_kwh,
       weather_kwh, effort_kwh, residual, shared)
     SELECT $1, $2, e.* FROM jsonb_to_recordset($3::jsonb) AS e("seasonId" bigint, "dormId" bigint, baseline jsonb, "weatherModel" jsonb, "calendarModel" jsonb,
       form jsonb, "baselineKwh" double precision, "weatherKwh" double precision, "effortKwh" double precision, residual double precision, shared double precision)`,
    [campusId, seq, jsonText(content.expectations)],
  );
  await client.query(
    `INSERT INTO publication_temperatures (campus_id, publication_seq, day, celsius)
     SELECT $1, $2, t.* FROM jsonb_to_recordset($3::jsonb) AS t(day date, celsius double precision)`,
    [campusId, seq, jsonText(content.temperatures)],
  );
  await db.update(publicationHeads).set({ seq, digest }).where(eq(publicationHeads.campusId, campusId));
}

/** Numbers keep every digit: JSON's are read as numeric before they become double precision or bigint. */
function jsonText(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** The frozen standings of a publication under one lens, ranked first. */
export async function listStandings(db: Db, key: { campusId: number; seq: number; lens: string }): Promise<Standing[]> {
  const rows = await db
    .select()
    .from(standings)
    .where(and(eq(standings.campusId, key.campusId), eq(standings.publicationSeq, key.seq), eq(standings.lens, key.lens)))
    .orderBy(sql`${standings.rank} NULLS LAST`, sql`${standings.dormSlug} COLLATE "C"`);
  return rows.map((row) => ({ ...row, slug: row.dormSlug, name: row.dormName }) as Standing);
}

/** The frozen daily inputs of a publication, by meter and day. */
export async function listPublicationDays(db: Db, key: { campusId: number; seq: number }): Promise<PublicationDay[]> {
  return db
    .select()
    .from(publicationDays)
    .where(and(eq(publicationDays.campusId, key.campusId), eq(publicationDays.publicationSeq, key.seq)))
    .orderBy(asc(publicationDays.meterId), asc(publicationDays.day));
}

/** What a publication's standings were judged with outside any season (0) or in one of them, by dorm. */
export async function listExpectationsOfPublication(
  db: Db,
  key: { campusId: number; seq: number; seasonId: number },
): Promise<PublicationExpectation[]> {
  const { campusId, publicationSeq, seasonId, dormId } = publicationExpectations;
  return db
    .select()
    .from(publicationExpectations)
    .where(and(eq(campusId, key.campusId), eq(publicationSeq, key.seq), eq(seasonId, key.seasonId)))
    .orderBy(asc(dormId));
}

/** Every dorm's score under a lens in the newest edition of each week of a time, among publications before `beforeSeq`. */
export async function listPastScores(
  db: Db,
  query: { campusId: number; lens: string; fromWeek: string; beforeWeek: string; beforeSeq: number | null },
): Promise<{ week: string; dormId: number; score: number }[]> {
  const { campusId, lens, fromWeek, beforeWeek, beforeSeq } = query;
  const { rows } = await db.execute(sql`
    SELECT p.week::text AS week, s.dorm_id::float8 AS dorm_id, s.score
    FROM (SELECT DISTINCT ON (week) week, seq FROM publications
          WHERE campus_id = ${campusId} AND week >= ${fromWeek} AND week < ${beforeWeek} AND (${beforeSeq}::bigint IS NULL OR seq < ${beforeSeq})
          ORDER BY week, edition DESC) p
    JOIN standings s ON s.campus_id = ${campusId} AND s.publication_seq = p.seq AND s.lens = ${lens}
    WHERE s.rank IS NOT NULL AND s.score IS NOT NULL
    ORDER BY p.week, s.dorm_id`);
  return rows.map((row) => ({ week: String(row.week), dormId: Number(row.dorm_id), score: Number(row.score) }));
}

export async function listPublicationTemperatures(
  db: Db,
  key: { campusId: number; seq: number },
): Promise<{ day: string; celsius: number }[]> {
  const { campusId, publicationSeq, day, celsius } = publicationTemperatures;
  return db
    .select({ day, celsius })
    .from(publicationTemperatures)
    .where(and(eq(campusId, key.campusId), eq(publicationSeq, key.seq)))
    .orderBy(asc(day));
}
