import type { Decimal } from '#core/meter-files/exact-energy.ts';
import { secondsOf } from '#core/meter-files/green-button/block-lengths.ts';
import * as codes from '#core/meter-files/green-button/codes.ts';
import { type Family, familiesOf } from '#core/meter-files/green-button/family.ts';
import { knowsChannel, knowsUsagePoint, labelChannels, namesOf } from '#core/meter-files/green-button/labels.ts';
import type { Block, Outline } from '#core/meter-files/green-button/outline.ts';
import type { MeterKind, ReadContext, Unit } from '#core/meter-files/meter-file.ts';

/** Readings of one kind of one meter, and how they are to be understood. */
export interface Channel {
  readonly family: Family;
  /** The meter's label; empty where the file has none. */
  label: string;
  readonly unit: Unit;
  readonly unitFrom: 'told' | 'reading-type' | 'block' | 'usual';
  /** The unit as the file has it, for one who reads what was left out. */
  readonly unitName: string;
  /** ESPI's power of ten as a factor. */
  readonly factor: Decimal;
  /** Null where the file does not say; then the meter does. */
  readonly kind: MeterKind | null;
  readonly quality: codes.StatedQuality | null;
  /** Of the ReadingType; null where it says nothing. */
  readonly intervalSeconds: number | null;
  /** The better, the lower, see `directionRank`. */
  readonly rank: number;
  leftOut: LeftOut | null;
}

/** Why a channel is not read; worded under `channel-left-out`. */
export type LeftOut = 'unit' | 'commodity' | 'export' | 'reactive' | 'extreme' | 'twin' | 'not-asked';

export interface Channels {
  readonly all: readonly Channel[];
  /** By the blocks' order in the file. */
  readonly byBlock: ReadonlyMap<Block, Channel>;
}

/** The channels of a feed, labelled, with those marked that are left out. */
export function channelsOf(outline: Outline, context: ReadContext): Channels {
  const all = familiesOf(outline)
    .filter(({ blocks }) => blocks.some(({ readings }) => readings > 0))
    .map((family) => channelOf(family, context));
  readmitExports(all, context);
  leaveOutTwins(all, context);
  labelChannels(all, context);
  nameByOption(all, context);
  return { all, byBlock: new Map(all.flatMap((channel) => channel.family.blocks.map((block) => [block, channel] as const))) };
}

function channelOf(family: Family, { options }: ReadContext): Channel {
  const type = family.readingType?.fields ?? {};
  const block = family.blocks[0]?.fields ?? {};
  const stated = codes.unitName(type.uom ?? '');
  const name = stated ?? codes.unitName(block.unitOfMeasure ?? '');
  const unit = name === null ? null : codes.electricUnit(name);
  const power = powerOf(type.powerOfTenMultiplier ?? '');
  const isForeign = !codes.isElectricity(type.commodity ?? '') || (unit === null && isOtherService(family));
  const isTold = options.unit !== undefined;
  const rank = codes.directionRank(type.flowDirection ?? '');
  return {
    family,
    label: '',
    unit: options.unit ?? unit ?? 'Wh',
    unitFrom: isTold ? 'told' : stated !== null ? 'reading-type' : name !== null ? 'block' : 'usual',
    unitName: name ?? '',
    // A unit that staff state is the unit of the numbers as they stand.
    factor: isTold ? ONE : tenTo(power ?? 0),
    kind: codes.kindOf(type.accumulationBehaviour ?? ''),
    quality: codes.qualityOf(type.defaultQuality ?? ''),
    intervalSeconds: secondsOf(type.intervalLength) ?? secondsOf(block.secondsPerInterval),
    rank: rank ?? Number.POSITIVE_INFINITY,
    leftOut: leftOutOf({ type, isForeign, hasUnit: (name === null || unit !== null) && power !== null }),
  };
}

function leftOutOf({
  type,
  isForeign,
  hasUnit,
}: {
  readonly type: Readonly<Record<string, string>>;
  readonly isForeign: boolean;
  readonly hasUnit: boolean;
}): LeftOut | null {
  if (isForeign) return 'commodity';
  if (!hasUnit) return 'unit';
  if (codes.isExtreme(type.dataQualifier ?? '')) return 'extreme';
  if (codes.directionRank(type.flowDirection ?? '') !== null) return null;
  return codes.isExport(type.flowDirection ?? '') ? 'export' : 'reactive';
}

const ONE: Decimal = { isNegative: false, digits: 1, scale: 0 };

function tenTo(power: number): Decimal {
  return power > 0 ? { isNegative: false, digits: 10 ** power, scale: 0 } : { isNegative: false, digits: 1, scale: -power };
}

/** Null for a power that no meter has. */
function powerOf(text: string): number | null {
  const power = Number(text);
  return Number.isInteger(power) && Math.abs(power) <= 12 ? power : null;
}

/** Gas, water and so on, as the UsagePoint says. */
function isOtherService({ usagePoint }: Family): boolean {
  return !['', '0'].includes(usagePoint?.fields.kind ?? '');
}

/** What is fed back counts only where staff have made a meter of it: of the channel, or of a UsagePoint that has no other. */
function readmitExports(channels: readonly Channel[], context: ReadContext): void {
  const points = new Set(channels.flatMap(({ leftOut, family }) => (leftOut === null ? [family.usagePoint] : [])));
  for (const channel of channels.filter(({ leftOut }) => leftOut === 'export')) {
    const isOnly = !points.has(channel.family.usagePoint);
    if (knowsChannel(context, channel) || (isOnly && knowsUsagePoint(context, channel))) channel.leftOut = null;
  }
}

/**
 * Of several channels of one meter that tell the same energy the best is read: delivered before net, energy before power,
 * intervals before registers, the finest intervals. A channel whose own label is a known meter's is always read.
 */
function leaveOutTwins(channels: readonly Channel[], context: ReadContext): void {
  for (const group of groupsOf(channels)) {
    const rivals = group.filter((channel) => !knowsChannel(context, channel));
    const [best] = rivals.toSorted(compareWorth);
    for (const rival of rivals) if (best !== undefined && compareWorth(rival, best) > 0) rival.leftOut = 'twin';
  }
}

function groupsOf(channels: readonly Channel[]): readonly (readonly Channel[])[] {
  const groups = new Map<unknown, Channel[]>();
  for (const channel of channels) {
    if (channel.leftOut !== null) continue;
    const key = channel.family.usagePoint ?? channel.family.meterReading;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [channel]);
    else group.push(channel);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function compareWorth(one: Channel, other: Channel): number {
  const isPower = ({ unit }: Channel) => Number(unit === 'W' || unit === 'kW');
  const isRegister = ({ kind }: Channel) => Number(kind === 'register');
  return (
    order(one.rank, other.rank) ||
    isPower(one) - isPower(other) ||
    isRegister(one) - isRegister(other) ||
    (one.intervalSeconds ?? 0) - (other.intervalSeconds ?? 0)
  );
}

function order(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** The one channel of a file is the meter that staff name; of several, the one that is called so is read alone. */
function nameByOption(channels: readonly Channel[], { options }: ReadContext): void {
  const told = options.meter?.trim() ?? '';
  const read = channels.filter(({ leftOut }) => leftOut === null);
  const called = read.length === 1 ? read : read.filter((channel) => channel.label === told || namesOf(channel).includes(told));
  const [only] = called;
  if (told === '' || only === undefined || called.length > 1) return;
  for (const channel of read) if (channel !== only) channel.leftOut = 'not-asked';
  only.label = told;
}
