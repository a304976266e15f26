import { useTranslations } from 'next-intl';

type MovementProps = {
  readonly places: number | null;
  /** What it says to those who do not see it, where it is not about last week. */
  readonly words?: string;
};

/** Places gained (positive) or lost since last week; null when there is no last week to compare with. */
export function Movement({ places, words }: MovementProps) {
  const t = useTranslations('common.movement');
  if (places === null) return <span className="sr-only">{t('new')}</span>;
  const spoken = words ?? t(places === 0 ? 'same' : places > 0 ? 'up' : 'down', { count: Math.abs(places) });
  return (
    <span className={`inline-flex items-center gap-0.5 text-sm ${tone(places)}`}>
      <span aria-hidden="true" className="inline-flex items-center gap-0.5">
        {places === 0 ? '=' : <Arrow isUp={places > 0} />}
        {places === 0 ? '' : Math.abs(places)}
      </span>
      <span className="sr-only">{spoken}</span>
    </span>
  );
}

const tone = (places: number): string => (places > 0 ? 'text-leaf' : places < 0 ? 'text-clay' : 'text-soft');

function Arrow({ isUp }: { readonly isUp: boolean }) {
  return (
    <svg viewBox="0 0 10 9" className={`h-[0.65em] w-[0.75em] ${isUp ? 'moved-up' : 'moved-down'}`} aria-hidden="true">
      <path d={isUp ? 'M5 0.5 9.6 8.5H0.4Z' : 'M5 8.5 0.4 0.5H9.6Z'} fill="currentColor" />
    </svg>
  );
}
