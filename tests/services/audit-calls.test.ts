import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Services that write and leave no entry of their own, each with why. */
const WITHOUT_ENTRY: Record<string, string> = {
  'add-demo-seasons': 'the seasons’ own verbs write theirs',
  'ask-for-digest': 'readers have no account, and nothing tells who asked',
  'ask-question': 'readers have no account, and nothing tells who asked',
  'carry-out-week': 'those who ask, approve and wait for the time write it',
  'derive-daily-temperatures': 'reckons what an import or its undoing brought',
  'derive-register-readings': 'reckons what an import or an answer brought',
  'discard-stale-imports': 'files that nobody committed in their time',
  'ensure-first-link': 'before there is anybody or a campus',
  'estimate-gaps': 'reckons what an import or an answer brought',
  'expect-weeks': 'keeps what was reckoned',
  'fetch-temperatures': 'the import of what was fetched writes it',
  'find-frozen-runs': 'reckons what an import or an answer brought',
  'judge-staged-readings': 'stages an import',
  'keep-file': 'part of an import',
  'leave-digest': 'readers have no account, and nothing tells who left',
  'load-demo': 'the verbs it calls write theirs',
  'make-due-digests': 'follows from what was announced; counted with the mail itself',
  'make-missing-meters': 'part of an import',
  'one-time-links': 'part of inviting',
  'open-session': 'part of signing in',
  'preview-import': 'keeps the options chosen for a file that nothing was committed of',
  'queue-webhooks': 'part of what publishes',
  'receive-file': 'keeps a file apart; its commit or its discarding is on record',
  'reckon-due-fairness': 'keeps what was reckoned',
  'rehearse-season': 'takes everything back',
  'reread-kept-files': 'the imports it makes write theirs',
  'retotal-days': 'reckons what an import or an answer brought',
  'season-knowledge': 'keeps what was reckoned',
  'send-confirmations': 'sends what a reader asked for',
  'send-due-digests': 'sends what readers asked for; counted with the mail itself',
  'send-due-webhooks': 'every try is kept with the message itself',
  'sign-out': 'ends a session that its beginning put on record',
  'store-meter-changes': 'part of the verbs about meters',
  'store-staged-rows': 'part of an import',
  'undo-temperatures': 'part of undoing an import',
  'wait-for-human': 'keeps a file apart; its commit or its discarding is on record',
};

const WRITES =
  /^(insert|update|delete|put|set|mark|stop|remove|add|store|keep|forget|revoke|replace|copy|commit|undo|discard|use|touch|stage|create|withdraw|enable|disable|end)[A-Z]/;

/** Such look at one moment of the data from inside a transaction. */
const READS = /^(count|get|judge|list|verify|what-would)-/;

function writes(name: string, code: string): boolean {
  if (code.includes('inTransaction(') && !READS.test(name)) return true;
  const imports = [...code.matchAll(/import \{([^}]*)\} from '#db\/queries\//g)].flatMap((found) => found[1]?.split(',') ?? []);
  const names = imports.map((name) => name.trim()).filter((name) => !name.startsWith('type '));
  return names.some((name) => WRITES.test(name));
}

const services = readdirSync('services').map((file) => {
  const code = readFileSync(`services/${file}`, 'utf8');
  const name = file.replace(/\.ts$/, '');
  return { name, writes: writes(name, code), records: /\brecord(Own)?Audit\(/.test(code) };
});

test('every service that changes something puts it on record, or says here why not', () => {
  const silent = services.filter(({ writes, records }) => writes && !records).map(({ name }) => name);
  expect(silent.sort()).toEqual(Object.keys(WITHOUT_ENTRY).sort());
});
