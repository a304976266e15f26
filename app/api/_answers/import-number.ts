import { ServiceError } from '#services/service-error.ts';

/** The number of an import out of an address or form. Errors: import-unknown. */
export function importNumber(text: unknown): number {
  const number = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (number < 1) throw new ServiceError('import-unknown', 'There is no such import. Look at the list of imports.');
  return number;
}
