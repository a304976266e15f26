import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { SeasonDraft } from '#core/ranking/season-draft.ts';
import { LEAGUE_HINTS, suggestLeagues } from '#core/ranking/suggest-leagues.ts';
import { dayAt } from '#core/time/local-days.ts';
import { listDormSizes, listDorms } from '#db/queries/dorms.ts';
import { sizesInForce } from '#services/reckon-week.ts';

/** The draft with the leagues that a button of the form asks for (`leagues-size`); null where it asks for none. */
export async function withLeagues(
  { ctx, campus }: StaffPlace,
  request: { draft: SeasonDraft; intent: string; locale: string },
): Promise<SeasonDraft | null> {
  const { draft, intent, locale } = request;
  if (!intent.startsWith('leagues-')) return null;
  const wanted = intent.slice('leagues-'.length);
  const hint = LEAGUE_HINTS.find((one) => one === wanted);
  const { db } = ctx.database;
  const taking = new Set(draft.dorms.map(({ slug }) => slug));
  const dorms = (await listDorms(db, campus.id)).filter(({ slug }) => taking.has(slug));
  const sizes = sizesInForce(await listDormSizes(db, campus.id), dayAt(Date.now(), campus.timeZone));
  const t = await getTranslations({ locale, namespace: 'setup.dorms.league' });
  const groups =
    hint === undefined
      ? new Map(dorms.map(({ slug, league }) => [slug, wanted === 'own' ? league : null]))
      : suggestLeagues(
          dorms.map(({ id, slug, kind }) => ({ slug, kind, residents: sizes.get(id)?.residents ?? null })),
          hint,
        );
  const named = (group: string | null | undefined) => (group == null ? null : hint === undefined ? group : t(`named.${group}`));
  return { ...draft, dorms: draft.dorms.map(({ slug }) => ({ slug, league: named(groups.get(slug)) })) };
}
