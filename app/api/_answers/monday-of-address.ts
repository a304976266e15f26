import { mondayOfWeekId } from '#core/time/weeks.ts';
import { ServiceError } from '#services/service-error.ts';

/** The Monday of a week in an address, in years that the database knows. Errors: week-unknown. */
export function mondayOfAddress(week: string): string {
  const monday = /^(19|20)\d\d-/.test(week) ? mondayOfWeekId(week) : null;
  if (monday === null) throw new ServiceError('week-unknown', 'There is no such week. Write it as 2026-W47.');
  return monday;
}
