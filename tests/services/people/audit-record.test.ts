import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { audit } from '#jobs/verbs/audit.ts';
import { addDorm } from '#services/add-dorm.ts';
import { addToken } from '#services/add-token.ts';
import { auditCsv, auditJsonText } from '#services/audit-rows.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import type { Doer } from '#services/context.ts';
import { deletePerson } from '#services/delete-person.ts';
import { disablePerson } from '#services/disable-person.ts';
import { exportPerson } from '#services/export-person.ts';
import { importDorms } from '#services/import-dorms.ts';
import { type AuditFilter, listAudit, listAuditChoices, readAudit } from '#services/list-audit.ts';
import { recordAudit } from '#services/record-audit.ts';
import { makeStaff, NOW, outcomeOf, refusalOf, trySignIn } from '#tests/services/people/staff.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const ALL: AuditFilter = { by: null, action: null, subject: null, fromDay: null, toDay: null };

async function record(campus: Campus, asked: { filter?: Partial<AuditFilter>; before?: number; limit?: number } = {}) {
  const filter = { ...ALL, ...asked.filter };
  return listAudit(ctx, { by: 'operator', campus, filter, before: asked.before ?? null, limit: asked.limit ?? 100 });
}

const actionsOf = async (campus: Campus, filter?: Partial<AuditFilter>) =>
  (await record(campus, filter === undefined ? {} : { filter })).entries.map(({ action }) => action);

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

test('what is taken back leaves no entry, and what cannot be put on record is not done', async () => {
  const campus = await newCampus(ctx);
  const dorm = { campus, name: 'Ash', kind: 'slab', size: { residents: null, floorAreaM2: null } } as const;
  await addDorm(ctx, dorm);
  expect((await refusalOf(addDorm(ctx, dorm))).code).toBe('dorm-taken');
  expect(await actionsOf(campus)).toEqual(['add-dorm', 'add-campus']);
  const nobody = { ...ctx, by: { personId: Number.NaN } };
  await expect(addDorm(nobody, { ...dorm, name: 'Birch' })).rejects.toThrow();
  const { rows } = await database.pool.query('SELECT slug FROM dorms WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ slug: 'ash' }]);
});

test('what Wattle, a program or the command line does stands under that', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const { id: tokenId } = await addToken(ctx, { by: 'operator', campus, purpose: 'readings', label: 'logger', now: NOW });
  const text = 'meter,start,end,kWh\nA,2026-11-09T00:00:00Z,2026-11-16T00:00:00Z,7';
  await importText({ ...ctx, by: { tokenId } }, campus, { text, options: { createMeters: true } });
  await closeDueWeeks({ ...ctx, by: 'system' }, { now: new Date('2026-11-18T00:00:00Z'), campusId: campus.id });
  const { entries } = await record(campus);
  expect(entries.map(({ by, action, subject }) => ({ by, action, subject }))).toEqual([
    { by: { kind: 'system' }, action: 'close-week', subject: '2026-W46' },
    { by: { kind: 'token', tokenId, label: 'logger' }, action: 'import-readings', subject: expect.any(String) },
    { by: { kind: 'operator' }, action: 'add-token', subject: String(tokenId) },
    { by: { kind: 'operator' }, action: 'add-campus', subject: campus.slug },
  ]);
  expect(entries[1]?.detail).toMatchObject({ new: 1, replaced: 0 });
});

test('a preview leaves no entry', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = 'meter,start,end,kWh\nA,2026-11-09T00:00:00Z,2026-11-16T00:00:00Z,7';
  await importText(ctx, campus, { text, options: { createMeters: true }, mode: 'preview' });
  expect(await actionsOf(campus)).toEqual(['add-campus']);
});

test('who deletes their record stays as a number; what they did stays, and before it they can take it along', async () => {
  const campus = await newCampus(ctx);
  const boss = await makeStaff(ctx, campus, 'admin');
  const mara = await makeStaff(ctx, campus, 'facilities');
  await importDorms({ ...ctx, by: mara }, { campus, text: 'dorm,residents\nash,60\n' });
  await trySignIn(ctx, { email: mara.email });
  const own = { campus: campus.slug, subject: String(mara.personId) };
  expect((await exportPerson(ctx, mara)).record).toEqual([
    { ...own, action: 'accept-invitation', at: NOW.toISOString() },
    { ...own, action: 'import-dorms', subject: null, at: expect.any(String) },
    { ...own, action: 'sign-in', at: NOW.toISOString() },
  ]);
  await deletePerson(ctx, { by: mara, personId: mara.personId });
  const { entries } = await record(campus, { filter: { by: mara.personId } });
  expect(entries.map(({ action }) => action)).toEqual(['delete-person', 'sign-in', 'import-dorms', 'accept-invitation']);
  for (const { by, person } of entries) {
    expect(by).toEqual({ kind: 'person', personId: mara.personId, email: null });
    if (person !== null) expect(person).toEqual({ personId: mara.personId, email: null });
  }
  expect(await textOf(auditCsv(await readAudit(ctx, { by: boss, campus, filter: ALL })))).not.toContain(mara.email);
});

test('what is done to a person is told with their address of today', async () => {
  const campus = await newCampus(ctx);
  const boss = await makeStaff(ctx, campus, 'admin');
  const other = await makeStaff(ctx, campus, 'organiser');
  await disablePerson({ ...ctx, by: boss }, { by: boss, campus, personId: other.personId, isDisabled: true });
  expect((await record(campus, { limit: 1 })).entries[0]).toMatchObject({
    by: { email: boss.email },
    action: 'disable-person',
    person: { personId: other.personId, email: other.email },
  });
});

test('the record is filtered by who, what, of what and the campus’s days, and paged without a gap', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const add = (subject: string, at: string, by: Doer = 'operator') =>
    recordAudit(database.db, { campusId: campus.id, by, action: 'edit-dorm', subject, at: new Date(at) });
  await add('ash', '2026-11-10T04:59:59Z');
  await add('birch', '2026-11-10T05:00:00Z');
  await add('cedar', '2026-11-11T04:59:59Z', 'system');
  await add('elm', '2026-11-11T05:00:00Z');
  const subjects = async (filter: Partial<AuditFilter>) =>
    (await record(campus, { filter: { action: 'edit-dorm', ...filter } })).entries.map(({ subject }) => subject);
  expect(await subjects({ fromDay: '2026-11-10', toDay: '2026-11-10' })).toEqual(['cedar', 'birch']);
  expect(await subjects({ by: 'system' })).toEqual(['cedar']);
  expect(await subjects({ subject: 'elm' })).toEqual(['elm']);
  const first = await record(campus, { limit: 3 });
  const second = await record(campus, { limit: 3, before: first.older ?? 0 });
  expect([...first.entries, ...second.entries].map(({ subject }) => subject)).toEqual([
    ...['elm', 'cedar', 'birch', 'ash'],
    campus.slug,
  ]);
  expect(second.older).toBe(null);
  expect(await listAuditChoices(ctx, { by: 'operator', campus })).toEqual({
    people: [],
    others: ['operator', 'system'],
    actions: ['add-campus', 'edit-dorm'],
  });
});

test('as CSV no cell is a formula, and as JSON it is one object', async () => {
  const campus = await newCampus(ctx);
  await recordAudit(database.db, { campusId: campus.id, by: 'operator', action: 'ignore-meter', subject: '=1+cmd|x', at: NOW });
  const request = { by: 'operator', campus, filter: { ...ALL, action: 'ignore-meter' } } as const;
  const [head, line] = (await textOf(auditCsv(await readAudit(ctx, request)))).split('\r\n');
  expect(head).toBe('entry,at,byKind,by,action,subject,detail');
  expect(line).toMatch(/^\d+,2026-11-18T09:00:00\.000Z,operator,operator,ignore-meter,'=1\+cmd\|x,\{\}$/);
  const json = JSON.parse(await textOf(auditJsonText(campus.slug, await readAudit(ctx, request))));
  expect(json).toMatchObject({ campus: campus.slug, entries: [{ by: { kind: 'operator' }, subject: '=1+cmd|x' }] });
});

test('the command line tells the record, and a name cannot drive the terminal', async () => {
  const campus = await newCampus(ctx);
  await recordAudit(database.db, {
    campusId: campus.id,
    by: 'operator',
    action: 'ignore-meter',
    subject: '\u001b[2Jash',
    at: NOW,
  });
  const { text, json } = await audit.prepare([campus.slug, '--from', '2026-11-18', '--to', '2026-11-18'])(ctx, NOW);
  expect(text).toMatch(/^2026-11-18T09:00:00\.000Z {2}operator +ignore-meter +\[2Jash$/);
  expect(json).toMatchObject({ entries: [{ action: 'ignore-meter', by: { kind: 'operator' } }] });
  expect(() => audit.prepare([campus.slug, '--from', 'Monday'])).toThrow(/--from is a day/);
});

test('only admins read the record', async () => {
  const campus = await newCampus(ctx);
  for (const role of ['facilities', 'organiser'] as const) {
    const by = await makeStaff(ctx, campus, role);
    expect(await outcomeOf(listAudit(ctx, { by, campus, filter: ALL, before: null, limit: 1 }))).toBe('not-allowed');
    expect(await outcomeOf(readAudit(ctx, { by, campus, filter: ALL }))).toBe('not-allowed');
  }
});
