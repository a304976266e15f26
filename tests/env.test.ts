import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { mailSettings, readEnv } from '#env';

test('without settings the embedded database and a local address are used', () => {
  expect(readEnv({})).toEqual({ PORT: 3000, HOST: '127.0.0.1', WATTLE_DATA_DIR: resolve('.data'), LOG_LEVEL: 'info' });
});

test('an empty variable counts as absent', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: ' ' })).toEqual(readEnv({}));
});

test('each wrong value is named with its remedy and without the value, which may be a secret', () => {
  const wrong = {
    ...{ PORT: 'http', DATABASE_URL: 'mysql://root:hunter2@host/db', LOG_LEVEL: 'loud', NEXTAUTH_SECRET: 'short' },
    ...{ SMTP_URL: 'mail.example.edu:hunter2', MAIL_FROM: 'The league' },
  };
  const message = refusal(wrong);
  expect(message).toBe(
    [
      'PORT is not a number. Write a port such as 3000.',
      'DATABASE_URL is not a PostgreSQL address. Write postgresql://user:password@host:5432/database, or leave it out to use the embedded PostgreSQL.',
      'LOG_LEVEL is not a level. Write silent, fatal, error, warn, info, debug or trace.',
      'NEXTAUTH_SECRET is too short to be safe. Write 32 characters or more, such as the output of: openssl rand -base64 32',
      'SMTP_URL is no address of a mail server. Write smtp://user:password@mail.example.edu:587, or smtps:// for port 465.',
      'MAIL_FROM is no e-mail address. Write the one that mail comes from, such as league@example.edu.',
    ].join('\n'),
  );
  expect(message).not.toContain('hunter2');
});

test('mail is set up with a server, a sender and the address of this site, and not with two of them', () => {
  const all = { SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'league@example.edu', NEXTAUTH_URL: 'https://wattle.example.edu/' };
  const origin = 'https://wattle.example.edu';
  expect(mailSettings(all)).toEqual({ smtpUrl: 'smtp://127.0.0.1:2525', from: 'league@example.edu', origin });
  for (const name of Object.keys(all)) expect(mailSettings({ ...all, [name]: undefined })).toBeNull();
});

function refusal(variables: Record<string, string>): string {
  try {
    readEnv(variables);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
