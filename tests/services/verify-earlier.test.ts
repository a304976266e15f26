import { expect, onTestFinished, test } from 'vitest';
import { contentDigest } from '#core/ranking/publication-digest.ts';
import { openDatabase } from '#db/client.ts';
import { insertPublication, type PublicationContent } from '#db/queries/publications.ts';
import { inTransaction } from '#db/transaction.ts';
import { publicationDigest } from '#services/publication-content.ts';
import { verifyCampus } from '#services/verify-campus.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const MONDAY = '2026-01-05';

/** A week as the first methods published it: three lenses, no models, days in the order of dorms' and meters' names. */
async function publishedBy(method: '1' | '2') {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const rows = ['Zeta', 'Alpha'].map((meter) => `${meter},${MONDAY},2026-01-06,1`);
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...rows].join('\n'), options: { createMeters: true } });
  const { rows: meters } = await database.pool.query<{ id: number; dorm_id: number; label: string; slug: string; name: string }>(
    'SELECT m.id, m.dorm_id, m.label, d.slug, d.name FROM meters m JOIN dorms d ON d.campus_id = m.campus_id AND d.id = m.dorm_id WHERE m.campus_id = $1 ORDER BY d.name',
    [campus.id],
  );
  const estimates = method === '1' ? {} : { ruleEstimatedMicroWh: 0n, ruleEstimatedSeconds: 0 };
  const days = meters.map(({ id, dorm_id: dormId, label }) => ({
    ...{
      day: MONDAY,
      energyMicroWh: 1_000_000_000n,
      measuredSeconds: 86_400,
      estimatedMicroWh: 0n,
      estimatedSeconds: 0,
      ...estimates,
    },
    ...{ deadSeconds: 0, activeSeconds: 86_400, dormId, meterId: id, meterLabel: label },
  }));
  const standings = (['energy', 'per-resident', 'per-area'] as const).flatMap((lens) =>
    meters.map(({ dorm_id: dormId, slug, name }) => ({
      ...{
        dormId,
        slug,
        name,
        residents: null,
        floorAreaM2: null,
        lens,
        energyMicroWh: 1_000_000_000n,
        filledKwh: 7,
        coveredSeconds: 86_400,
      },
      ...{ estimatedSeconds: 0, totalSeconds: 604_800, leastCoverage: 1 / 7, mostEstimated: 0, hasDeadMeter: false },
      ...{ score: lens === 'energy' ? 7 : null, rank: null, reason: 'coverage-low' as const },
    })),
  );
  const said = { campus: campus.slug, week: '2026-W02', method, standings, days };
  const publication = {
    ...{
      campusId: campus.id,
      seq: 1,
      prevSeq: 0,
      prevDigest: null,
      week: MONDAY,
      edition: 1,
      state: 'provisional' as const,
      reason: null,
    },
    ...{ methodVersion: method, dataRevision: 1, dataUntil: null, publishedAt: new Date('2026-01-12T06:00:00Z') },
    contentDigest: contentDigest(said),
  };
  const link = { ...publication, digest: publicationDigest(publication) };
  const none = { ruleEstimatedMicroWh: 0n, ruleEstimatedSeconds: 0, filledMicroWh: 0n, filledSeconds: 0 };
  const content: PublicationContent = {
    ...said,
    days: days.map((day) => ({ ...none, ...day })),
    expectations: [],
    temperatures: [],
  };
  await inTransaction(database, (transaction) => insertPublication(transaction, { publication: link, content }));
  return campus;
}

test.each(['1', '2'] as const)(
  'a publication by method %s agrees with its digest, and a changed digit of it is found',
  async (method) => {
    const campus = await publishedBy(method);
    expect(await verifyCampus(ctx, campus)).toMatchObject({ publications: 1, olderMethod: 1, altered: [], isHeadRight: true });
    const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
    onTestFinished(() => owner.close());
    await owner.pool.query('ALTER TABLE publication_days DISABLE TRIGGER USER');
    const set = (change: string) => owner.pool.query(`UPDATE publication_days SET ${change} WHERE campus_id = ${campus.id}`);
    // filled_seconds is of a later method: nothing stood there when the week was published.
    for (const column of ['energy_micro_wh', 'measured_seconds', 'rule_estimated_seconds', 'filled_seconds']) {
      await set(`${column} = ${column} + 1`);
      expect((await verifyCampus(ctx, campus)).altered).toEqual([{ week: '2026-W02', edition: 1, parts: ['content'] }]);
      await set(`${column} = ${column} - 1`);
    }
    expect((await verifyCampus(ctx, campus)).altered).toEqual([]);
  },
);
