import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDigest, linkDigest } from '#core/ranking/publication-digest.ts';

const hex = (content: unknown) => contentDigest(content).toString('hex');

test('the digest is SHA-256 over the content with its keys in order and bigint as text', () => {
  const text = '{"a":[1,"x",null],"b":{"c":"9007199254740993","d":0.1}}';
  expect(hex({ b: { d: 0.1, c: 9_007_199_254_740_993n }, a: [1, 'x', null] })).toBe(
    createHash('sha256').update(text).digest('hex'),
  );
});

test('the order of keys changes nothing, the order of a list does', () => {
  expect(hex({ x: 1, y: { a: 1, b: 2 } })).toBe(hex({ y: { b: 2, a: 1 }, x: 1 }));
  expect(hex([1, 2])).not.toBe(hex([2, 1]));
});

test('null, absent, zero and minus one all differ', () => {
  const digests = [{ kwh: null }, {}, { kwh: 0 }, { kwh: -1 }, { kwh: '' }].map(hex);
  expect(new Set(digests).size).toBe(5);
});

const anyContent = fc.record({
  week: fc.string(),
  standings: fc.array(
    fc.record({ rank: fc.option(fc.nat()), score: fc.double({ noNaN: true, noDefaultInfinity: true }), energy: fc.bigInt() }),
    { minLength: 1 },
  ),
});

test('any changed number changes the digest', () => {
  fc.assert(
    fc.property(anyContent, fc.nat(), fc.integer({ min: 1 }), (content, which, by) => {
      const index = which % content.standings.length;
      const change = (each: (typeof content.standings)[number]) => ({ ...each, energy: each.energy + BigInt(by) });
      const changed = { ...content, standings: content.standings.map((one, at) => (at === index ? change(one) : one)) };
      expect(hex(changed)).not.toBe(hex(content));
      expect(hex(structuredClone(content))).toBe(hex(content));
    }),
  );
});

test('a link’s digest depends on the one before, on the content and on what the link says of itself', () => {
  const link = { prevDigest: null, contentDigest: contentDigest(1), head: { seq: 1, week: '2026-11-09', reason: null } };
  const digests = [
    link,
    { ...link, prevDigest: contentDigest(0) },
    { ...link, contentDigest: contentDigest(2) },
    { ...link, head: { ...link.head, seq: 2 } },
    { ...link, head: { ...link.head, reason: 'late-data' } },
  ].map((one) => linkDigest(one).toString('hex'));
  expect(new Set(digests).size).toBe(5);
});
