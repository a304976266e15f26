import type { MeterSettings, ReadContext, ReadOptions } from '#core/meter-files/meter-file.ts';
import type { Dice } from '#tests/fuzz/dice.ts';

const NOW = Date.UTC(2024, 5, 1);

/** What staff may say of a file; seldom more than a little. */
export function anyOptions(dice: Dice): ReadOptions {
  const options: Record<string, unknown> = { meter: 'North Hall' };
  if (dice.onceIn(3)) options.dateOrder = dice.pick(['dmy', 'mdy', 'ymd']);
  const others = Object.entries(OTHERS);
  while (dice.onceIn(3)) {
    const [name, values] = dice.among(others) ?? ['unit', ['kWh']];
    options[name] = dice.among(values);
  }
  return options as ReadOptions;
}

const OTHERS: Readonly<Record<keyof ReadOptions, readonly unknown[]>> = {
  meter: ['7', '', 'constructor'],
  kind: ['interval', 'register'],
  unit: ['Wh', 'kWh', 'MWh', 'W', 'kW'],
  timeZone: ['UTC', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Mars/Olympus', ''],
  label: ['start', 'end', 'next-day'],
  dateOrder: ['dmy', 'mdy', 'ymd'],
  endOnly: [true],
  newestFirst: [true, false],
  duplicates: [1, 2, 3, 1000],
  layout: ['long', 'wide', 'single', 'day-rows'],
  delimiter: ['comma', 'semicolon', 'tab', 'pipe'],
  multiplier: ['40', '0.5', '0', '-1', 'x', '1e9', '999999999999'],
  timeColumn: ['time', '1', '2', '99', 'kWh'],
  meterColumn: ['meter', '2', 'time'],
  valueColumn: ['kWh', '3', '1', 'nothing'],
};

export function anyContext(dice: Dice, options: ReadOptions): ReadContext {
  const settings: MeterSettings = {
    kind: dice.onceIn(5) ? dice.pick(['interval', 'register']) : null,
    unit: dice.onceIn(5) ? dice.pick(['Wh', 'kWh', 'kW']) : null,
    multiplier: dice.onceIn(5) ? dice.pick(['40', '0.001']) : '1',
    multipliers: dice.onceIn(8) ? [{ fromAt: Date.UTC(2024, 0, 9), multiplier: '2' }] : [],
    netsGeneration: dice.onceIn(8),
    timeZone: dice.onceIn(8) ? 'Europe/Berlin' : null,
    label: dice.onceIn(8) ? 'end' : null,
    stepSeconds: dice.onceIn(2) ? 900 : null,
  };
  const knowsAll = !dice.onceIn(4);
  return {
    options,
    campusTimeZone: dice.pick(['America/New_York', 'UTC', 'Australia/Lord_Howe', 'Europe/London']),
    now: NOW,
    meter: (label) => (knowsAll || label.length % 2 === 0 ? settings : null),
  };
}
