import type { Dice } from '#tests/fuzz/dice.ts';
import type { MakeTable, RightTable } from '#tests/fuzz/right-tables.ts';

const FROM = Date.UTC(2024, 0, 8);
const HOUR = 3_600_000;

function stampsOf(dice: Dice, stepMs: number): readonly number[] {
  return dice.times(4 + dice.upTo(20), (at) => FROM + at * stepMs);
}

const spaced = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const slashed = (ms: number) => {
  const [y = '', m = '', d = ''] = spaced(ms).slice(0, 10).split('-');
  return `${m}/${d}/${y} ${spaced(ms).slice(11)}`;
};

const acquisuite: MakeTable = (dice) => {
  let total = dice.upTo(100_000);
  const header = ['time(utc)', 'error', 'low alarm', 'high alarm', "'Main (KWh)'", "'Main demand (kW)'", "'-'"];
  const values = stampsOf(dice, 900_000).map((ms) => {
    total += dice.upTo(9);
    return dice.onceIn(15)
      ? [`'${spaced(ms)}'`, '139', '', '', '', '', '']
      : [`'${spaced(ms)}'`, '0', '0x0000', '0', String(total), String(dice.upTo(40)), ''];
  });
  return dice.onceIn(3) ? { lines: values, firstLine: 0 } : { lines: [header, ...values], firstLine: 1 };
};

const egauge: MakeTable = (dice) => {
  const isEpoch = dice.onceIn(2);
  const stamps = stampsOf(dice, HOUR).toReversed();
  const names = ['Usage [kW]', 'Generation [kW]', 'East Wing [kW]', 'West Wing [kW]', 'L1 Voltage [V]'];
  return {
    lines: [
      ['Date & Time', ...names],
      ...stamps.map((ms) => [isEpoch ? String(ms / 1000) : spaced(ms), ...names.map(() => `${dice.upTo(20)}.${dice.upTo(99)}`)]),
    ],
    firstLine: 1,
  };
};

const ted: MakeTable = (dice) => ({
  lines: [
    ['MTU', 'Date', dice.pick(['Power (kWh)', 'power', 'energy (kWh)']), 'Cost ($)', 'Voltage (V)'],
    ...stampsOf(dice, dice.pick([HOUR, 60_000])).flatMap((ms) =>
      ['1', '2'].map((unit) => [unit, slashed(ms), `${dice.upTo(9)}.5`, '0.2', '120']),
    ),
  ],
  firstLine: 1,
});

const buildingos: MakeTable = (dice): RightTable => {
  const names = ['North Hall - Main (kWh)', 'South Hall - Main (kWh)', 'Lab (MWh)'];
  let total = 5000;
  const isRegister = dice.onceIn(2);
  return {
    lines: [
      ['Facility', 'Example University'],
      ['Resolution: 15 minutes'],
      [dice.pick(['Timezone: America/Chicago', 'Time zone: Europe/Berlin'])],
      ['Units', 'kWh'],
      [''],
      ['Timestamp', ...names],
      ...stampsOf(dice, 300_000).map((ms) => {
        total += dice.upTo(6);
        return [spaced(ms).slice(0, 16), ...names.map(() => (dice.onceIn(2) ? '' : String(isRegister ? total : dice.upTo(9))))];
      }),
    ],
    firstLine: 6,
  };
};

const PORTFOLIO =
  'Property Name,Portfolio Manager ID,Portfolio Manager Meter ID,Meter Name,Meter Type,Start Date,End Date,Usage/Quantity,Usage Units,Cost ($),Estimation?';

const portfolioManager: MakeTable = (dice) => ({
  lines: [
    ['Meter Entries'],
    [''],
    PORTFOLIO.split(','),
    ...dice.times(3 + dice.upTo(8), (at) => {
      const kind = dice.pick(['Electric - Grid', 'Electric - Grid', 'Natural Gas', 'Electric - Solar']);
      const days = [`${1 + (at % 11)}/1/2023`, `${2 + (at % 11)}/1/2023`];
      const unit = dice.pick(['kWh (thousand Watt-hours)', 'MWh (million Watt-hours)', 'kBtu (thousand Btu)']);
      return ['North Hall', '1', '11', `${kind} meter`, kind, ...days, `${1 + dice.upTo(2000)}.5`, unit, '100', 'No'];
    }),
  ],
  firstLine: 3,
});

export const DIALECTS: Readonly<Record<string, MakeTable>> = { acquisuite, egauge, ted, buildingos, portfolioManager };
