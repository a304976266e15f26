import type { Standing } from '#core/ranking/standings.ts';
import type { ComparedEditions } from '#services/compare-editions.ts';
import { csvLine } from '#services/write-csv.ts';

/** A week's editions and each correction beside what was announced, as other programs read them. Null: not in that edition. */
export function editionsJson(campus: string, compared: ComparedEditions) {
  const { week, lens, editions, announced, corrections } = compared;
  return {
    ...{ campus, week, lens },
    announced: announced?.edition ?? null,
    editions: editions.map(({ edition, state, publishedAt, reason, digest }) => ({
      ...{ edition, state, publishedAt: publishedAt.toISOString(), reason },
      digest: digest.toString('hex'),
    })),
    corrections: corrections.map(({ publication, dorms }) => ({
      edition: publication.edition,
      correctedAt: publication.publishedAt.toISOString(),
      reason: publication.reason,
      dorms: dorms.map(({ slug, name, before, after }) => ({
        ...{ dorm: slug, name },
        announced: placeOf(before),
        corrected: placeOf(after),
      })),
    })),
  };
}

function placeOf(standing: Standing | null) {
  return standing === null ? null : { rank: standing.rank, score: standing.score, reason: standing.reason };
}

/** A line a dorm and correction, the newest correction first. */
export function editionsCsv({ corrections }: ReturnType<typeof editionsJson>): string {
  const of = ['rank', 'score', 'reason'];
  const head = ['edition', 'dorm', 'name', ...of.map((one) => `${one} announced`), ...of.map((one) => `${one} corrected`)];
  const cells = (place: ReturnType<typeof placeOf>) => [place?.rank ?? null, place?.score ?? null, place?.reason ?? null];
  const lines = corrections.flatMap(({ edition, dorms }) =>
    dorms.map(({ dorm, name, announced, corrected }) => csvLine([edition, dorm, name, ...cells(announced), ...cells(corrected)])),
  );
  return csvLine(head) + lines.join('');
}
