import { beforeEach, expect, test, vi } from 'vitest';
import { campusOr404 } from '#app/_data/campus.ts';
import { dormView } from '#app/_data/dorm.ts';
import { processState } from '#app/_data/process-state.ts';
import { GET } from '#app/api/v1/campuses/[campus]/dorms/[dorm]/[table]/route.ts';
import { importDorms } from '#services/import-dorms.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

vi.mock('server-only', () => ({}));
vi.mock('next/cache', () => ({ unstable_cache: (work: unknown) => work }));
vi.mock('next/navigation', () => ({
  notFound: () => {
    throw new Error('not found');
  },
}));

const database = await testDatabase();
const ctx = testContext(database);

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

/** Parts of an address as Next hands them over, that can be no dorm's and no campus's. */
const NOBODY = ['%00', '\u0000', '%zz', '%25zz', '%', '..%2f', 'a b', `a'--`];

async function campusWithDorm() {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,name,residents\nzähler-haus,Zähler,40\n' });
  return campus;
}

test('the page of a dorm that cannot be is not found', async () => {
  const campus = await campusWithDorm();
  for (const dorm of NOBODY) await expect(dormView(campus, dorm)).rejects.toThrow('not found');
});

test('the tables of a dorm that cannot be are answered 404', async () => {
  const campus = await campusWithDorm();
  const statuses = NOBODY.map(async (dorm) => {
    const params = Promise.resolve({ campus: campus.slug, dorm, table: 'days' });
    return (await GET(new Request('http://wattle.test/'), { params })).status;
  });
  expect(await Promise.all(statuses)).toEqual(NOBODY.map(() => 404));
});

test('the pages of a campus that cannot be are not found', async () => {
  for (const slug of NOBODY) await expect(campusOr404(slug)).rejects.toThrow('not found');
});

test('a dorm is found by its address, percent-encoded or not', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,name,residents\n学生宿舍,North,40\n' });
  for (const part of ['学生宿舍', encodeURIComponent('学生宿舍')])
    expect(await dormView(campus, part)).toMatchObject({ dorm: { slug: '学生宿舍', name: 'North' } });
});
