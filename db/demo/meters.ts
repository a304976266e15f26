import { DEMO_DORMS, type DemoDorm } from '#db/demo/dorms.ts';

/** One of the campus's systems that export readings, each with a layout of its own. */
export type ExportName = 'ems' | 'bayside' | 'north-precinct' | 'riverside-registers';

export interface DemoMeter {
  readonly label: string;
  readonly dorm: DemoDorm;
  readonly export: ExportName;
  readonly kind: 'interval' | 'register';
  readonly stampedAt: 'start' | 'end';
  /** Its part of the dorm's use. */
  readonly share: number;
  /** What the file's values are to be multiplied by: the current transformers' ratio. */
  readonly multiplier: number;
  /** No: the meter feeds something that is not the dorm's to save. */
  readonly counts: boolean;
}

/** A meter that was swapped carries on under the second label. */
export const SWAPPED_METERS = { before: 'Maple Court 88213', after: 'Maple Court 90457' } as const;

const CAR_PARK = 'Kestrel Tower car park';

/** Dorms with other labels than their own name, or more than one meter, with each meter's part. */
const LABELS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  northgate: { 'Northgate A': 0.54, 'Northgate B': 0.46 },
  birch: { 'Birch A': 0.62, 'Birch B': 0.38 },
  'maple-court': { [SWAPPED_METERS.before]: 1, [SWAPPED_METERS.after]: 1 },
  'harbour-house': { 'Harbour House East': 0.51, 'Harbour House West': 0.49 },
  'kestrel-tower': { 'Kestrel Tower': 1, [CAR_PARK]: 0.05 },
  tidewater: { 'Tidewater A': 0.57, 'Tidewater B': 0.43 },
  beacon: { 'Beacon lower': 0.48, 'Beacon upper': 0.52 },
  'foundry-lofts': { 'Foundry Lofts 1': 0.6, 'Foundry Lofts 2': 0.4 },
  'old-cannery': { 'Old Cannery': 0.7, 'Old Cannery annexe': 0.3 },
};

const EXPORTS: Readonly<Record<string, ExportName>> = {
  northgate: 'north-precinct',
  linden: 'north-precinct',
  ropewalk: 'north-precinct',
  'banksia-hall': 'north-precinct',
  saltmarsh: 'north-precinct',
  'harbour-house': 'bayside',
  'ferry-lodge': 'bayside',
  samphire: 'bayside',
  tidewater: 'bayside',
  beacon: 'bayside',
  'pelican-court': 'bayside',
  'foundry-lofts': 'riverside-registers',
  'old-cannery': 'riverside-registers',
};

export const DEMO_METERS: readonly DemoMeter[] = DEMO_DORMS.flatMap((dorm) => {
  const labels = Object.entries(LABELS[dorm.slug] ?? { [dorm.name]: 1 });
  return labels.map(([label, share]) => meterOf({ label, share, dorm }));
});

function meterOf({ label, share, dorm }: { label: string; share: number; dorm: DemoDorm }): DemoMeter {
  const from = EXPORTS[dorm.slug] ?? 'ems';
  return {
    label,
    dorm,
    export: from,
    kind: from === 'riverside-registers' ? 'register' : 'interval',
    stampedAt: from === 'north-precinct' || from === 'riverside-registers' ? 'end' : 'start',
    share,
    multiplier: label === CAR_PARK ? 40 : 1,
    counts: label !== CAR_PARK,
  };
}
