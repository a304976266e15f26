import type { ZipDirectory, ZipEntry } from '#core/meter-files/archives/zip-directory.ts';
import { builtInLook, lookOfCode, type NumberLook } from '#core/meter-files/xlsx/number-format.ts';
import { localName, readWholeXml } from '#core/meter-files/xlsx/xml-part.ts';

/** One sheet with cells, as a workbook lists it. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly entry: ZipEntry;
}

/** What a workbook says about its sheets and cells. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  /** What the number format of each cell style makes of a number, by the style's index. */
  readonly looks: readonly NumberLook[];
  /** Null where the workbook has none: texts then stand in the cells. */
  readonly sharedStrings: ZipEntry | null;
}

/** The path of a workbook's main part; null where the zip is no workbook of this kind. */
export async function workbookPath(directory: ZipDirectory): Promise<string | null> {
  const parts = partsOf(directory);
  if (!parts.has('[content_types].xml')) return null;
  const relations = await relationsOf(parts, '');
  const main = relations.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  return parts.has(main.toLowerCase()) ? main : null;
}

/** Reads a workbook's main part, its relations and its styles. Throws as `readXml` does. */
export async function readWorkbook(directory: ZipDirectory, path: string): Promise<Workbook> {
  const parts = partsOf(directory);
  const relations = await relationsOf(parts, path);
  const listed: { name: string; id: string; isHidden: boolean }[] = [];
  let is1904 = false;
  await readPart(parts, path, (name, attributes) => {
    if (name === 'workbookPr') is1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
    else if (name === 'sheet')
      listed.push({
        name: attributes.name ?? '',
        id: relationId(attributes),
        isHidden: /hidden/i.test(attributes.state ?? ''),
      });
  });
  const sheets = listed.slice(0, MOST_SHEETS).flatMap(({ name, id, isHidden }) => {
    const relation = relations.find((one) => one.id === id);
    const entry = relation?.type === 'worksheet' ? parts.get(relation.target.toLowerCase()) : undefined;
    return entry === undefined ? [] : [{ name, isHidden, entry }];
  });
  const related = (type: string) => relations.find((one) => one.type === type)?.target.toLowerCase();
  return {
    sheets,
    is1904,
    looks: await looksOf(parts, related('styles') ?? ''),
    sharedStrings: parts.get(related('sharedStrings') ?? '') ?? null,
  };
}

const MOST_SHEETS = 200;
const MOST_STYLES = 100_000;

type Parts = ReadonlyMap<string, ZipEntry>;

/** Parts by path; programs do not agree on its case, nor on a slash before it. */
function partsOf({ entries }: ZipDirectory): Parts {
  return new Map(entries.map((entry) => [entry.name.replace(/^\//, '').toLowerCase(), entry]));
}

async function readPart(
  parts: Parts,
  path: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const entry = parts.get(path.toLowerCase());
  if (entry !== undefined) await readWholeXml(entry.unpack(), { open });
}

interface Relation {
  readonly id: string;
  /** The last word of its type: the strict and the transitional form differ before it. */
  readonly type: string;
  readonly target: string;
}

/** The relations of a part, their targets as paths from the root; the root's own are those of the path ''. */
async function relationsOf(parts: Parts, path: string): Promise<readonly Relation[]> {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const relations: Relation[] = [];
  await readPart(parts, `${folder}_rels/${path.slice(slash)}.rels`, (name, { Id = '', Type = '', Target = '' }) => {
    if (name === 'Relationship' && relations.length < MOST_STYLES)
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolved(folder, Target) });
  });
  return relations;
}

function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** `r:id`, whatever the prefix; `sheetId` and `id` without one are other things. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === 'id')?.[1] ?? '';
}

async function looksOf(parts: Parts, path: string): Promise<readonly NumberLook[]> {
  const codes = new Map<number, NumberLook>();
  const ids: number[] = [];
  let isInCellStyles = false;
  await readPart(parts, path, (name, { numFmtId = '0', formatCode = '' }) => {
    if (name === 'numFmt' && codes.size < MOST_STYLES) codes.set(Number(numFmtId), lookOfCode(formatCode.slice(0, 1000)));
    else if (name === 'xf') {
      if (isInCellStyles && ids.length < MOST_STYLES) ids.push(Number(numFmtId));
    } else if (/s$/i.test(name)) isInCellStyles = name === 'cellXfs';
  });
  return ids.map((id) => codes.get(id) ?? builtInLook(id));
}
