import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { dormsView } from '#app/_data/staff-campus.ts';
import { addDormAction, editDormAction, putSizeAction } from '#app/[locale]/(staff)/staff/[campus]/dorms/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { DormForm } from '#components/campus/dorm-forms.tsx';
import { DormList } from '#components/campus/dorm-list.tsx';
import { ListUpload } from '#components/campus/list-upload.tsx';
import { dormsPath } from '#components/imports/staff-paths.ts';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { dayAt } from '#core/time/local-days.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'campus.dorms' });
  return { title: t('title') };
}

export default async function DormsPage({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = dormsPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-dorms', path });
  const dorms = await dormsView(place);
  const t = await getTranslations('campus.dorms');
  const unknown = dorms.filter(({ sizes }) => (sizes.at(-1)?.residents ?? null) === null).length;
  const key = dorms.length === 0 ? 'none' : unknown > 0 ? 'unknown' : 'allWell';
  const canEdit = place.can('edit-dorm');
  const actions = { edit: editDormAction.bind(null, slug), putSize: putSizeAction.bind(null, slug) };
  return (
    <StaffFrame place={place} current="dorms" path={path}>
      <h1 className="headline text-4xl sm:text-5xl">{t(`headline.${key}`, { count: dorms.length, unknown })}</h1>
      {dorms.length === 0 ? null : <p className="mt-3 max-w-prose text-soft">{t('lead')}</p>}
      <div className="mt-7 grid gap-5">
        {dorms.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <DormList dorms={dorms} today={dayAt(Date.now(), place.campus.timeZone)} actions={canEdit ? actions : null} />
        )}
        {canEdit ? (
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <Card title={t('addTitle')}>
              <DormForm dorm={null} action={addDormAction.bind(null, slug)} />
            </Card>
            <Card title={t('uploadTitle')}>
              <ListUpload campus={slug} list="dorms" />
            </Card>
          </div>
        ) : null}
      </div>
    </StaffFrame>
  );
}
