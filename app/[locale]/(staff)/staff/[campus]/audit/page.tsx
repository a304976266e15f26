import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { auditFilterIn, auditQuery, numberIn } from '#app/_data/audit-filter.ts';
import { staffPage } from '#app/_data/staff.ts';
import { auditView } from '#app/_data/staff-audit.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { AuditPage } from '#components/audit/audit-page.tsx';
import { auditPath } from '#components/campus/room-paths.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'audit' });
  return { title: t('title') };
}

export default async function StaffAuditPage({ params, searchParams }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const said = Object.entries(await searchParams).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const asked = new URLSearchParams(said);
  const filter = auditFilterIn(asked);
  const query = auditQuery(filter).toString();
  const path = query === '' ? auditPath(slug) : `${auditPath(slug)}?${query}`;
  const place = await staffPage({ locale, slug, verb: 'see-audit', path });
  return (
    <StaffFrame place={place} current="audit" path={path}>
      <AuditPage view={await auditView(place, { filter, before: numberIn(asked.get('before')) })} />
    </StaffFrame>
  );
}
