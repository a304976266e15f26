import { eq, sql } from 'drizzle-orm';
import type { Standing } from '#core/ranking/standings.ts';
import {
  listPublicationDays,
  listPublicationTemperatures,
  type Publication,
  type PublicationContent,
} from '#db/queries/publications.ts';
import { publicationDays, publicationExpectations, publications, standings } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

type Key = { campusId: number; seq: number };

/** All rows of a publication, those that no lens of today knows among them, as they were put in. */
export async function readContent(
  db: Db,
  publication: Publication,
  named: { campus: string; week: string; lenses: readonly string[] },
): Promise<PublicationContent> {
  const key = { campusId: publication.campusId, seq: publication.seq };
  return {
    ...{ campus: named.campus, week: named.week, method: publication.methodVersion },
    standings: await listAllStandings(db, key, named.lenses),
    days: (await listPublicationDays(db, key)).map(withoutKeys),
    expectations: (await listAllExpectations(db, key)).map(withoutKeys),
    temperatures: await listPublicationTemperatures(db, key),
  };
}

/** The daily inputs in the order of the first two methods: by the names of dorms and meters. */
export async function listDaysByName(db: Db, key: Key): Promise<PublicationContent['days']> {
  const { campusId, publicationSeq, dormId, meterId, meterLabel, day } = publicationDays;
  const dormName = sql`(SELECT s.dorm_name FROM standings s WHERE s.campus_id = ${campusId}
    AND s.publication_seq = ${publicationSeq} AND s.lens = 'energy' AND s.dorm_id = ${dormId})`;
  const rows = await db
    .select()
    .from(publicationDays)
    .where(sql`${campusId} = ${key.campusId} AND ${publicationSeq} = ${key.seq}`)
    .orderBy(dormName, dormId, meterLabel, meterId, day);
  return rows.map(withoutKeys);
}

/**
 * Whether what the publication's models hold in JSON, and its times, are to the last digit what was read of them: decimals of
 * any length lie in JSON, and times finer than milliseconds, of which a reader sees only the nearest.
 */
export async function isReadToTheDigit(db: Db, key: Key, expectations: PublicationContent['expectations']): Promise<boolean> {
  const { rows } = await db.execute(sql`
    SELECT NOT EXISTS (
      SELECT 1 FROM publication_expectations e
      JOIN jsonb_to_recordset(${JSON.stringify(expectations)}::jsonb)
        AS r("seasonId" bigint, "dormId" bigint, baseline jsonb, "weatherModel" jsonb, "calendarModel" jsonb, form jsonb)
        ON r."seasonId" = e.season_id AND r."dormId" = e.dorm_id
      WHERE e.campus_id = ${key.campusId} AND e.publication_seq = ${key.seq}
        AND (r.baseline, r."weatherModel", r."calendarModel", r.form)
          IS DISTINCT FROM (e.baseline, e.weather_model, e.calendar_model, e.form)
    ) AND NOT EXISTS (
      SELECT 1 FROM publications p WHERE p.campus_id = ${key.campusId} AND p.seq = ${key.seq}
        AND (date_trunc('milliseconds', p.published_at), date_trunc('milliseconds', p.data_until)) IS DISTINCT FROM (p.published_at, p.data_until)
    ) AS is_same`);
  return rows[0]?.is_same === true;
}

/** Whether a season holds models that are not, to the digit, those which the publications named froze of it. */
export async function hasOtherKnowledge(
  db: Db,
  query: { campusId: number; seasonId: number; sound: readonly number[] },
): Promise<boolean> {
  const { rows } = await db.execute(sql`
    SELECT EXISTS (
      SELECT 1 FROM publication_expectations e
      LEFT JOIN season_dorms s ON s.campus_id = e.campus_id AND s.season_id = e.season_id AND s.dorm_id = e.dorm_id
      WHERE e.campus_id = ${query.campusId} AND e.season_id = ${query.seasonId}
        AND e.publication_seq = ANY(string_to_array(${query.sound.join(',')}, ',')::bigint[])
        AND s.knowledge IS DISTINCT FROM
          jsonb_build_object('baseline', e.baseline, 'weatherModel', e.weather_model, 'calendarModel', e.calendar_model, 'form', e.form)
    ) AS has_other`);
  return rows[0]?.has_other === true;
}

/** Whether an event's time is finer than the milliseconds it was noted with. */
export async function hasFinerEventTimes(db: Db, key: { campusId: number; seasonId: number }): Promise<boolean> {
  const { rows } = await db.execute(sql`
    SELECT EXISTS (SELECT 1 FROM season_events WHERE campus_id = ${key.campusId} AND season_id = ${key.seasonId}
      AND date_trunc('milliseconds', happened_at) <> happened_at) AS has_finer`);
  return rows[0]?.has_finer === true;
}

/** Every link of a campus's chain, in order. */
export async function listChain(db: Db, campusId: number): Promise<Publication[]> {
  return db.select().from(publications).where(eq(publications.campusId, campusId)).orderBy(publications.seq);
}

/** Lens after lens in the order named, others after them; ranked first. */
async function listAllStandings(db: Db, key: Key, lenses: readonly string[]): Promise<Standing[]> {
  const rows = await db
    .select()
    .from(standings)
    .where(sql`${standings.campusId} = ${key.campusId} AND ${standings.publicationSeq} = ${key.seq}`)
    .orderBy(
      sql`array_position(string_to_array(${lenses.join(',')}, ','), ${standings.lens})`,
      standings.lens,
      sql`${standings.rank} NULLS LAST`,
      sql`${standings.dormSlug} COLLATE "C"`,
    );
  return rows.map(({ campusId: _campus, publicationSeq: _seq, dormSlug, dormName, ...row }) =>
    asStanding(row, dormSlug, dormName),
  );
}

/** What a standing was put in as. */
function asStanding(row: object, slug: string, name: string): Standing {
  return { ...row, slug, name } as Standing;
}

/** Outside any season and in each, by season and dorm. */
async function listAllExpectations(db: Db, key: Key) {
  const { campusId, publicationSeq, seasonId, dormId } = publicationExpectations;
  return db
    .select()
    .from(publicationExpectations)
    .where(sql`${campusId} = ${key.campusId} AND ${publicationSeq} = ${key.seq}`)
    .orderBy(seasonId, dormId);
}

function withoutKeys<Row extends { campusId: number; publicationSeq: number }>(
  row: Row,
): Omit<Row, 'campusId' | 'publicationSeq'> {
  const { campusId: _campus, publicationSeq: _seq, ...rest } = row;
  return rest;
}
