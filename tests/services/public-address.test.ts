import { expect, test } from 'vitest';
import { isPublicAddress } from '#services/public-address.ts';
import { webhookUrl } from '#services/webhook-url.ts';

const CLOSED = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254', '168.63.129.16', '169.254.169.254'],
  ...[
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '239.1.1.1',
    '240.0.0.1',
    '255.255.255.255',
  ],
  ...[
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
  ],
  ...['2002:7f00:1::', '3fff::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1', 'localhost', ''],
];
const OPEN = [
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '223.255.255.255',
  '2606:4700::1',
  '2a00:1450::1',
];

test('an address is public or it is not: private, loopback, link-local, shared, metadata, multicast and IPv4 in other clothes are not', () => {
  expect(CLOSED.filter(isPublicAddress)).toEqual([]);
  expect(OPEN.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test('a webhook goes to https on the open internet, with no password within, however its number is written', () => {
  const refused = [
    ...[
      '',
      'example.edu',
      'ftp://example.edu',
      'http://example.edu/hook',
      'https://user:word@example.edu/',
      'https://example.edu/#part',
    ],
    ...[
      'https://localhost/',
      'https://127.0.0.1/',
      'https://0x7f.1/',
      'https://2130706433/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
    ],
    ...['https://169.254.169.254/latest/meta-data', `https://example.edu/${'a'.repeat(1000)}`, 'javascript:alert(1)'],
  ];
  const closed = { loopback: false };
  for (const url of refused) expect(() => webhookUrl(url, closed), url).toThrow(/no address that news can be sent to/);
  expect(webhookUrl(' https://hooks.example.edu:8443/a?b=c ', closed).href).toBe('https://hooks.example.edu:8443/a?b=c');
  const here = { loopback: true };
  expect(webhookUrl('http://127.0.0.1:4000/hook', here).port).toBe('4000');
  for (const url of ['http://10.0.0.1/', 'http://example.edu/', 'https://10.0.0.1/', 'ftp://127.0.0.1/'])
    expect(() => webhookUrl(url, here), url).toThrow();
});
