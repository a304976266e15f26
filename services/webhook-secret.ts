import { randomBytes } from 'node:crypto';

/** 256 random bits as Standard Webhooks writes a secret that both sides share. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
