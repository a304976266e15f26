import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from '#services/public-address.ts';
import { ServiceError } from '#services/service-error.ts';

/** Whether this machine itself may be written to: for tests and for trying out, never where others have accounts. */
export interface WebhookReach {
  readonly loopback: boolean;
}

const MOST_LETTERS = 1000;

/**
 * The address that somebody wrote, if messages may go there: https, no name or password within, no part after #, and where it is a number
 * an address of the open internet. Names are looked up when a message is sent, not here. Errors: webhook-unfit.
 */
export function webhookUrl(text: string, reach: WebhookReach): URL {
  const words = text.trim();
  const url = words.length <= MOST_LETTERS && URL.canParse(words) ? new URL(words) : null;
  const host = url === null ? '' : hostOf(url);
  const isHere = reach.loopback && (host === 'localhost' || isLoopbackAddress(host));
  const isOpen = url?.protocol === 'https:' && host !== 'localhost' && (isIP(host) === 0 || isPublicAddress(host));
  if (url === null || !(isOpen || (isHere && url.protocol.startsWith('http'))) || url.username + url.password + url.hash !== '')
    throw new ServiceError(
      'webhook-unfit',
      'This is no address that news can be sent to. Write one that begins with https://, is on the open internet, and holds no password.',
    );
  return url;
}

/** The name or number of the machine, a number of IPv6 without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
