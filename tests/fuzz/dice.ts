import { diceKey, roll } from '#db/demo/dice.ts';

/** Chance drawn one after the other, the same for the same seed and case. */
export class Dice {
  readonly #key: number;
  #place = 0;

  constructor(seed: number, name: string) {
    this.#key = diceKey(seed, name);
  }

  /** A whole number from 0 up to, not including, `below`. */
  upTo(below: number): number {
    this.#place += 1;
    return roll(this.#key, this.#place) % Math.max(1, below);
  }

  /** True once in so many times. */
  onceIn(times: number): boolean {
    return this.upTo(times) === 0;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.upTo(items.length)] ?? items[0];
  }

  /** One of a list that may be empty. */
  among<Item>(items: readonly Item[]): Item | undefined {
    return items[this.upTo(items.length)];
  }

  times<Item>(count: number, make: (at: number) => Item): Item[] {
    return Array.from({ length: count }, (_, at) => make(at));
  }
}
