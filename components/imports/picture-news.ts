import type { MeterPictureView, PictureView } from '#components/imports/import-view.ts';

/** Meters named in the headline of a picture. */
export type PictureNews =
  | { readonly key: 'oneComplete' | 'allComplete'; readonly complete: number; readonly meters: number; readonly name: string }
  | {
      readonly key: 'silent' | 'lacks' | 'held' | 'refused';
      readonly complete: number;
      readonly meters: number;
      readonly name: string;
      readonly count: number;
      /** The first and last cell of the longest silence, or null. */
      readonly from: string | null;
      readonly until: string | null;
    };

/** What a picture says: how many meters are complete, and what is the matter with the one that needs most of a look. */
export function pictureNews({ meters, meterCount, completeCount, keys }: PictureView): PictureNews {
  const base = { complete: completeCount, meters: meterCount, name: meters[0]?.label ?? '' };
  if (completeCount === meterCount) return { ...base, key: meterCount === 1 ? 'oneComplete' : 'allComplete' };
  const none = { from: null, until: null };
  const silences = meters.map((meter) => ({ meter, ...longestSilence(meter) })).toSorted((a, b) => b.length - a.length);
  const [worst] = silences;
  if (worst !== undefined && worst.length > 0) {
    const [from, until] = [keys[worst.first] ?? null, keys[worst.first + worst.length - 1] ?? null];
    return { ...base, key: 'silent', name: worst.meter.label, count: worst.length, from, until };
  }
  const most = (part: (meter: MeterPictureView) => number) => meters.toSorted((a, b) => part(b) - part(a))[0];
  const held = most(({ counts }) => counts.held);
  if (held !== undefined && held.counts.held > 0)
    return { ...base, ...none, key: 'held', name: held.label, count: held.counts.held };
  const refused = most(({ counts }) => counts.refused);
  if (refused !== undefined && refused.counts.refused > 0)
    return { ...base, ...none, key: 'refused', name: refused.label, count: refused.counts.refused };
  const lacking = most(({ gapSeconds }) => gapSeconds);
  return { ...base, ...none, key: 'lacks', name: lacking?.label ?? '', count: lacking?.gapSeconds ?? 0 };
}

/** The longest run of cells of which nothing is known at all. */
export function longestSilence({ cells }: Pick<MeterPictureView, 'cells'>): { first: number; length: number } {
  let best = { first: 0, length: 0 };
  let run = 0;
  for (const [at, [, , missing]] of cells.entries()) {
    run = missing > 0.99 ? run + 1 : 0;
    if (run > best.length) best = { first: at - run + 1, length: run };
  }
  return best;
}
