import type { DormWeek, MeterDay, MeterWeek } from '#core/ranking/dorm-week.ts';
import { listPublicationDays, listPublicationTemperatures, listStandings, type Publication } from '#db/queries/publications.ts';
import type { Db } from '#db/transaction.ts';

/** A published week as it was frozen: every dorm's days and sizes, and the temperatures. */
export interface FrozenWeek {
  readonly dorms: readonly DormWeek[];
  readonly celsius: ReadonlyMap<string, number>;
}

/** Puts a published week together again from what its publication froze, and from nothing else. */
export async function frozenWeek(db: Db, publication: Publication): Promise<FrozenWeek> {
  const key = { campusId: publication.campusId, seq: publication.seq };
  const standings = await listStandings(db, { ...key, lens: 'energy' });
  const meters = new Map<number, Map<number, { label: string; days: MeterDay[] }>>();
  for (const { dormId, meterId, meterLabel, ...row } of await listPublicationDays(db, key)) {
    const ofDorm = meters.get(dormId) ?? new Map<number, { label: string; days: MeterDay[] }>();
    meters.set(dormId, ofDorm);
    const meter = ofDorm.get(meterId) ?? { label: meterLabel, days: [] };
    ofDorm.set(meterId, meter);
    const { campusId: _campus, publicationSeq: _seq, ...day } = row;
    meter.days.push(day);
  }
  const metersOf = (dormId: number): MeterWeek[] =>
    [...(meters.get(dormId) ?? [])].map(([meterId, { label, days }]) => ({ meterId, label, days }));
  const temperatures = await listPublicationTemperatures(db, key);
  return {
    dorms: standings.map(({ dormId, slug, name, residents, floorAreaM2 }) => ({
      ...{ dormId, slug, name, residents, floorAreaM2 },
      meters: metersOf(dormId),
    })),
    celsius: new Map(temperatures.map(({ day, celsius }) => [day, celsius])),
  };
}
