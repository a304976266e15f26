import type { Decimal } from '#core/meter-files/exact-energy.ts';
import { channelWitness } from '#core/meter-files/green-button/channel-witness.ts';
import type { Channel } from '#core/meter-files/green-button/channels.ts';
import type { MeterKind, MeterSettings, ReadContext } from '#core/meter-files/meter-file.ts';
import { readDecimal } from '#core/meter-files/number-cells.ts';
import { IntervalPlacer } from '#core/meter-files/rows/interval-placer.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import { type RowSink, RowWriter, type WriterSetup } from '#core/meter-files/rows/row-writer.ts';
import { zoneClock } from '#core/time/zoned-times.ts';

/** The element names that problems give as columns. */
export const TIME_COLUMN = 'timePeriod';
export const VALUE_COLUMN = 'value';

export interface ChannelSetup {
  readonly channel: Channel;
  /** The meter's index among the labels. */
  readonly meter: number;
  readonly settings: MeterSettings;
  readonly context: ReadContext;
  readonly isNewestFirst: boolean;
  /** No reading of the channel says how long it is. */
  readonly hasOnlyStarts: boolean;
  readonly sink: RowSink;
}

/** The readings of one channel on their way to rows. Their times are instants already. */
export interface ChannelTimeline {
  readonly kind: MeterKind;
  /** Seconds since 1970; `start` is null where the reading has one time only. */
  take(line: Line, start: number | null, stamp: number): void;
  /** A reading without a time that can be understood; it goes nowhere but to a witness. */
  miss(line: Line): void;
  /** To be called after the last reading. */
  finish(): void;
}

/** The timeline of a channel's readings, with the unit and kind that the file states, else the meter's. */
export function channelTimeline(setup: ChannelSetup): ChannelTimeline {
  const { channel, meter, settings, context, sink } = setup;
  const kind = kindOf(channel, settings, context);
  // The zone tells how long a local day is, and words what is said about times.
  const zone = zoneClock(context.options.timeZone ?? settings.timeZone ?? context.campusTimeZone);
  const unit = channel.unitFrom === 'usual' ? (settings.unit ?? channel.unit) : channel.unit;
  const witness = channelWitness({ channel, unit, isRegister: kind === 'register', witness: context.witness });
  const writer = new RowWriter({
    meter,
    zone,
    unit,
    witness,
    countsPulses: false,
    isPulseWorthKnown: false,
    ...multipliersOf(setup, kind),
    netsGeneration: settings.netsGeneration,
    decimalSign: '.',
    stampColumn: TIME_COLUMN,
    valueColumn: VALUE_COLUMN,
    areBlanksOrdinary: false,
    sink,
    problems: sink.problems,
    now: context.now,
  });
  const placer = new IntervalPlacer({
    mode: setup.hasOnlyStarts ? 'start' : 'pair',
    writer,
    zone,
    problems: sink.problems,
    stepSeconds: settings.stepSeconds,
    isNewestFirst: setup.isNewestFirst,
    areDatesWholeDays: false,
    stampColumn: TIME_COLUMN,
  });
  return {
    kind,
    take: (line, start, stamp) => {
      const startsAt = start === null ? Number.NaN : start * 1000;
      if (kind === 'register') writer.writeRegister(line, startsAt, stamp * 1000);
      else placer.place(line, startsAt, stamp * 1000);
    },
    miss: (line) => witness?.(line, Number.NaN, Number.NaN),
    finish: () => placer.finish(),
  };
}

/** As told, else as the file states, else the meter's, else interval. A mean power is no register. */
export function kindOf({ kind, unit }: Channel, settings: MeterSettings | null, { options }: ReadContext): MeterKind {
  const wanted = options.kind ?? kind ?? settings?.kind ?? 'interval';
  return unit === 'W' || unit === 'kW' ? 'interval' : wanted;
}

/** The file's power of ten belongs to its values; the multiplier is the meter's, or told. Registers are kept without the meter's. */
function multipliersOf(
  { channel, settings, context: { options } }: ChannelSetup,
  kind: MeterKind,
): Pick<WriterSetup, 'multipliers' | 'isMultiplierTold'> {
  const told = options.multiplier;
  const first = told ?? (kind === 'register' ? '1' : settings.multiplier);
  const later = told !== undefined || kind === 'register' ? [] : settings.multipliers;
  const eras = [{ fromAt: Number.NEGATIVE_INFINITY, multiplier: first }, ...later];
  return {
    multipliers: eras.map(({ fromAt, multiplier }) => ({ fromAt, multiplier: product(readDecimal(multiplier), channel.factor) })),
    isMultiplierTold: told !== undefined,
  };
}

function product(one: Decimal, other: Decimal): Decimal {
  const digits = BigInt(one.digits) * BigInt(other.digits);
  const isSmall = digits <= BigInt(Number.MAX_SAFE_INTEGER);
  return {
    isNegative: one.isNegative !== other.isNegative,
    digits: isSmall ? Number(digits) : digits,
    scale: one.scale + other.scale,
  };
}
