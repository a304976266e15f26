import { z } from 'zod';
import { ServiceError } from '#services/service-error.ts';

const EmailAddress = z.email().max(254);

/** An e-mail address as it is stored: trimmed and in lower case. Errors: email-bad. */
export function readEmail(text: string): string {
  const email = plainEmail(text);
  if (EmailAddress.safeParse(email).success) return email;
  throw new ServiceError('email-bad', `“${text.slice(0, 80)}” is not an e-mail address. Write one such as kim@campus.edu.`);
}

/** The same form without judging it, to look for a person; without NULs, which PostgreSQL does not take. */
export function plainEmail(text: string): string {
  return text.replaceAll('\u0000', '').trim().toLowerCase();
}
