import type { Database } from '#db/transaction.ts';

/** An import holds one connection for as long as it takes and asks for more meanwhile: so many may run at once. */
const MOST_AT_ONCE = 3;

interface Turns {
  running: number;
  readonly waiting: (() => void)[];
}

const turnsByPool = new WeakMap<object, Turns>();

/** Runs `work` when fewer than three others run on the same pool of connections; first come, first served. */
export async function takeTurn<T>({ pool }: Pick<Database, 'pool'>, work: () => Promise<T>): Promise<T> {
  const turns = turnsByPool.get(pool) ?? { running: 0, waiting: [] };
  turnsByPool.set(pool, turns);
  if (turns.running >= MOST_AT_ONCE) await new Promise<void>((resolve) => turns.waiting.push(resolve));
  else turns.running += 1;
  try {
    return await work();
  } finally {
    const next = turns.waiting.shift();
    if (next === undefined) turns.running -= 1;
    else next();
  }
}
