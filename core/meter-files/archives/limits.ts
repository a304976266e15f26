/** What an archive may hold at most. The unpacked bytes are what guards the machine; the others say no sooner. */
export const MOST_MEMBERS = 200;
export const MOST_UNPACKED_BYTES = 1024 ** 3;

/** Real files of zeros pack 200 to 1 and better, but they are small; beyond this size only bombs do. */
const RATIO_MATTERS_FROM = 64 * 1024 ** 2;
const MOST_RATIO = 500;

/** Why so many bytes out of so few are not unpacked; null where they are. */
export function excessOf({
  packed,
  unpacked,
}: {
  readonly packed: number;
  readonly unpacked: number;
}): 'unpacked' | 'ratio' | null {
  if (unpacked > MOST_UNPACKED_BYTES) return 'unpacked';
  return unpacked > RATIO_MATTERS_FROM && unpacked > packed * MOST_RATIO ? 'ratio' : null;
}
