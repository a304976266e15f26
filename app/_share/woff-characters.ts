import { inflateSync } from 'node:zlib';

const HEADER_BYTES = 44;
const ENTRY_BYTES = 20;
const UNICODE_PAIRS = 4;

/** The code points (of the basic plane) that a WOFF 1.0 font draws, by its `cmap` table of format 4 (OpenType 1.9). */
export function woffCharacters(font: Buffer): Set<number> {
  const cmap = tableOf(font, 'cmap');
  const count = cmap.readUInt16BE(2);
  for (let index = 0; index < count; index += 1) {
    const map = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    if (map.readUInt16BE(0) === UNICODE_PAIRS) return charactersOf(map);
  }
  throw new Error('The font has no character map of format 4.');
}

function tableOf(font: Buffer, tag: string): Buffer {
  const count = font.readUInt16BE(12);
  for (let index = 0; index < count; index += 1) {
    const entry = font.subarray(HEADER_BYTES + index * ENTRY_BYTES);
    if (entry.toString('latin1', 0, 4) !== tag) continue;
    const [start, stored, length] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const bytes = font.subarray(start, start + stored);
    return stored < length ? inflateSync(bytes) : bytes;
  }
  throw new Error(`The font has no table ${tag}.`);
}

function charactersOf(map: Buffer): Set<number> {
  const segments = map.readUInt16BE(6) / 2;
  const [ends, starts, deltas, offsets] = [14, 16 + 2 * segments, 16 + 4 * segments, 16 + 6 * segments];
  const drawn = new Set<number>();
  for (let segment = 0; segment < segments; segment += 1) {
    const [first, last] = [map.readUInt16BE(starts + segment * 2), map.readUInt16BE(ends + segment * 2)];
    const delta = map.readUInt16BE(deltas + segment * 2);
    const at = offsets + segment * 2;
    const offset = map.readUInt16BE(at);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? code + delta : map.readUInt16BE(at + offset + (code - first) * 2);
      if ((glyph & 0xffff) !== 0) drawn.add(code);
    }
  }
  return drawn;
}
