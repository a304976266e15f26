import type { Block } from '#core/meter-files/green-button/outline.ts';

/** The share of a block's readings in its time; null where that is no whole number of seconds. */
export function stepOf({ fields, readings }: Block): number | null {
  const seconds = secondsOf(fields.secondsPerInterval);
  if (seconds !== null) return seconds;
  const share = (secondsOf(fields.duration) ?? Number.NaN) / readings;
  return Number.isInteger(share) ? share : null;
}

/** Neither the block nor any of its readings says how long they are. */
export function hasNoLength(block: Block): boolean {
  return !block.hasDurations && stepOf(block) === null;
}

/** Null for what is no length. */
export function secondsOf(text: string | undefined): number | null {
  const seconds = text === undefined || !/^\d{1,10}$/.test(text) ? 0 : Number(text);
  return seconds > 0 ? seconds : null;
}
