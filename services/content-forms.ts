import { contentDigest } from '#core/ranking/publication-digest.ts';
import type { Publication, PublicationContent } from '#db/queries/publications.ts';
import { listDaysByName } from '#db/queries/published-contents.ts';
import type { Db } from '#db/transaction.ts';

/** Columns and parts that came with a later method, by its number: the digests of earlier ones were taken without them. */
const DAYS_SINCE = { ruleEstimatedMicroWh: 2, ruleEstimatedSeconds: 2, filledMicroWh: 4, filledSeconds: 4 } as const;
const PARTS_SINCE = { expectations: 3, temperatures: 3 } as const;
const DAYS_BY_METER_SINCE = 4;

/** Whether a publication's rows are those its digest was taken over, in the form that its method gave them. */
export async function isContentAsDigested(db: Db, publication: Publication, content: PublicationContent): Promise<boolean> {
  const method = Number(publication.methodVersion);
  const { contentDigest: digest } = publication;
  if (contentDigest(formOf(content, method)).equals(digest)) return true;
  if (!(method < DAYS_BY_METER_SINCE)) return false;
  return contentDigest(formOf({ ...content, days: await listDaysByName(db, publication) }, method)).equals(digest);
}

/** A day as a method knew it. What a later one added is left out where it is empty: anything else was not there when it was published. */
export function dayAsKnown(day: PublicationContent['days'][number], method: number): object {
  return withoutLater(day, DAYS_SINCE, method);
}

function formOf(content: PublicationContent, method: number): object {
  return withoutLater({ ...content, days: content.days.map((day) => dayAsKnown(day, method)) }, PARTS_SINCE, method);
}

function withoutLater(row: object, since: Readonly<Record<string, number>>, method: number): object {
  const isLater = (key: string) => method < (since[key] ?? 0);
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => !(isLater(key) && isEmpty(value))));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : Number(value) === 0;
}
