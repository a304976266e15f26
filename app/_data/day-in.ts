const DAY = /^(199\d|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** A calendar day of an address's query, 1990 to 2099; null for anything else. */
export function dayIn(text: string | string[] | undefined): string | null {
  if (typeof text !== 'string' || !DAY.test(text)) return null;
  const date = new Date(`${text}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
