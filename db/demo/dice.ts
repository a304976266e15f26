/**
 * Chance that can be asked for anywhere: every draw is a function of a key and a place, never of what was drawn before,
 * so that any split of time yields the same campus.
 */

/** A key for a named stream of chance under a seed: an unsigned 32-bit number. */
export function diceKey(seed: number, name: string): number {
  let key = scramble(seed ^ 0x2545f491);
  for (let index = 0; index < name.length; index++) key = scramble(key ^ (name.charCodeAt(index) + index * 0x9e3779b1));
  return key;
}

/** An unsigned 32-bit number, evenly spread. `place` is a whole number below 2³². */
export function roll(key: number, place: number): number {
  return scramble(key + Math.imul(place, 0x9e3779b1));
}

/** From 0 up to, not including, 1. */
export function share(key: number, place: number): number {
  return roll(key, place) / 2 ** 32;
}

/** Mean 0, standard deviation 1, bell-shaped, never beyond ±3.5: the sum of four even bytes. */
export function wobble(key: number, place: number): number {
  const bits = roll(key, place);
  return ((bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510) / 147.8;
}

/** A wobble that drifts smoothly from each whole `place` to the next. */
export function drift(key: number, place: number): number {
  const before = Math.floor(place);
  const part = place - before;
  const weight = part * part * (3 - 2 * part);
  return wobble(key, before) * (1 - weight) + wobble(key, before + 1) * weight;
}

/** The last steps of MurmurHash3 (Austin Appleby, public domain), which spread every bit over all others. */
function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
