import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { isCampusSlug } from '#app/_data/campus-of.ts';
import { atomPath, localePath, rssPath } from '#components/ui/paths.ts';
import { siteAddress } from '#services/site-address.ts';

/** Where a campus's pages are, and its feeds, for readers that look for them. */
export async function generateMetadata({ params }: { params: Promise<{ locale: string; campus: string }> }): Promise<Metadata> {
  const { locale, campus } = await params;
  const origin = siteAddress();
  if (!isCampusSlug(campus)) return {};
  return {
    ...(origin === null ? {} : { metadataBase: new URL(origin) }),
    alternates: {
      types: {
        'application/rss+xml': localePath(locale, rssPath(campus)),
        'application/atom+xml': localePath(locale, atomPath(campus)),
      },
    },
  };
}

export default function CampusLayout({ children }: { readonly children: ReactNode }) {
  return children;
}
