const KEY = 'wattle-kiosk-build';

/** Loads the page of a newer build, once for each build, and only while the server gives the page out. */
export async function loadAnew(build: string): Promise<void> {
  if (sessionStorage.getItem(KEY) === build) return;
  const page = await fetch(location.href, { cache: 'no-store' });
  await page.body?.cancel();
  if (!page.ok) return;
  sessionStorage.setItem(KEY, build);
  location.reload();
}
