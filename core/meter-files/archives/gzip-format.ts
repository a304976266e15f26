import { createGunzip } from 'node:zlib';
import { DamagedBytes, INFLATE_OPTIONS, inflated } from '#core/meter-files/archives/inflate.ts';
import { excessOf, MOST_UNPACKED_BYTES } from '#core/meter-files/archives/limits.ts';
import { magicOf } from '#core/meter-files/archives/magic.ts';
import { HeldMember, MOST_HELD_BYTES, type PackedMember, streamedSource } from '#core/meter-files/archives/member-source.ts';
import { type ReadInner, refusedReading, wholeFile } from '#core/meter-files/archives/refusal.ts';
import type { FileSource, Guess, MeterFileFormat, MeterFileReading } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';

/**
 * One file packed by gzip, in one member or several; `readInner` reads what is in it. It is unpacked once beforehand: rows
 * before a break must not pass for the whole.
 */
export function gzipFormat(readInner: ReadInner): MeterFileFormat {
  return {
    name: 'gzip',
    async detect({ head, source, context }) {
      if (magicOf(head) !== 'gzip') return null;
      const unpacked = await unpackedSize(source);
      if (typeof unpacked !== 'number') return refusedReading({ format: 'gzip', guesses: [GUESS], questions: [unpacked] });
      const inner = await innerSource(source, unpacked);
      if (inner === null)
        return refusedReading({ format: 'gzip', guesses: [GUESS], questions: [tooLarge('workbook', MOST_HELD_BYTES)] });
      const reading = await readInner({ source: inner, context });
      return outerReading({ reading, unpacked, packed: source.bytes });
    },
  };
}

const GUESS: Guess = { about: 'archive', value: 'gzip', evidence: 'contents', params: {}, certainty: 'sure' };

/** The bytes in it; a problem where they are too many or break off. */
async function unpackedSize(source: FileSource): Promise<number | Problem> {
  let unpacked = 0;
  try {
    for await (const piece of inflated(source.open(), createGunzip(INFLATE_OPTIONS))) {
      unpacked += piece.length;
      const excess = excessOf({ packed: source.bytes, unpacked });
      if (excess !== null) return tooLarge(excess, MOST_UNPACKED_BYTES);
    }
    return unpacked;
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    return wholeFile({ kind: 'archive-damaged', params: { reason: 'packed-bytes' } });
  }
}

/** What is too large about an archive; `most` is in bytes. */
export function tooLarge(reason: 'unpacked' | 'ratio' | 'workbook', most: number, file?: string): Problem {
  const params = { reason, most: String(most / 1024 ** 2), ...(file === undefined ? {} : { file }) };
  return wholeFile({ kind: 'archive-too-large', found: file ?? '', params });
}

/** Null for a workbook too large to be held: all else is read as it streams. */
async function innerSource(source: FileSource, bytes: number): Promise<FileSource | null> {
  const unpack = () => inflated(source.open(), createGunzip(INFLATE_OPTIONS));
  const member: PackedMember = { name: source.name.replace(/\.gz$/i, ''), bytes, unpack };
  const streamed = streamedSource(member);
  for await (const head of streamed.open({ from: 0, until: 4 })) {
    if (magicOf(head) !== 'zip') break;
    return bytes > MOST_HELD_BYTES ? null : new HeldMember().sourceOf(member);
  }
  return streamed;
}

function outerReading({
  reading,
  unpacked,
  packed,
}: {
  readonly reading: MeterFileReading;
  readonly unpacked: number;
  readonly packed: number;
}): MeterFileReading {
  const { understanding } = reading;
  return {
    understanding: { ...understanding, format: 'gzip', guesses: [GUESS, ...understanding.guesses] },
    meters: reading.meters,
    async *batches() {
      for await (const batch of reading.batches()) {
        const share = unpacked === 0 ? 1 : Math.min(1, batch.bytesRead / unpacked);
        yield { ...batch, bytesRead: Math.floor(share * packed) };
      }
    },
  };
}
