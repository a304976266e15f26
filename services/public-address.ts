import { BlockList, isIP } from 'node:net';

/** Whether an address of IPv4 or IPv6 is one of the open internet: no private, loopback, link-local, shared, multicast or kept one. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !CLOSED_4.check(address, 'ipv4');
  return family === 6 && GLOBAL_6.check(address, 'ipv6') && !CLOSED_6.check(address, 'ipv6');
}

/** This machine itself. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family === 4 ? LOOPBACK.check(address, 'ipv4') : family === 6 && LOOPBACK.check(address, 'ipv6');
}

function blockList(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
}

/** IANA's special-purpose registry for IPv4, multicast and what is kept; and where Azure answers its own machines. */
const CLOSED_4 = blockList(
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['168.63.129.16', 32],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ],
  'ipv4',
);

/** What is given out at all: IPv4 in IPv6 clothes, local and multicast addresses are not within. */
const GLOBAL_6 = blockList([['2000::', 3]], 'ipv6');

/** Within it: protocols' own (Teredo), documentation, and 6to4, which hides an IPv4 address. */
const CLOSED_6 = blockList(
  [
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ],
  'ipv6',
);

const LOOPBACK = blockList([['127.0.0.0', 8]], 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
