import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { metersView } from '#app/_data/staff-campus.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { ListUpload } from '#components/campus/list-upload.tsx';
import { MetersByDorm } from '#components/campus/meters-by-dorm.tsx';
import type { DormMeters, MeterRow } from '#components/campus/staff-view.ts';
import { metersPath } from '#components/imports/staff-paths.ts';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'campus.meters' });
  return { title: t('title') };
}

export default async function MetersPage({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = metersPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-meters', path });
  const dorms = await metersView(place);
  const t = await getTranslations('campus.meters');
  const { key, ...counts } = newsOf(dorms);
  const troubled = (['silent', 'dead'] as const).flatMap((state) => {
    const names = labelsOf(dorms, state);
    return names.length === 0 ? [] : [t(`${state}List`, { names: names.join(t('comma')) })];
  });
  return (
    <StaffFrame place={place} current="meters" path={path}>
      <h1 className="headline text-4xl sm:text-5xl">{t(`headline.${key}`, counts)}</h1>
      {counts.count === 0 ? null : <p className="mt-3 max-w-prose text-soft">{t('lead')}</p>}
      <div className="mt-7 grid gap-5">
        {troubled.length === 0 ? null : (
          <Notice tone="warning" title={t('lookTitle')}>
            {troubled.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
        )}
        {counts.count === 0 ? (
          <EmptyState title={t('emptyTitle')}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <MetersByDorm campus={slug} dorms={dorms} timeZone={place.campus.timeZone} />
        )}
        {place.can('import-meters') ? (
          <Card title={t('upload')}>
            <ListUpload campus={slug} list="meters" />
          </Card>
        ) : null}
      </div>
    </StaffFrame>
  );
}

function newsOf(dorms: readonly DormMeters[]) {
  const count = dorms.flatMap((dorm) => dorm.meters).filter(({ state }) => state !== 'ended').length;
  const silent = labelsOf(dorms, 'silent');
  const dead = labelsOf(dorms, 'dead');
  const values = { count, silent: silent.length, dead: dead.length };
  if (count === 0) return { key: 'none', name: '', ...values };
  if (silent.length > 0) return { key: silent.length === 1 ? 'oneSilent' : 'silent', name: silent[0] ?? '', ...values };
  if (dead.length > 0) return { key: dead.length === 1 ? 'oneDead' : 'dead', name: dead[0] ?? '', ...values };
  const waiting = labelsOf(dorms, 'waiting').length;
  return { key: waiting > 0 ? 'waiting' : 'allWell', name: '', ...values, waiting };
}

function labelsOf(dorms: readonly DormMeters[], state: MeterRow['state']): string[] {
  return dorms.flatMap((dorm) => dorm.meters.filter((meter) => meter.state === state).map(({ label }) => label));
}
