import 'server-only';
import { unstable_cache } from 'next/cache';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { methodView } from '#app/_data/method-constants.ts';
import { methodExample } from '#app/_data/method-example.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { MethodView } from '#components/method/method-view.ts';
import type { Campus } from '#db/queries/campuses.ts';

/** The method with worked examples of the campus's last closed week. */
export async function campusMethodView(campus: Campus): Promise<MethodView> {
  const read = unstable_cache(
    async () => methodExample(await getContext(), { campus, now: new Date() }),
    ['method', campus.slug],
    { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS },
  );
  return { ...methodView(), example: await read(), campus: { slug: campus.slug, name: campus.name } };
}
