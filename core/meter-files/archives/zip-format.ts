import { tooLarge } from '#core/meter-files/archives/gzip-format.ts';
import { DamagedBytes } from '#core/meter-files/archives/inflate.ts';
import { joinParts } from '#core/meter-files/archives/join-parts.ts';
import { excessOf, MOST_MEMBERS, MOST_UNPACKED_BYTES } from '#core/meter-files/archives/limits.ts';
import { magicOf } from '#core/meter-files/archives/magic.ts';
import { HeldMember, MOST_HELD_BYTES, streamedSource } from '#core/meter-files/archives/member-source.ts';
import { chooseParts, isNoTable, leftOutFile, type Part, readNamedPart } from '#core/meter-files/archives/parts.ts';
import { type ReadInner, refusedReading, wholeFile } from '#core/meter-files/archives/refusal.ts';
import { openZip, type ZipDirectory, type ZipEntry } from '#core/meter-files/archives/zip-directory.ts';
import type { FileSource, Guess, MeterFileFormat, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';

/**
 * Files packed together: every one that is a meter file is read by `readInner`, in the order of their names. All are unpacked
 * once beforehand, so that a damaged, encrypted or far too large one refuses the archive before anything is read.
 */
export function zipFormat(readInner: ReadInner): MeterFileFormat {
  return {
    name: 'zip',
    async detect({ head, source, context }) {
      if (magicOf(head) !== 'zip') return null;
      try {
        const directory = await openZip(source);
        const members = directory === null ? [] : membersOf(directory);
        const refusal = refusalOf(directory, members) ?? (await refusalOfBytes(members));
        if (refusal !== null) return refusedReading({ format: 'zip', guesses: [guessOf(members)], questions: [refusal] });
        return await readMembers({ members, directory, source, context, readInner });
      } catch (error) {
        if (!(error instanceof DamagedBytes)) throw error;
        return refusedReading({ format: 'zip', questions: [damaged('directory')] });
      }
    },
  };
}

const CLUTTER = /(^|\/)(__MACOSX\/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/i;
const BESIDE_DATA =
  /(^|\/)(readme|read me|license|licence|liesmich|lisezmoi|changelog|about)[^/]*$|\.(pdf|docx?|rtf|html?|md|png|jpe?g|gif)$/i;

function membersOf({ entries }: ZipDirectory): readonly ZipEntry[] {
  return entries
    .filter(({ name }) => !name.endsWith('/') && !CLUTTER.test(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** What the directory alone speaks against. */
function refusalOf(directory: ZipDirectory | null, members: readonly ZipEntry[]): Problem | null {
  if (directory === null || members.length > MOST_MEMBERS)
    return wholeFile({ kind: 'archive-too-large', params: { reason: 'members', most: String(MOST_MEMBERS) } });
  if (members.length === 0) return wholeFile({ kind: 'empty-file' });
  if (directory.hasOverlaps) return damaged('overlap');
  const locked = members.find(({ isEncrypted }) => isEncrypted);
  if (locked !== undefined) return wholeFile({ kind: 'archive-encrypted', found: locked.name, params: { file: locked.name } });
  const odd = members.find(({ isPlainMethod }) => !isPlainMethod);
  if (odd !== undefined) return damaged('method', odd.name);
  const unpacked = members.reduce((sum, { bytes }) => sum + bytes, 0);
  if (unpacked > MOST_UNPACKED_BYTES) return tooLarge('unpacked', MOST_UNPACKED_BYTES);
  const bomb = members.find(({ packedBytes, bytes }) => excessOf({ packed: packedBytes, unpacked: bytes }) !== null);
  return bomb === undefined ? null : tooLarge('ratio', MOST_UNPACKED_BYTES, bomb.name);
}

/** What the packed bytes speak against: sizes and checksums are held to what the directory says. */
async function refusalOfBytes(members: readonly ZipEntry[]): Promise<Problem | null> {
  for (const member of members) {
    try {
      let isFirst = true;
      for await (const piece of member.unpack()) {
        if (isFirst && magicOf(piece) === 'zip' && member.bytes > MOST_HELD_BYTES)
          return tooLarge('workbook', MOST_HELD_BYTES, member.name);
        isFirst = false;
      }
    } catch (error) {
      if (!(error instanceof DamagedBytes)) throw error;
      return damaged('packed-bytes', member.name);
    }
  }
  return null;
}

function damaged(reason: 'directory' | 'overlap' | 'method' | 'packed-bytes', file?: string): Problem {
  return wholeFile({
    kind: 'archive-damaged',
    found: file ?? '',
    params: { reason, ...(file === undefined ? {} : { file }) },
  });
}

interface Work {
  readonly members: readonly ZipEntry[];
  readonly directory: ZipDirectory | null;
  readonly source: FileSource;
  readonly context: ReadContext;
  readonly readInner: ReadInner;
}

async function readMembers({ members, directory, source, context, readInner }: Work): Promise<MeterFileReading> {
  const held = new HeldMember();
  const parts: Part[] = [];
  for (const member of members) {
    const inner = await memberSource(member, held);
    const names = labelsIn(member.name);
    const reading = await readNamedPart({ names, context, read: (asked) => readInner({ source: inner, context: asked }) });
    const { name, bytes, packedBytes } = member;
    parts.push({ name, bytes, weight: Math.max(1, packedBytes), isEmpty: bytes === 0, reading });
  }
  held.release();
  const severityOf = ({ name }: Part) => (BESIDE_DATA.test(name) ? 'info' : 'warning');
  const chosen = chooseParts(parts, { isNoMeterFile: isNoTable, severityOf });
  const clutter = (directory?.entries ?? [])
    .filter(({ name }) => !name.endsWith('/') && CLUTTER.test(name))
    .map(({ name }) => leftOutFile({ name, reason: 'clutter', severity: 'info' }));
  return joinParts({
    format: 'zip',
    guesses: [guessOf(chosen.read.length > 0 ? chosen.read : members)],
    chosen: { ...chosen, leftOut: [...chosen.leftOut, ...clutter.slice(0, MOST_MEMBERS)] },
    bytes: source.bytes,
    finish: () => held.release(),
  });
}

/** A workbook is read here and there, so it is held in memory while its turn lasts; all else streams. */
async function memberSource(member: ZipEntry, held: HeldMember): Promise<FileSource> {
  for await (const head of member.unpack()) {
    if (magicOf(head) === 'zip') return held.sourceOf(member);
    break;
  }
  return streamedSource(member);
}

/** What a file about one meter may be called after it: `2024/Hall A.csv` is Hall A's. */
function labelsIn(path: string): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.replace(/(\.[a-z]{2,5}){1,2}$/i, '');
  return [stem, stem.replaceAll('_', ' '), name];
}

function guessOf(members: readonly { readonly name: string }[]): Guess {
  const names = members.slice(0, 12).map(({ name }) => name);
  const params = { count: String(members.length), names: names.join(', ') };
  return { about: 'archive', value: 'zip', evidence: 'members', params, certainty: 'sure' };
}
