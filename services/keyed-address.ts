import { createHmac } from 'node:crypto';

/**
 * What attempts from an address are counted by. It changes with the purpose and with the day in UTC, so that what is left of an
 * address tells nothing of another place or of the day before.
 */
export function keyedAddress(secret: string, of: { purpose: string; address: string; now: Date }): Buffer {
  const { purpose, address, now } = of;
  return createHmac('sha256', secret)
    .update(`${purpose} ${now.toISOString().slice(0, 10)} ${address}`)
    .digest();
}
