import { Buffer } from 'node:buffer';
import { ZipFile } from 'yazl';

/** A file to be packed. */
export interface Packed {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A zip with the given files. */
export async function zipOf(files: readonly Packed[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content } of files) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const pieces: Uint8Array[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
