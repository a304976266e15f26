import type { ByteRange, FileSource } from '#core/meter-files/meter-file.ts';

/** The largest workbook inside an archive: it is read here and there, so it must be held in memory. */
export const MOST_HELD_BYTES = 64 * 1024 * 1024;

/** A file inside an archive, whose bytes can only be had from their beginning on. */
export interface PackedMember {
  readonly name: string;
  /** Unpacked, as counted. */
  readonly bytes: number;
  unpack(): AsyncIterable<Uint8Array>;
}

/** A member as a source; ranges are cut out of the stream. */
export function streamedSource({ name, bytes, unpack }: PackedMember): FileSource {
  return { name, bytes, open: (range) => (range === undefined ? unpack() : rangeOf(unpack(), range)) };
}

/** Holds the bytes of one member at a time: members are read one after the other, and each again from its packed bytes. */
export class HeldMember {
  #held: { readonly member: PackedMember; readonly bytes: Uint8Array } | null = null;

  sourceOf(member: PackedMember): FileSource {
    const bytesOf = () => this.#bytesOf(member);
    async function* open(range: ByteRange = { from: 0, until: member.bytes }) {
      const bytes = await bytesOf();
      for (let at = range.from; at < Math.min(range.until, bytes.length); at += PIECE_BYTES) {
        yield bytes.subarray(at, Math.min(at + PIECE_BYTES, range.until));
      }
    }
    return { name: member.name, bytes: member.bytes, open };
  }

  /** Lets go of what is held. */
  release(): void {
    this.#held = null;
  }

  async #bytesOf(member: PackedMember): Promise<Uint8Array> {
    if (this.#held?.member === member) return this.#held.bytes;
    this.#held = null;
    const bytes = new Uint8Array(Math.min(member.bytes, MOST_HELD_BYTES));
    let length = 0;
    for await (const piece of member.unpack()) {
      const part = piece.subarray(0, bytes.length - length);
      bytes.set(part, length);
      length += part.length;
    }
    this.#held = { member, bytes };
    return bytes;
  }
}

const PIECE_BYTES = 65_536;

async function* rangeOf(pieces: AsyncIterable<Uint8Array>, { from, until }: ByteRange): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const piece of pieces) {
    if (at >= until) return;
    const part = piece.subarray(Math.max(0, from - at), Math.max(0, until - at));
    at += piece.length;
    if (part.length > 0) yield part;
  }
}
