import type { WeekView } from '#components/ui/site-view.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** A dorm's place under every lens; null where it is not ranked. */
export type LensCheckRow = {
  readonly dorm: string;
  readonly name: string;
  readonly ranks: Readonly<Record<Lens, number | null>>;
};

export type LensCheckView = {
  readonly campus: { readonly slug: string; readonly name: string };
  readonly week: WeekView;
  readonly rows: readonly LensCheckRow[];
  /** Names of those who come first; none where the lens ranks nobody. */
  readonly winners: Readonly<Record<Lens, readonly string[]>>;
  readonly lensesThatRank: number;
  readonly differentWinners: number;
  /** The dorms whose place depends most on the lens, with their best and their worst place. */
  readonly moving: readonly {
    readonly name: string;
    readonly best: { readonly lens: Lens; readonly rank: number };
    readonly worst: { readonly lens: Lens; readonly rank: number };
  }[];
};
