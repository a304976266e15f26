import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { isCampusSlug } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { seasonsPath } from '#components/ui/paths.ts';
import type { SiteSection, SiteView } from '#components/ui/site-view.ts';
import { type Campus, findCampus, listCampuses } from '#db/queries/campuses.ts';
import { listSeasons } from '#db/queries/seasons.ts';

/** A campus, and which rooms its pages have. */
export interface CampusOfPages extends Campus {
  readonly hasSeasons: boolean;
}

/** The campus of an address, or the page "not found". Cached with the page. */
export async function campusOr404(slug: string): Promise<CampusOfPages> {
  if (!isCampusSlug(slug)) notFound();
  const read = unstable_cache(
    async () => {
      const { database } = await getContext();
      const campus = await findCampus(database.db, slug);
      return campus === null ? null : { ...campus, hasSeasons: (await listSeasons(database.db, campus.id)).length > 0 };
    },
    ['campus', slug],
    { tags: [campusTag(slug)], revalidate: PAGE_SECONDS },
  );
  const campus = await read();
  if (campus === null) notFound();
  return { ...campus, createdAt: new Date(campus.createdAt) };
}

/** Slug and name of every campus, for the front page. */
export async function campusNames(): Promise<{ slug: string; name: string }[]> {
  const { database } = await getContext();
  return (await listCampuses(database.db)).map(({ slug, name }) => ({ slug, name }));
}

/** Header and footer of a campus's public pages. */
export function campusSite(campus: CampusOfPages, place: { current: SiteSection | null; path: string }): SiteView {
  const home = `/c/${campus.slug}`;
  return {
    campusName: campus.name,
    homePath: home,
    links: [
      { section: 'board', path: home },
      { section: 'dorms', path: `${home}/dorms` },
      { section: 'weeks', path: `${home}/weeks` },
      ...(campus.hasSeasons ? [{ section: 'season', path: seasonsPath(campus.slug) } as const] : []),
      { section: 'method', path: `${home}/method` },
    ],
    ...place,
  };
}
