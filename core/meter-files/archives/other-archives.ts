import { type Magic, magicOf } from '#core/meter-files/archives/magic.ts';
import { refusedReading, wholeFile } from '#core/meter-files/archives/refusal.ts';
import type { MeterFileFormat } from '#core/meter-files/meter-file.ts';

const UNREAD: ReadonlySet<Magic | null> = new Set(['7z', 'rar', 'xz', 'bzip2', 'zstd', 'tar']);
const NESTED: ReadonlySet<Magic | null> = new Set(['gzip', 'zip']);
const NO_TEXT: ReadonlySet<Magic | null> = new Set(['pdf', 'image']);

/** Archives that are not read, and files that are no data at all. */
export const otherArchives: MeterFileFormat = {
  name: 'other-archive',
  async detect({ head }) {
    const magic = magicOf(head);
    if (magic !== null && UNREAD.has(magic))
      return refusedReading({ format: magic, questions: [wholeFile({ kind: 'archive-unsupported', found: magic })] });
    return NO_TEXT.has(magic) ? refusedReading({ format: 'unknown', questions: [wholeFile({ kind: 'unreadable-file' })] }) : null;
  },
};

/** Archives in archives. */
export const nestedArchives: MeterFileFormat = {
  name: 'nested-archive',
  async detect({ head, source }) {
    const magic = magicOf(head);
    if (magic === null || !NESTED.has(magic)) return null;
    return refusedReading({ format: magic, questions: [wholeFile({ kind: 'archive-nested', found: source.name })] });
  },
};
