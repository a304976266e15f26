import { createHash } from 'node:crypto';

/**
 * An answer for any site. Asked again with the tag of an unchanged one, only that is said. `name` makes it a file to keep; `tag` names
 * the contents where that is known without them.
 */
export function taggedAnswer(
  request: Request,
  content: { type: string; body: string | Uint8Array<ArrayBuffer>; name?: string; tag?: string },
): Response {
  const tag = content.tag ?? createHash('sha256').update(content.body).digest('base64url').slice(0, 22);
  const etag = `"${tag}"`;
  const headers = { etag, 'cache-control': 'public, max-age=0, must-revalidate', 'access-control-allow-origin': '*' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const disposition = content.name === undefined ? {} : { 'content-disposition': `attachment; filename="${content.name}"` };
  return new Response(content.body, { headers: { ...headers, ...disposition, 'content-type': content.type } });
}
