import Link from 'next/link';
import { useLocale } from 'next-intl';
import type { AriaAttributes, ReactNode } from 'react';
import { localePath } from '#components/ui/paths.ts';

type LocalLinkProps = {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
  readonly 'aria-current'?: AriaAttributes['aria-current'];
};

/** A link inside the site that stays in the reader's language. Long lists would fetch every page ahead, so nothing is prefetched. */
export function LocalLink({ href, children, ...rest }: LocalLinkProps) {
  return (
    <Link href={localePath(useLocale(), href)} prefetch={false} {...rest}>
      {children}
    </Link>
  );
}
