import { useTranslations } from 'next-intl';
import { HeaderFrame } from '#components/ui/header-frame.tsx';
import type { SiteView } from '#components/ui/site-view.ts';

export function SiteHeader({ site: { homePath, campusName, links, current, path } }: { readonly site: SiteView }) {
  const t = useTranslations('common.nav');
  return (
    <HeaderFrame
      homePath={homePath}
      campusName={campusName}
      label={t('label')}
      links={links.map((link) => ({ path: link.path, words: t(link.section), isCurrent: link.section === current }))}
      path={path}
    />
  );
}
