import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as 43 letters, digits, hyphens and underscores: shown once, stored only as its hash. */
export function newSecretWord(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored. The words are random, so a fast hash is safe here where it would not be for passwords. */
export function hashSecretWord(word: string): Buffer {
  return createHash('sha256').update(word).digest();
}
