import { expect, test } from 'vitest';
import { clientAddress, hostOf, isSecureRequest, originOf } from '#app/_auth/request-place.ts';
import { safePath } from '#app/_auth/safe-path.ts';
import { assertSameOrigin, isSameOrigin } from '#app/_auth/same-origin.ts';
import { ServiceError } from '#services/service-error.ts';

const host = 'wattle.campus.edu';

const requests: [what: string, headers: Record<string, string>, isOurs: boolean][] = [
  ['the browser says it is our page', { host, 'sec-fetch-site': 'same-origin' }, true],
  ['the browser says it is our page, and hides the origin', { host, 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
  ['the browser says it is another site', { host, 'sec-fetch-site': 'cross-site', origin: `https://${host}` }, false],
  ['the browser says it is a sister site', { host, 'sec-fetch-site': 'same-site' }, false],
  ['somebody typed the address', { host, 'sec-fetch-site': 'none' }, false],
  ['an old browser or plain http, from our page', { host, origin: `https://${host}` }, true],
  ['plain http with a port', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, true],
  ['the same machine on another port', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:4000' }, false],
  ['another site', { host, origin: 'https://evil.example' }, false],
  ['a site whose name begins like ours', { host, origin: `https://${host}.evil.example` }, false],
  ['a hidden origin', { host, origin: 'null' }, false],
  ['an origin that is none', { host, origin: 'not an address' }, false],
  ['behind a proxy that keeps the name', { host: 'app:3000', 'x-forwarded-host': host, origin: `https://${host}` }, true],
  ['behind two proxies', { host: 'app:3000', 'x-forwarded-host': `${host}, inner`, origin: `https://${host}` }, true],
  ['neither header', { host }, false],
  ['no host either', { origin: `https://${host}` }, false],
];

for (const [what, headers, isOurs] of requests) {
  test(`a change is ${isOurs ? 'taken' : 'refused'} when: ${what}`, () => {
    expect(isSameOrigin(new Headers(headers))).toBe(isOurs);
  });
}

test('a change from elsewhere is refused as not allowed', () => {
  expect(() => assertSameOrigin(new Headers({ host }))).toThrow(ServiceError);
});

const paths: [text: string | null, to: string | null][] = [
  ['/imports', '/imports'],
  ['/zh/people?campus=alder-bay', '/zh/people?campus=alder-bay'],
  ['/a/../people', '/people'],
  [null, null],
  ['', null],
  ['imports', null],
  ['//evil.example', null],
  ['/..//evil.example', null],
  ['/\\evil.example', null],
  ['/\tevil', null],
  ['https://evil.example/imports', null],
  ['javascript:alert(1)', null],
];

for (const [text, to] of paths) {
  test(`after signing in, ${JSON.stringify(text)} leads to ${to ?? 'the usual page'}`, () => {
    expect(safePath(text)).toBe(to);
  });
}

const addresses: [forwarded: string | null, address: string][] = [
  ['203.0.113.9', '203.0.113.9'],
  ['198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [null, 'unknown'],
];

for (const [forwarded, address] of addresses) {
  test(`attempts from ${forwarded ?? 'nowhere'} count for ${address}`, () => {
    expect(clientAddress(new Headers(forwarded === null ? {} : { 'x-forwarded-for': forwarded }))).toBe(address);
  });
}

test('the address of the site is the one the reader typed', () => {
  expect(originOf(new Headers({ host: '127.0.0.1:3000', 'x-forwarded-proto': 'http' }))).toBe('http://127.0.0.1:3000');
  const proxied = new Headers({ host: 'app:3000', 'x-forwarded-host': host, 'x-forwarded-proto': 'https,http' });
  expect(originOf(proxied)).toBe(`https://${host}`);
  expect(hostOf(new Headers())).toBeNull();
});

test('NEXTAUTH_URL, where set, says whether cookies travel by https alone', () => {
  const headers = new Headers({ host, 'x-forwarded-proto': 'http' });
  expect(isSecureRequest(headers, { NEXTAUTH_URL: `https://${host}` })).toBe(true);
  expect(isSecureRequest(headers, { NEXTAUTH_URL: '' })).toBe(false);
});
