import { revalidateTag } from 'next/cache';
import { campusTag } from '#app/_data/cache-tags.ts';

/** Makes a campus's public pages fresh in this process at once; other processes hear of the change from the database. */
export function refreshPages(campus: string): void {
  revalidateTag(campusTag(campus), { expire: 0 });
}
