import { hash, verify } from '@node-rs/argon2';
import { PASSWORD_LENGTH, type PasswordWeakness, passwordWeakness, plainPassword } from '#services/password-rules.ts';
import { ServiceError } from '#services/service-error.ts';

/** A password was refused, and why. */
export class WeakPassword extends ServiceError {
  readonly weakness: PasswordWeakness;

  constructor(weakness: PasswordWeakness) {
    super('password-weak', WEAKNESS_WORDS[weakness]);
    this.name = 'WeakPassword';
    this.weakness = weakness;
  }
}

const WEAKNESS_WORDS: Record<PasswordWeakness, string> = {
  'too-short': `The password is too short. Use at least ${PASSWORD_LENGTH.least} characters, such as four or five words.`,
  'too-long': `The password is too long. Use at most ${PASSWORD_LENGTH.most} characters.`,
  email: 'The password is little more than the e-mail address. Use words that have nothing to do with it.',
  common: 'The password is made of words everyone tries first. Use less usual ones, such as four or five words at random.',
  pattern: 'The password is a row of keys or a repeat. Use four or five words at random.',
};

/** argon2id: 32 MiB, 3 passes; about 30 ms on one core. */
const COST = { memoryCost: 32 * 1024, timeCost: 3, parallelism: 1 };

/** Errors: password-weak (WeakPassword). */
export function requireStrongPassword(password: string, email: string): void {
  const weakness = passwordWeakness(password, email);
  if (weakness !== null) throw new WeakPassword(weakness);
}

export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(plainPassword(password), COST));
}

/** Whether the password is the one of this hash. With null it is not, and finding that out takes as long. */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await hashOfNobody());
  const isMatch = await inTurn(() => verify(against, plainPassword(password.slice(0, PASSWORD_LENGTH.most * 4))));
  return isMatch && passwordHash !== null;
}

/** Makes what isPasswordOf(null) needs, so that the first unknown person does not take longer. */
export async function hashOfNobody(): Promise<string> {
  nobody ??= hashPassword('nobody has this password');
  return nobody;
}

let nobody: Promise<string> | null = null;

const mostAtOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Hashing fills memory and threads that files and names need too: a crowd at the door stands in line. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
