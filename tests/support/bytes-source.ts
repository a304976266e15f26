import type { ByteRange, FileSource } from '#core/meter-files/meter-file.ts';

/** Bytes in memory as a source that comes in pieces. */
export function bytesSource(bytes: Uint8Array, { name = 'file.csv', piece = 65_536 } = {}): FileSource {
  async function* open({ from, until }: ByteRange = { from: 0, until: bytes.length }) {
    for (let at = from; at < until; at += piece) yield bytes.subarray(at, Math.min(at + piece, until));
  }
  return { name, bytes: bytes.length, open };
}
