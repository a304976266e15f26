import type { DormKind } from '#components/facade/facade-geometry.ts';

/** What a picture for sharing says and shows. Every word is ready to be drawn. */
export type ShareCard = {
  /** As `<html lang>` has it. */
  readonly language: string;
  readonly campus: string;
  /** What and when: "Week 37, final". */
  readonly about: string;
  readonly headline: string;
  /** At most three. */
  readonly places: readonly CardPlace[];
  /** The prize, or what may still change. */
  readonly note: string | null;
  /** The winner first; at most three. */
  readonly houses: readonly CardHouse[];
  /** The result stands: wattle flowers over it. Until then it is in bud. */
  readonly isSettled: boolean;
};

export type CardPlace = { readonly mark: string; readonly name: string; readonly figure: string };

export type CardHouse = {
  /** Slug: decides which panes of the topmost lit row are lit. */
  readonly dorm: string;
  readonly kind: DormKind;
  /** Energy over its usual; null draws an unlit house. */
  readonly usualRatio: number | null;
  /** Its place, beneath it; empty: nothing there. */
  readonly mark: string;
  /** Drawn as large as the first. */
  readonly isFirst: boolean;
};

export const CARD_SIZE = { width: 1200, height: 630 } as const;
