import { facadeShape } from '#components/facade/facade-geometry.ts';
import type { CardHouse } from '#components/share-image/share-card.ts';

/** Where a house stands in the picture, in its pixels. */
export type StandingHouse = {
  readonly house: CardHouse;
  readonly shape: ReturnType<typeof facadeShape>;
  readonly x: number;
  readonly scale: number;
};

/** The ground's height, and from where to where houses stand. */
export const STREET = { left: 682, right: 1168, ground: 536 } as const;
const GAP = 32;
const TALLEST = { alone: 372, first: 346, other: 164 } as const;

/** Houses side by side, as in a podium: the second left of the first, the third right of it, firsts alike tall. */
export function streetOf(houses: readonly CardHouse[]): StandingHouse[] {
  const [first, second, third] = houses;
  const order = [second, first, third].filter((house) => house !== undefined);
  const drawn = order.map((house) => {
    const shape = facadeShape({ ...house, size: 'large' });
    const tallest = order.length === 1 ? TALLEST.alone : house.isFirst ? TALLEST.first : TALLEST.other;
    return { house, shape, scale: Math.min(tallest / shape.height, (tallest * 0.86) / shape.width) };
  });
  const wide = drawn.reduce((sum, { shape, scale }) => sum + shape.width * scale, 0);
  const room = STREET.right - STREET.left - GAP * (drawn.length - 1);
  const shrink = Math.min(1, room / wide);
  let x = (STREET.left + STREET.right - wide * shrink - GAP * (drawn.length - 1)) / 2;
  return drawn.map(({ scale, ...rest }) => {
    const standing = { ...rest, x, scale: scale * shrink };
    x += rest.shape.width * standing.scale + GAP;
    return standing;
  });
}
