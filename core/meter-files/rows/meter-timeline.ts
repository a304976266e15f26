import { isPower } from '#core/meter-files/exact-energy.ts';
import type { MeterKind, Unit } from '#core/meter-files/meter-file.ts';
import type { DecimalSign } from '#core/meter-files/number-cells.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { InstantResolver } from '#core/meter-files/rows/instant-resolver.ts';
import { IntervalPlacer, type StampMode } from '#core/meter-files/rows/interval-placer.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import { type MultiplierFrom, type RowSink, RowWriter } from '#core/meter-files/rows/row-writer.ts';
import type { WitnessLine } from '#core/meter-files/rows/witness.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';

export interface TimelineSetup {
  readonly meter: number;
  readonly kind: MeterKind;
  readonly zone: ZoneClock;
  readonly mode: StampMode;
  readonly areDatesWholeDays: boolean;
  /** Added to a stamp without a clock: a day where a date labelled as end means that whole day. */
  readonly dateShiftMs?: number;
  readonly stepSeconds: number | null;
  readonly isNewestFirst: boolean;
  readonly unit: Unit;
  readonly countsPulses: boolean;
  readonly isPulseWorthKnown: boolean;
  readonly multipliers: readonly MultiplierFrom[];
  readonly isMultiplierTold: boolean;
  readonly netsGeneration: boolean;
  readonly decimalSign: DecimalSign;
  readonly startColumn: string | null;
  readonly stampColumn: string | null;
  readonly valueColumn: string | null;
  readonly areBlanksOrdinary: boolean;
  readonly sink: RowSink;
  readonly witness?: WitnessLine | undefined;
  /** Where the timeline's problems go. */
  readonly problems: ProblemList;
  readonly now: number;
}

/** The lines of one meter on their way to rows: wall times to instants, instants to intervals or register stamps, values to energy. */
export interface MeterTimeline {
  readonly zone: ZoneClock;
  take(line: Line): void;
  /** To be called after the last line. */
  finish(): void;
}

export function meterTimeline(setup: TimelineSetup): MeterTimeline {
  const { kind, zone } = setup;
  const writer = new RowWriter(setup);
  const placer = new IntervalPlacer({ ...setup, writer });
  const resolver = new InstantResolver({
    ...setup,
    dateShiftMs: setup.dateShiftMs ?? 0,
    areEnds: kind !== 'register' && (setup.mode === 'end' || setup.mode === 'end-only'),
    place: kind === 'register' ? (...placed) => writer.writeRegister(...placed) : (...placed) => placer.place(...placed),
    startRefused: (line, stampedAt) => {
      if (kind === 'register') writer.writeBase(line, stampedAt);
    },
  });
  return {
    zone,
    take: (line) => resolver.take(line),
    finish: () => {
      resolver.finish();
      placer.finish();
    },
  };
}

/** A register counts energy: a power unit cannot be one's. */
export function canBeRegister(unit: Unit): boolean {
  return !isPower(unit);
}
