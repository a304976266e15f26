import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { placeboView } from '#app/_data/staff-placebo.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { placeboPath } from '#components/campus/room-paths.ts';
import { PlaceboPage } from '#components/fairness/placebo-page.tsx';
import { isLens } from '#core/ranking/rules.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
  readonly searchParams: Promise<{ lens?: string | string[]; league?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'fairness.staff' });
  return { title: t('title') };
}

export default async function StaffFairnessPage({ params, searchParams }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const { lens, league } = await searchParams;
  const asked = {
    lens: typeof lens === 'string' && isLens(lens) ? lens : ('effort' as const),
    league: typeof league === 'string' && league !== '' ? league : null,
  };
  const query = new URLSearchParams({ lens: asked.lens, ...(asked.league === null ? {} : { league: asked.league }) });
  const path = `${placeboPath(slug)}?${query}`;
  const place = await staffPage({ locale, slug, verb: 'see-seasons', path });
  return (
    <StaffFrame place={place} current="fairness" path={path}>
      <PlaceboPage view={await placeboView(place, asked)} />
    </StaffFrame>
  );
}
