import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { useConstants } from '#components/method/use-constants.ts';

export const SECTIONS = [
  'week',
  'readings',
  'missing',
  'ranked',
  'dead',
  'held',
  'ties',
  'model',
  'choice',
  'quality',
  'form',
  'how-sure',
  'fairness',
  'seasons',
  'blackouts',
  'small',
  'closing',
  'receipts',
  'footprint',
  'never',
] as const;

export type SectionId = (typeof SECTIONS)[number];

export type Constants = ReturnType<typeof useConstants>;

type MethodSectionProps = { readonly id: SectionId; readonly constants: Constants; readonly children?: ReactNode };

/** A part of the method: plain sentences first, then a formula or an example. */
export function MethodSection({ id, constants, children }: MethodSectionProps) {
  const t = useTranslations('method');
  return (
    <section id={id} className="mt-10 scroll-mt-6">
      <h2 className="text-2xl font-bold tracking-tight">{t(`${id}.title`)}</h2>
      {t(`${id}.body`, constants)
        .split('\n')
        .map((paragraph) => (
          <p key={paragraph} className="mt-2 max-w-prose">
            {paragraph}
          </p>
        ))}
      {children}
    </section>
  );
}
