import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalLink } from '#components/ui/local-link.tsx';
import { isOfPast, type Lens } from '#core/ranking/rules.ts';

export type LensChip = {
  readonly lens: Lens;
  readonly path: string;
  /** What stands behind the lens's name. */
  readonly figure?: ReactNode;
};

/** Fairest first: against its own past, then what was measured. */
const order: readonly Lens[] = ['effort', 'saving', 'weather-adjusted', 'per-resident', 'per-area', 'energy'];

/** Links to the ways of counting, in two groups named by a word. */
export function LensChips({ current, chips }: { readonly current: Lens | null; readonly chips: readonly LensChip[] }) {
  const t = useTranslations('board.lens');
  const sorted = chips.toSorted((a, b) => order.indexOf(a.lens) - order.indexOf(b.lens));
  const groups = [
    { key: 'past' as const, chips: sorted.filter(({ lens }) => isOfPast(lens)) },
    { key: 'plain' as const, chips: sorted.filter(({ lens }) => !isOfPast(lens)) },
  ].filter((group) => group.chips.length > 0);
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-3">
      {groups.map((group) => (
        <div key={group.key} className="min-w-0">
          <p id={`lens-${group.key}`} className={groups.length === 1 ? 'sr-only' : 'mb-1.5 text-sm text-soft'}>
            {t(`group.${group.key}`)}
          </p>
          <ul aria-labelledby={`lens-${group.key}`} className="flex flex-wrap gap-1.5 sm:gap-2">
            {group.chips.map((chip) => (
              <li key={chip.lens}>
                <Chip chip={chip} isCurrent={chip.lens === current} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Chip({ chip, isCurrent }: { readonly chip: LensChip; readonly isCurrent: boolean }) {
  const names = useTranslations('common.lens');
  return (
    <LocalLink
      href={chip.path}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-line-strong/60 px-3 text-sm font-medium text-soft hover:border-ink hover:text-ink aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-paper sm:px-4"
      {...(isCurrent ? { 'aria-current': true as const } : {})}
    >
      {names(chip.lens)}
      {chip.figure}
    </LocalLink>
  );
}
