import { Buffer } from 'node:buffer';
import type { Dice } from '#tests/fuzz/dice.ts';

/** A few bytes changed, cut out, put in, doubled or moved, or the end cut off. */
export function mutateBytes(dice: Dice, bytes: Buffer): Buffer {
  let mutated = bytes;
  for (let left = 1 + dice.upTo(6); left > 0; left -= 1) mutated = dice.pick(CHANGES)(dice, mutated);
  return mutated;
}

type Change = (dice: Dice, bytes: Buffer) => Buffer;

const flip: Change = (dice, bytes) => {
  const changed = Buffer.from(bytes);
  const at = dice.upTo(bytes.length);
  if (bytes.length > 0) changed[at] = (bytes[at] ?? 0) ^ (1 << dice.upTo(8));
  return changed;
};

const cut: Change = (dice, bytes) => splice(bytes, { at: dice.upTo(bytes.length), remove: 1 + dice.upTo(40) });

const INSERTS = [
  '\0',
  '\0\0\0\0',
  '"',
  '\n',
  '\r',
  '\r\n',
  ',',
  ';',
  '\t',
  '\ufeff',
  '\u001a',
  '\u007f',
  '\ud7ff',
  '"\n"',
  '<',
  ']]>',
  '&#0;',
];

const insert: Change = (dice, bytes) => {
  const text = Buffer.from(dice.among(INSERTS) ?? '');
  const odd = Buffer.from([dice.upTo(256), dice.upTo(256)]);
  return splice(bytes, { at: dice.upTo(bytes.length + 1), insert: dice.onceIn(2) ? text : odd });
};

const double: Change = (dice, bytes) => {
  const at = dice.upTo(bytes.length);
  const piece = bytes.subarray(at, at + 1 + dice.upTo(200));
  return splice(bytes, { at, insert: Buffer.concat(dice.times(1 + dice.upTo(20), () => piece)) });
};

const move: Change = (dice, bytes) => {
  const [from, size] = [dice.upTo(bytes.length), 1 + dice.upTo(120)];
  const piece = Buffer.from(bytes.subarray(from, from + size));
  const rest = splice(bytes, { at: from, remove: size });
  return splice(rest, { at: dice.upTo(rest.length + 1), insert: piece });
};

const truncate: Change = (dice, bytes) => bytes.subarray(0, dice.upTo(bytes.length + 1));

const CHANGES: readonly [Change, ...Change[]] = [flip, flip, cut, insert, insert, double, move, truncate];

/** Overwrites a 2- or 4-byte number, as lengths and offsets in archives are, with an extreme one. */
export function mutateNumber(dice: Dice, bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  if (bytes.length < 8) return changed;
  const mark = dice.among(marksOf(bytes)) ?? 0;
  const at = Math.min(bytes.length - 4, mark + dice.upTo(46));
  const number = dice.pick([0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0xffff, bytes.length, bytes.length + 1]);
  if (dice.onceIn(2)) changed.writeUInt16LE(number & 0xffff, at);
  else changed.writeUInt32LE(number >>> 0, at);
  return changed;
}

/** Where the records of a zip begin. */
function marksOf(bytes: Buffer): number[] {
  const marks: number[] = [];
  for (let at = bytes.indexOf('PK'); at >= 0 && marks.length < 200; at = bytes.indexOf('PK', at + 2)) marks.push(at);
  return marks;
}

function splice(
  bytes: Buffer,
  { at, remove = 0, insert: put = Buffer.alloc(0) }: { at: number; remove?: number; insert?: Buffer },
) {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + remove)]);
}
