import { DamagedBytes } from '#core/meter-files/archives/inflate.ts';
import { magicOf } from '#core/meter-files/archives/magic.ts';
import { refusedReading, wholeFile } from '#core/meter-files/archives/refusal.ts';
import { openZip, type ZipDirectory } from '#core/meter-files/archives/zip-directory.ts';
import type { MeterFileFormat, MeterFileReading, OfferedFile } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import type { ReadTable } from '#core/meter-files/table/table.ts';
import { otherWorkbookByHead, otherWorkbookByParts } from '#core/meter-files/xlsx/other-workbooks.ts';
import { readSheets } from '#core/meter-files/xlsx/read-sheets.ts';
import { MOST_STRING_MILLIONS, TooManyStrings } from '#core/meter-files/xlsx/shared-strings.ts';
import { readWorkbook, type Workbook, workbookPath } from '#core/meter-files/xlsx/workbook.ts';
import { DeclaresDoctype } from '#core/meter-files/xlsx/xml-part.ts';

/**
 * Workbooks (.xlsx): every sheet that is a table of readings. Other kinds of workbooks are refused, saying what to save them as.
 * The parts that are read are unpacked once beforehand, so that a damaged one refuses the workbook before anything is read.
 */
export function xlsxFormat(readTable: ReadTable): MeterFileFormat {
  return { name: 'xlsx', detect: (file) => detect(file, readTable) };
}

const MOST_PARTS = 200;
const MOST_UNPACKED_BYTES = 200 * 1024 ** 2;

async function detect({ head, source, context }: OfferedFile, readTable: ReadTable): Promise<MeterFileReading | null> {
  const other = otherWorkbookByHead(head);
  if (other !== null) return refused(other);
  if (magicOf(head) !== 'zip') return null;
  const directory = await directoryOf(() => openZip(source));
  if (directory === null) return null;
  const unread = otherWorkbookByParts(directory);
  if (unread !== null) return refused(unread);
  try {
    const path = await workbookPath(directory);
    if (path === null) return null;
    const refusal = refusalOf(directory);
    if (refusal !== null) return refused(refusal);
    const workbook = await readWorkbook(directory, path);
    return tooMuchIn(workbook) ?? (await readSheets({ workbook, context, source, readTable }));
  } catch (error) {
    return refused(problemOfError(error));
  }
}

/** Null where the zip is damaged, which is for archives to say. */
async function directoryOf(open: () => Promise<ZipDirectory | null>): Promise<ZipDirectory | null> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof DamagedBytes) return null;
    throw error;
  }
}

function refusalOf({ entries, hasOverlaps }: ZipDirectory): Problem | null {
  if (entries.length > MOST_PARTS)
    return wholeFile({ kind: 'archive-too-large', params: { reason: 'members', most: String(MOST_PARTS) } });
  if (entries.some(({ isEncrypted }) => isEncrypted)) return wholeFile({ kind: 'archive-encrypted' });
  return hasOverlaps ? wholeFile({ kind: 'archive-damaged', params: { reason: 'overlap' } }) : null;
}

/** The sizes are those that the zip says; unpacking holds it to them. */
function tooMuchIn({ sheets, sharedStrings }: Workbook): MeterFileReading | null {
  const read = sheets.filter(({ isHidden }) => !isHidden).map(({ entry }) => entry);
  const unpacked = [...read, ...(sharedStrings === null ? [] : [sharedStrings])].reduce((sum, { bytes }) => sum + bytes, 0);
  return unpacked > MOST_UNPACKED_BYTES ? refused(tooLarge('unpacked', MOST_UNPACKED_BYTES / 1024 ** 2)) : null;
}

function problemOfError(error: unknown): Problem {
  if (error instanceof DeclaresDoctype) return wholeFile({ kind: 'doctype' });
  if (error instanceof TooManyStrings) return tooLarge('strings', MOST_STRING_MILLIONS);
  if (error instanceof DamagedBytes) return wholeFile({ kind: 'archive-damaged', params: { reason: 'packed-bytes' } });
  throw error;
}

function tooLarge(reason: 'unpacked' | 'strings', most: number): Problem {
  return wholeFile({ kind: 'archive-too-large', params: { reason, most: String(most) } });
}

function refused(question: Problem): MeterFileReading {
  return refusedReading({ format: 'xlsx', questions: [question] });
}
