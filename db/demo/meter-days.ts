import { type CampusDay, campusDate, campusDay, SLOT_MS } from '#db/demo/campus-days.ts';
import { type DemoFault, monthlyGap, storyFaults } from '#db/demo/faults.ts';
import { type MeterLoad, meterLoad } from '#db/demo/load.ts';
import { DEMO_METERS, type DemoMeter } from '#db/demo/meters.ts';

const MOST_SLOTS = 100;

/** A meter's day as its file tells it, by slot: whole Wh, and how many rows it has (0 where it is missing, 2 where repeated). */
export interface MeterDay {
  readonly energyWh: Int32Array;
  readonly rows: Uint8Array;
}

/** Reads a meter's day into `into`. Energy of a missing slot is what was used all the same: a register counts on. */
export type ReadMeterDay = (meter: DemoMeter, day: CampusDay, into: MeterDay) => void;

export function emptyMeterDay(): MeterDay {
  return { energyWh: new Int32Array(MOST_SLOTS), rows: new Uint8Array(MOST_SLOTS) };
}

/** What the campus's meters say: the load of `seed` with the faults of a demo that was started at `startedAt` (epoch milliseconds). */
export function meterDays({ seed, startedAt }: { seed: number; startedAt: number }): ReadMeterDay {
  const load = meterLoad(seed);
  const story = storyFaults(startedAt);
  const storyByMeter = new Map(DEMO_METERS.map(({ label }) => [label, story.filter(({ meter }) => meter === label)]));
  const gaps = new Map<string, DemoFault | null>();

  function gapOf(meter: string, month: string): DemoFault | null {
    const known = gaps.get(meter + month);
    if (known !== undefined) return known;
    const gap = monthlyGap({ seed, meter, month });
    gaps.set(meter + month, gap);
    return gap;
  }

  return (meter, day, into) => {
    load(meter, day, into.energyWh);
    into.rows.fill(1);
    for (const fault of storyByMeter.get(meter.label) ?? []) apply({ fault, meter, day, into, load });
    const gap = gapOf(meter.label, day.day.slice(0, 7));
    if (gap !== null) apply({ fault: gap, meter, day, into, load });
  };
}

interface Application {
  readonly fault: DemoFault;
  readonly meter: DemoMeter;
  readonly day: CampusDay;
  readonly into: MeterDay;
  readonly load: MeterLoad;
}

function apply({ fault, meter, day, into, load }: Application): void {
  if (fault.endsAt <= day.startsAt || fault.startsAt >= day.endsAt) return;
  const first = Math.max(0, (fault.startsAt - day.startsAt) / SLOT_MS);
  const end = Math.min(day.slots, (fault.endsAt - day.startsAt) / SLOT_MS);
  if (fault.kind === 'missing') into.rows.fill(0, first, end);
  if (fault.kind === 'repeated') into.rows.fill(2, first, end);
  if (fault.kind === 'dead') into.energyWh.fill(0, first, end);
  if (fault.kind === 'frozen') into.energyWh.fill(firstValue({ fault, meter, load }), first, end);
}

function firstValue({ fault, meter, load }: Pick<Application, 'fault' | 'meter' | 'load'>): number {
  const day = campusDay(campusDate(fault.startsAt));
  const { energyWh } = emptyMeterDay();
  load(meter, day, energyWh);
  return energyWh[(fault.startsAt - day.startsAt) / SLOT_MS] ?? 0;
}
