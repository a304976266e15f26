/** What a table has under a name that a file says; null for any other, also for names that every object answers to. */
export function entryOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | null {
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}
