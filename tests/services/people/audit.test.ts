import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addSeason } from '#services/add-season.ts';
import { addToken } from '#services/add-token.ts';
import { addWebhook } from '#services/add-webhook.ts';
import { announceWeek } from '#services/announce-week.ts';
import { askQuestion } from '#services/ask-question.ts';
import { changeRole } from '#services/change-role.ts';
import { closeWeek } from '#services/close-week.ts';
import type { Context } from '#services/context.ts';
import { correctWeek } from '#services/correct-week.ts';
import { decideQuestion } from '#services/decide-question.ts';
import { decideValue } from '#services/decide-value.ts';
import { disablePerson } from '#services/disable-person.ts';
import { editDorm } from '#services/edit-dorm.ts';
import { editMeter } from '#services/edit-meter.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { invitePerson } from '#services/invite-person.ts';
import { listQuestions } from '#services/list-questions.ts';
import { PERMISSIONS, ROLES, type Role, type StaffVerb } from '#services/permissions.ts';
import { putDormSize } from '#services/put-dorm-size.ts';
import type { StaffSession } from '#services/read-session.ts';
import { removeMember } from '#services/remove-member.ts';
import { requirePermission } from '#services/require-role.ts';
import { resolveRegister } from '#services/resolve-register.ts';
import { revokeToken } from '#services/revoke-token.ts';
import { sendTestMail } from '#services/send-test-mail.ts';
import { setFactor } from '#services/set-factor.ts';
import { stateUnknownResidents } from '#services/state-unknown-residents.ts';
import { undoImport } from '#services/undo-import.ts';
import { makeStaff, outcomeOf, SECRET } from '#tests/services/people/staff.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { mailServer } from '#tests/support/mail-server.ts';

const database = await testDatabase();
const operator = testContext(database);
const NOW = new Date('2026-11-30T09:00:00Z');
const FIRST_WEEK = '2026-08-03';
let campus: Campus;

interface Doing {
  /** On the account of whoever does it. */
  readonly ctx: Context;
  readonly by: StaffSession;
  /** A Monday of the data, another one each time. */
  readonly monday: string;
  /** Another number each time. */
  readonly turn: number;
  /** A person that nothing was done to before. */
  other(): Promise<number>;
}

type WriteVerb = Exclude<StaffVerb, `see-${string}` | `list-${string}`>;

/** What each verb does once: what has to be there before is the operator's doing. */
const WRITES: Record<WriteVerb, (doing: Doing) => Promise<unknown>> = {
  'import-readings': ({ ctx, turn }) =>
    importText(ctx, campus, {
      text: `meter,start,end,kWh\nA,2026-07-0${(turn % 9) + 1}T00:00:00Z,2026-07-0${(turn % 9) + 1}T01:00:00Z,${turn}`,
    }),
  'undo-import': async ({ ctx, turn }) => {
    const text = `meter,start,end,kWh\nB,2026-06-0${(turn % 9) + 1}T00:00:00Z,2026-06-0${(turn % 9) + 1}T01:00:00Z,${turn}`;
    await undoImport(ctx, { campus, importId: (await importText(operator, campus, { text })).import ?? 0, now: NOW });
  },
  'import-dorms': ({ ctx }) => importDorms(ctx, { campus, text: 'dorm,name,residents\nash,Ash,60\n' }),
  'import-meters': ({ ctx }) => importMeters(ctx, { campus, text: 'meter,dorm\nA,ash\n' }),
  'edit-meter': ({ ctx }) => editMeter(ctx, { campus, meter: 'B', cells: { kind: 'interval' } }),
  'resolve-register': ({ ctx, turn }) =>
    resolveRegister(ctx, {
      ...{ campus, meter: 'B', at: new Date(Date.UTC(2026, 4, turn)), answer: 'swap', reason: 'fire' },
      ...{ personId: null, now: NOW },
    }),
  'decide-value': ({ ctx, monday }) =>
    decideValue(ctx, {
      ...{ campus, meter: 'A', startsAt: new Date(`${monday}T00:00:00Z`), decision: 'refuse', reason: 'a party' },
      ...{ personId: null, now: NOW },
    }),
  'edit-dorm': ({ ctx, turn }) => editDorm(ctx, { campus, slug: 'ash', name: `Ash ${turn}`, kind: 'slab' }),
  'edit-factors': ({ ctx, by, turn }) =>
    setFactor(ctx, {
      ...{ by, campus, fromDay: '2026-09-01', factor: { kind: 'carbon', gramsPerKwh: turn }, source: null, now: NOW },
    }),
  'edit-season': ({ ctx, turn }) =>
    addSeason(ctx, {
      ...{ campus, slug: `season-${turn}`, name: `Season ${turn}`, firstWeek: '2027-01-04', lastWeek: '2027-02-01' },
      ...{ lens: 'energy', leagues: [], baseline: null, now: NOW },
    }),
  'close-week': ({ ctx, monday }) => closeWeek(ctx, { campus, monday, now: NOW }),
  'announce-week': async ({ ctx, by, monday }) => {
    await closeWeek(operator, { campus, monday, now: NOW });
    await announceWeek(ctx, { by, campus, monday, at: null, message: null, prize: null, seen: null, now: NOW });
  },
  'correct-week': async ({ ctx, by, monday, turn }) => {
    await closeWeek(operator, { campus, monday, now: NOW });
    const words = { at: null, message: null, prize: null, seen: null };
    await announceWeek(operator, { by: 'operator', campus, monday, ...words, now: NOW });
    await putDormSize(operator, { campus, slug: 'ash', fromDay: monday, size: { residents: 100 + turn, floorAreaM2: null } });
    await correctWeek(ctx, { by, campus, monday, reason: 'A wrong size', seen: null, now: NOW });
  },
  'answer-questions': async ({ ctx, by, monday, turn }) => {
    await closeWeek(operator, { campus, monday, now: NOW });
    const asked = { weekId: weekId(monday), dorm: null, words: `Why ${turn}?`, address: String(turn), secret: SECRET };
    await askQuestion(operator, { campus, ...asked, now: NOW });
    const id = (await listQuestions(operator, { campus }))[0]?.id ?? 0;
    await decideQuestion(ctx, { by, campus, id, decision: { kind: 'answered', words: 'So.' }, now: NOW });
  },
  'edit-webhooks': ({ ctx, by, turn }) =>
    addWebhook(ctx, {
      ...{ by, campus, url: `https://news.example/${turn}`, description: 'A paper', reach: { loopback: false }, now: NOW },
    }),
  'send-test-mail': async ({ ctx, by }) => {
    const server = await mailServer();
    await sendTestMail(ctx, { by, campus, locale: 'en', settings: server.settings }).finally(() => server.close());
  },
  'state-unknown-residents': ({ ctx, turn }) => stateUnknownResidents(ctx, campus, turn),
  'invite-person': ({ ctx, by, turn }) =>
    invitePerson(ctx, { by, campus, email: `invited-${turn}@campus.edu`, role: 'organiser', now: NOW }),
  'change-role': async ({ ctx, by, other }) => changeRole(ctx, { by, campus, personId: await other(), role: 'facilities' }),
  'remove-member': async ({ ctx, by, other }) => removeMember(ctx, { by, campus, personId: await other() }),
  'disable-person': async ({ ctx, by, other }) => disablePerson(ctx, { by, campus, personId: await other(), isDisabled: true }),
  'add-token': ({ ctx, by }) => addToken(ctx, { by, campus, purpose: 'readings', label: 'logger', now: NOW }),
  'revoke-token': async ({ ctx, by }) => {
    const { id } = await addToken(operator, { by: 'operator', campus, purpose: 'readings', label: 'old', now: NOW });
    await revokeToken(ctx, { by, campus, tokenId: id, now: NOW });
  },
};

beforeAll(async () => {
  campus = await newCampus(operator, 'Etc/UTC');
  await importDorms(operator, { campus, text: 'dorm,name,residents\nash,Ash,50\nbirch,Birch,50\n' });
  await importMeters(operator, { campus, text: 'meter,dorm\nA,ash\nB,birch\n' });
  const weeks = Array.from({ length: 12 }, (_, week) => addDays(FIRST_WEEK, 7 * week));
  const rows = weeks.flatMap((monday, week) =>
    ['A', 'B'].map((meter) => `${meter},${monday}T00:00:00Z,${addDays(monday, 7)}T00:00:00Z,${700 + week}`),
  );
  await importText(operator, campus, { text: ['meter,start,end,kWh', ...rows].join('\n') });
});

let turn = 0;
let weeks = 0;

async function entriesOf({ personId }: StaffSession): Promise<string[]> {
  const text = 'SELECT action FROM audit_entries WHERE campus_id = $1 AND person_id = $2 ORDER BY id';
  return (await database.pool.query(text, [campus.id, personId])).rows.map(({ action }) => action);
}

async function countEntries(): Promise<number> {
  const { rows } = await database.pool.query('SELECT count(*)::int AS entries FROM audit_entries WHERE campus_id = $1', [
    campus.id,
  ]);
  return rows[0].entries;
}

const verbs = (Object.keys(PERMISSIONS) as StaffVerb[]).filter((verb): verb is WriteVerb => !/^(see|list)-/.test(verb));

for (const role of ROLES) {
  test(`${role}: what they may do leaves one entry each under their number, what they may not none`, async () => {
    const by = await makeStaff(operator, campus, role);
    const ctx = { ...operator, by };
    for (const verb of verbs) {
      const act = WRITES[verb];
      const mayIt = PERMISSIONS[verb].some((allowed: Role) => allowed === role);
      const before = await entriesOf(by);
      const all = await countEntries();
      const other = async () => (await makeStaff(operator, campus, 'organiser')).personId;
      turn += 1;
      // As every page and handler does: the gate, then the verb.
      const gated = requirePermission(ctx, { by, campusId: campus.id, verb }).then(() => {
        if (['decide-value', 'close-week', 'announce-week', 'correct-week', 'answer-questions'].includes(verb)) weeks += 1;
        return act({ ctx, by, monday: addDays(FIRST_WEEK, 7 * weeks), turn, other });
      });
      expect(`${verb} ${await outcomeOf(gated)}`).toBe(`${verb} ${mayIt ? 'done' : 'not-allowed'}`);
      expect(`${verb} ${(await entriesOf(by)).length - before.length}`).toBe(`${verb} ${mayIt ? 1 : 0}`);
      if (!mayIt) expect(await countEntries(), verb).toBe(all);
    }
  });
}

test('no entry holds an e-mail address or a secret', async () => {
  const { rows } = await database.pool.query(
    "SELECT action, subject, detail FROM audit_entries WHERE subject ~ '@|wattle_' OR detail::text ~ '@|wattle_|password'",
  );
  expect(rows).toEqual([]);
});
