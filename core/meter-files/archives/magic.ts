/** What the first bytes of a file say it is, where they say so for sure. */
export type Magic = 'gzip' | 'zip' | 'ole' | '7z' | 'rar' | 'xz' | 'bzip2' | 'zstd' | 'tar' | 'pdf' | 'image';

/** Null for anything that does not announce itself, such as text. */
export function magicOf(head: Uint8Array): Magic | null {
  for (const [magic, at, bytes] of SIGNATURES) {
    if (bytes.every((byte, index) => head[at + index] === byte)) return magic;
  }
  return null;
}

const SIGNATURES: readonly (readonly [magic: Magic, at: number, bytes: readonly number[]])[] = [
  ['gzip', 0, [0x1f, 0x8b]],
  ['zip', 0, [0x50, 0x4b, 3, 4]],
  ['zip', 0, [0x50, 0x4b, 5, 6]],
  ['zip', 0, [0x50, 0x4b, 7, 8]],
  ['ole', 0, [0xd0, 0xcf, 0x11, 0xe0]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 7]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
  ['pdf', 0, [0x25, 0x50, 0x44, 0x46]],
  ['image', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image', 0, [0xff, 0xd8, 0xff]],
  ['image', 0, [0x47, 0x49, 0x46, 0x38]],
];
