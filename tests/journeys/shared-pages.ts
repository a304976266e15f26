import openGraph from 'open-graph-scraper';
import sharp from 'sharp';
import { expect } from 'vitest';

/** Reads a page as those do who show what was shared, and asks for the picture that it names. */
export async function seeShared(origin: string, path: string): Promise<void> {
  const html = await (await fetch(`${origin}${path}`)).text();
  const { error, result } = await openGraph({ html });
  expect(error).toBe(false);
  expect(result.ogUrl).toBe(`${origin}${path}`);
  expect(result.ogLocale).toBe(path.startsWith('/zh/') ? 'zh_CN' : 'en_GB');
  expect(result.twitterCard).toBe('summary_large_image');
  expect(result.ogTitle?.length).toBeGreaterThan(5);
  expect(result.ogDescription?.length).toBeGreaterThan(5);
  const picture = result.ogImage?.[0];
  expect(picture).toMatchObject({ width: '1200', height: '630', type: 'image/png', alt: expect.stringContaining('Alder Bay') });
  const answer = await fetch(picture?.url ?? '');
  const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect([answer.status, width, height]).toEqual([200, 1200, 630]);
}
