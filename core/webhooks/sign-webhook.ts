import { createHmac } from 'node:crypto';

/**
 * Headers that prove where a message is from (Standard Webhooks 1.0: HMAC-SHA256 over id, seconds and body), one signature a secret.
 * Secrets are `whsec_` and base64.
 */
export function signWebhook(message: {
  readonly id: string;
  readonly sentAt: Date;
  readonly body: string;
  readonly secrets: readonly string[];
}): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const { id, sentAt, body, secrets } = message;
  const seconds = String(Math.floor(sentAt.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}
