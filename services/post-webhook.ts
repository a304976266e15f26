import { lookup } from 'node:dns/promises';
import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { WebhookAttempt } from '#db/queries/webhooks.ts';
import { isLoopbackAddress, isPublicAddress } from '#services/public-address.ts';
import { ServiceError } from '#services/service-error.ts';
import { hostOf, type WebhookReach, webhookUrl } from '#services/webhook-url.ts';

/** A status of HTTP, or why there was none. */
export type PostOutcome =
  | { readonly status: number; readonly error: null }
  | { readonly status: null; readonly error: NonNullable<WebhookAttempt['error']> };

const PATIENCE_MS = 10_000;
const MOST_READ = 1024;

/**
 * Posts a message once. The name is looked up here and the connection made to the very addresses that were judged, so no name can turn inward
 * between the two; redirects are answers like others; of what comes back only the status counts, and no more than a kilobyte is read.
 */
export async function postWebhook(
  message: { url: string; headers: Record<string, string>; body: string },
  limits: WebhookReach & { patienceMs?: number },
): Promise<PostOutcome> {
  const deadline = performance.now() + (limits.patienceMs ?? PATIENCE_MS);
  let url: URL;
  try {
    url = webhookUrl(message.url, limits);
  } catch (error) {
    if (error instanceof ServiceError) return failed('address-refused');
    throw error;
  }
  const addresses = await within(deadline, lookUp(url));
  if (addresses === null) return failed('no-answer');
  if (addresses.length === 0) return failed('name-unknown');
  const isOpen = url.protocol === 'https:' && addresses.every(({ address }) => isPublicAddress(address));
  const isHere = limits.loopback && addresses.every(({ address }) => isLoopbackAddress(address));
  if (!isOpen && !isHere) return failed('address-refused');
  return send({ ...message, url, addresses, deadline });
}

interface Address {
  readonly address: string;
  readonly family: number;
}

async function lookUp(url: URL): Promise<Address[]> {
  return lookup(hostOf(url), { all: true }).catch(() => []);
}

async function within<T>(deadline: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), deadline - performance.now());
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function send(asked: {
  url: URL;
  addresses: readonly Address[];
  headers: Record<string, string>;
  body: string;
  deadline: number;
}): Promise<PostOutcome> {
  const { url, addresses, body, deadline } = asked;
  const headers = { ...asked.headers, 'content-length': String(Buffer.byteLength(body)) };
  const options = { method: 'POST', agent: false, headers, lookup: alwaysTo(addresses) } as const;
  return new Promise((resolve) => {
    let outcome: PostOutcome = failed('no-answer');
    const request: ClientRequest = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      request.destroy();
    }, deadline - performance.now());
    request.on('response', (response) => {
      outcome = { status: response.statusCode ?? 0, error: null };
      let read = 0;
      response.on('data', (bytes: Buffer) => {
        read += bytes.length;
        if (read > MOST_READ) request.destroy();
      });
      response.on('error', () => {});
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (outcome.status === null && !isLate) outcome = failed(reasonOf(error.code ?? ''));
    });
    request.on('close', () => {
      clearTimeout(timer);
      resolve(outcome);
    });
    request.end(body);
  });
}

function alwaysTo(addresses: readonly Address[]): LookupFunction {
  return (_name, { all }, answer) => {
    const [first] = addresses;
    if (all === true) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };
}

function reasonOf(code: string): NonNullable<WebhookAttempt['error']> {
  return /CERT|TLS|SSL|SIGNATURE|EPROTO/.test(code) ? 'no-trust' : 'no-connection';
}

function failed(error: NonNullable<WebhookAttempt['error']>): PostOutcome {
  return { status: null, error };
}
