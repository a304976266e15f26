import type { Decimal } from '#core/meter-files/exact-energy.ts';
import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { MeterKind, MeterSettings, ReadContext, StampLabel, Unit } from '#core/meter-files/meter-file.ts';
import { type DecimalSign, readDecimal } from '#core/meter-files/number-cells.ts';
import type { StampMode } from '#core/meter-files/rows/interval-placer.ts';
import { clockText, type Line } from '#core/meter-files/rows/line.ts';
import { canBeRegister, type MeterTimeline, meterTimeline, type TimelineSetup } from '#core/meter-files/rows/meter-timeline.ts';
import { ProblemsOfMeter } from '#core/meter-files/rows/problems-of-meter.ts';
import type { RowSink } from '#core/meter-files/rows/row-writer.ts';
import { witnessOf } from '#core/meter-files/rows/witness.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { nameOf } from '#core/meter-files/table/line-reader.ts';
import { noSuchPart, numberedTimeline } from '#core/meter-files/table/numbered-parts.ts';
import type { TimeColumns } from '#core/meter-files/table/time-columns.ts';
import type { ValueColumn } from '#core/meter-files/table/value-columns.ts';
import { isPulses, isTotalName, WORDS } from '#core/meter-files/table/words.ts';
import { isSameTimeZone, zoneClock } from '#core/time/zoned-times.ts';

export interface TimelinesSetup {
  readonly layout: Layout;
  readonly context: ReadContext;
  readonly decimalSign: DecimalSign;
  readonly isNewestFirst: boolean;
  readonly sink: RowSink;
  /** Where the table's name of the column of values is not the file's: the file's, by the meter's label. */
  readonly valueNames: ReadonlyMap<string, string> | undefined;
  /** Grows as meters turn up; a row's meter is an index into it. */
  readonly labels: string[];
}

/** The timelines of a file's meters, made as their labels turn up. */
export class Timelines {
  readonly #setup: TimelinesSetup;
  readonly #byLabel = new Map<string, MeterTimeline | null>();
  #isZoneChecked = false;
  #lastLabel: string | null = null;
  #last: MeterTimeline | null = null;

  constructor(setup: TimelinesSetup) {
    this.#setup = setup;
  }

  /** Null for a meter that nobody has told Wattle about. */
  of(label: string, value: ValueColumn): MeterTimeline | null {
    if (label === this.#lastLabel) return this.#last;
    this.#last = this.#byLabel.get(label) ?? this.#first(label, value);
    this.#lastLabel = label;
    return this.#last;
  }

  #first(label: string, value: ValueColumn): MeterTimeline | null {
    if (this.#byLabel.has(label)) return null;
    const settings = label === '' ? null : this.#setup.context.meter(label);
    const timeline = settings === null || this.isTotal(label) ? null : this.#make(label, settings, value.column);
    // Labels that mean nothing are not kept: a file of nonsense would fill the memory with them.
    if (timeline !== null || this.#byLabel.size < MOST_LABELS) this.#byLabel.set(label, timeline);
    return timeline;
  }

  /** A row for all the meters together, not for one. */
  isTotal(label: string): boolean {
    return isTotalName(label) && !knowsMeter(this.#setup.context, label);
  }

  /** The file's own name of the column that a meter's values stood in; null where it is the table's. */
  columnOf(label: string): string | null {
    return this.#setup.valueNames?.get(label) ?? null;
  }

  /** A row a day whose date is the day after. */
  isNextDay(): boolean {
    return this.#setup.layout.shape === 'day-rows' && this.#setup.context.options.label === 'next-day';
  }

  /** So many meters have turned up. */
  get count(): number {
    return this.#setup.labels.length;
  }

  finish(): void {
    for (const timeline of this.#byLabel.values()) timeline?.finish();
  }

  #make(label: string, settings: MeterSettings, value: Column): MeterTimeline {
    const { layout, context, sink, labels } = this.#setup;
    const stampLabel = labelFor(layout, context, settings);
    const mode = modeOf(layout, context, stampLabel.label);
    const meter = labels.push(label) - 1;
    const { unit, kind } = unitAndKind({ value, context, settings });
    const countsPulses = value.foreignUnit !== null && isPulses(value.foreignUnit) && context.options.unit === undefined;
    const timeline = meterTimeline({
      ...this.#setup,
      witness: witnessOf({
        witness: context.witness,
        meter: label,
        unit: countsPulses ? 'pulses' : unit,
        isRegister: kind === 'register',
        areEnds: mode !== 'start',
        decimalSign: this.#setup.decimalSign,
      }),
      meter,
      kind,
      zone: zoneClock(zoneFor(layout, context, settings)),
      mode,
      areDatesWholeDays: mode !== 'pair' && stampLabel.label !== 'start' && stampLabel.isTold,
      dateShiftMs: mode !== 'pair' && stampLabel.label === 'end' && stampLabel.isTold ? DAY_MS : 0,
      stepSeconds: settings.stepSeconds,
      unit,
      countsPulses,
      ...multipliersOf(settings, kind, context.options.multiplier),
      netsGeneration: settings.netsGeneration,
      startColumn: layout.time.start === null ? null : nameOf(layout.time.start.column),
      stampColumn: nameOf(layout.time.stamp.column),
      valueColumn: this.columnOf(label) ?? nameOf(value),
      areBlanksOrdinary: layout.shape === 'wide' || layout.shape === 'day-rows',
      sink,
      problems: layout.shape === 'wide' ? new ProblemsOfMeter(sink.problems, label) : sink.problems,
      now: context.now,
    });
    const placed = this.#placingNumbers(timeline, mode !== 'start');
    return this.#isZoneChecked ? placed : this.#checking(placed, settings);
  }

  #placingNumbers(timeline: MeterTimeline, areEnds: boolean): MeterTimeline {
    const { layout, sink } = this.#setup;
    const { numbering, column } = layout.time.stamp;
    if (numbering === null) return timeline;
    return numberedTimeline(timeline, { areEnds, refuse: (line) => sink.problems.add(noSuchPart(line, nameOf(column))) });
  }

  /** Compares the zones that are told, and the file's offsets with the zone, until two disagree. */
  #checking(timeline: MeterTimeline, settings: MeterSettings): MeterTimeline {
    const { context, layout } = this.#setup;
    const told = [context.options.timeZone, settings.timeZone].filter((zone) => zone !== undefined && zone !== null);
    const file = layout.time.isUtc ? ['UTC'] : [];
    const [first, ...others] = [...told, ...file];
    const other = first === undefined ? undefined : others.find((zone) => !isSameTimeZone(zone, first));
    if (first !== undefined && other !== undefined) this.#warnZone(null, timeline, { found: other, other: first });
    return {
      zone: timeline.zone,
      take: (line) => {
        if (!this.#isZoneChecked) this.#checkOffset(line, timeline, told.length > 0);
        timeline.take(line);
      },
      finish: () => timeline.finish(),
    };
  }

  #checkOffset(line: Line, timeline: MeterTimeline, isZoneTold: boolean): void {
    const { offsetMs, wallMs } = line.start ?? line.stamp;
    // Times in UTC speak for themselves unless somebody said otherwise.
    if (Number.isNaN(offsetMs) || (offsetMs === 0 && !isZoneTold)) return;
    const { zone } = timeline;
    const instant = wallMs - offsetMs;
    const found = line.start === null ? line.stampText : line.startText;
    if (zone.offset(instant) !== offsetMs) {
      this.#warnZone(line.row, timeline, { found, other: clockText(zone.wall(instant)) });
    }
  }

  #warnZone(
    row: number | null,
    { zone }: MeterTimeline,
    { found, other }: { readonly found: string; readonly other: string },
  ): void {
    if (this.#isZoneChecked) return;
    this.#isZoneChecked = true;
    const column = nameOf(this.#setup.layout.time.stamp.column);
    const params = { timeZone: zone.timeZone, other };
    this.#setup.sink.problems.add({ kind: 'zone-disagrees', severity: 'warning', row, column, found, params });
  }
}

const MOST_LABELS = 100_000;
const DAY_MS = 86_400_000;

/** A single time is a start unless a flag, the header or the meter's settings say otherwise. */
export function labelFor(
  { time, shape }: Layout,
  { options }: ReadContext,
  settings: MeterSettings | null,
): {
  readonly label: StampLabel;
  readonly isTold: boolean;
  readonly evidence: 'told' | TimeColumns['labelEvidence'] | 'meter' | 'usual';
} {
  // The parts of a day begin at its midnight, whatever they are called.
  if (shape === 'day-rows') return { label: 'start', isTold: false, evidence: 'header' };
  if (options.label !== undefined) return { label: options.label, isTold: true, evidence: 'told' };
  if (time.label !== null && time.labelEvidence !== 'whole-days')
    return { label: time.label, isTold: true, evidence: time.labelEvidence };
  const label = settings?.label ?? null;
  if (label === null && time.label !== null) return { label: time.label, isTold: true, evidence: 'whole-days' };
  return label === null ? { label: 'start', isTold: false, evidence: 'usual' } : { label, isTold: true, evidence: 'meter' };
}

/** The zone of times without an offset. */
export function zoneFor({ time }: Layout, { options, campusTimeZone }: ReadContext, settings: MeterSettings | null): string {
  return options.timeZone ?? (time.isUtc ? 'UTC' : null) ?? settings?.timeZone ?? campusTimeZone;
}

/** The unit by flag, header, meter or else kWh, and the kind by flag, meter, header or else interval. */
export function unitAndKind({
  value,
  context: { options },
  settings,
}: {
  readonly value: Column;
  readonly context: ReadContext;
  readonly settings: MeterSettings | null;
}): { readonly unit: Unit; readonly kind: MeterKind } {
  const unit = options.unit ?? value.unit ?? settings?.unit ?? 'kWh';
  const worded = WORDS.register.test(value.words) && canBeRegister(unit) ? 'register' : 'interval';
  return { unit, kind: options.kind ?? settings?.kind ?? worded };
}

function modeOf({ time, shape }: Layout, { options }: ReadContext, label: StampLabel): StampMode {
  if (time.start !== null || time.isSpan) return 'pair';
  if (options.endOnly === true && shape !== 'day-rows') return 'end-only';
  return label === 'start' ? 'start' : 'end';
}

/** A told multiplier counts before the meter's own; registers are kept without the meter's, which their differences get. */
function multipliersOf(
  settings: MeterSettings,
  kind: MeterKind,
  told: string | undefined,
): Pick<TimelineSetup, 'multipliers' | 'isMultiplierTold' | 'isPulseWorthKnown'> {
  const isMultiplierTold = told !== undefined;
  const first = told ?? (kind === 'register' ? '1' : settings.multiplier);
  const later = isMultiplierTold || kind === 'register' ? [] : settings.multipliers;
  return {
    multipliers: [
      { fromAt: Number.NEGATIVE_INFINITY, multiplier: multiplierOf(first) },
      ...later.map(({ fromAt, multiplier }) => ({ fromAt, multiplier: multiplierOf(multiplier) })),
    ],
    isMultiplierTold,
    isPulseWorthKnown: isMultiplierTold || hasMultiplier(settings),
  };
}

/** Whether a meter's values are worth more or less than what they say. */
export function hasMultiplier({ multiplier, multipliers }: MeterSettings): boolean {
  return multipliers.length > 0 || multiplierOf(multiplier).digits !== 1 || multiplierOf(multiplier).scale !== 0;
}

const multipliers = new Map<string, Decimal>();

function multiplierOf(text: string): Decimal {
  const decimal = multipliers.get(text) ?? readDecimal(text);
  if (multipliers.size < 1000) multipliers.set(text, decimal);
  return decimal;
}
