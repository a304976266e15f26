import { resolve } from 'node:path';
import { z } from 'zod';

const postgresUrl = z
  .string()
  .regex(
    /^postgres(ql)?:\/\/\S+$/,
    'is not a PostgreSQL address. Write postgresql://user:password@host:5432/database, or leave it out to use the embedded PostgreSQL.',
  );

export type Env = z.infer<typeof Env>;
export const Env = z.object({
  PORT: z.coerce
    .number('is not a number. Write a port such as 3000.')
    .int('is not a whole number. Write a port such as 3000.')
    .min(1, 'is below 1. Write a port such as 3000.')
    .max(65_535, 'is above 65535. Write a port such as 3000.')
    .default(3000),
  HOST: z
    .string()
    .regex(/^\S+$/, 'holds a space. Write an address to listen on such as 127.0.0.1 or 0.0.0.0.')
    .default('127.0.0.1'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  WATTLE_DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => resolve(folder)),
  LOG_LEVEL: z
    .enum(
      ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'],
      'is not a level. Write silent, fatal, error, warn, info, debug or trace.',
    )
    .default('info'),
  WATTLE_WEATHER: z.enum(['open-meteo'], 'is no weather service. Write open-meteo, or leave it out to fetch nothing.').optional(),
  WATTLE_WEBHOOKS_LOOPBACK: z
    .enum(['yes'], 'is no answer. Write yes to let webhooks reach this machine itself, for trying out, or leave it out.')
    .optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'is too short to be safe. Write 32 characters or more, such as the output of: openssl rand -base64 32')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/\S+$/,
      'is no address of a mail server. Write smtp://user:password@mail.example.edu:587, or smtps:// for port 465.',
    )
    .refine((url) => URL.canParse(url), 'is no address. Write signs such as @ and / in the password as %40 and %2F.')
    .optional(),
  MAIL_FROM: z.email('is no e-mail address. Write the one that mail comes from, such as league@example.edu.').optional(),
});

/** How mail goes out, and where the links in it lead. */
export interface MailSettings {
  readonly smtpUrl: string;
  readonly from: string;
  readonly origin: string;
}

/** Null where no mail is set up, or only in part: mail needs a server, a sender, and NEXTAUTH_URL to name whole addresses. */
export function mailSettings(variables: Record<string, string | undefined>): MailSettings | null {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = readEnv(variables);
  const { NEXTAUTH_URL: site = '' } = variables;
  if (smtpUrl === undefined || from === undefined || !URL.canParse(site)) return null;
  return { smtpUrl, from, origin: new URL(site).origin };
}

/**
 * Reads the settings from environment variables; an empty one counts as absent. Throws one error that names every variable
 * that is wrong and its remedy, without repeating values, which may be secrets.
 */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const result = Env.safeParse(present);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'));
}
