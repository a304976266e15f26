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
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'is too short to be safe. Write 32 characters or more, such as the output of: openssl rand -base64 32')
    .optional(),
});

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
