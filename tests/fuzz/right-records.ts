import {
  block,
  entry,
  feed,
  meterReading,
  quality,
  reading,
  readingType,
  START,
  usagePoint,
} from '#tests/core/meter-files/green-button-feed.ts';
import type { Dice } from '#tests/fuzz/dice.ts';
import type { MakeTable } from '#tests/fuzz/right-tables.ts';

const dayText = (at: number) => new Date(Date.UTC(2024, 1, 10 + at)).toISOString().slice(0, 10).replaceAll('-', '');

export const nem12: MakeTable = (dice) => {
  const minutes = dice.pick([30, 15, 5]);
  const meters = 1 + dice.upTo(2);
  const lines: string[][] = [['100', 'NEM12', '202403011200', 'MDP1', 'RETAIL1']];
  for (let meter = 0; meter < meters; meter += 1) {
    for (const suffix of dice.onceIn(2) ? ['E1'] : ['E1', 'B1']) {
      const unit = dice.pick(['kWh', 'KWH', 'Wh']);
      lines.push(['200', `NMI123456${meter}`, 'E1B1', '1', suffix, 'N1', 'SERIAL1', unit, String(minutes), '']);
      for (let day = 0; day < 1 + dice.upTo(3); day += 1) {
        const flag = dice.pick(['A', 'A', 'E52', 'V', 'N', 'S14']);
        const values = dice.times(1440 / minutes, () => `${dice.upTo(9)}.${dice.upTo(999)}`);
        lines.push(['300', dayText(day), ...values, flag, '', '', '20240301000000', '']);
        if (flag === 'V') lines.push(['400', '1', '20', 'A', '', ''], ['400', '21', String(values.length), 'F14', '76', '']);
        if (dice.onceIn(6)) lines.push(['500', 'O', 'S01009', '20240210040508', '']);
      }
    }
  }
  return { lines: [...lines, ['900']], firstLine: 1 };
};

export const nem13: MakeTable = (dice) => ({
  lines: [
    ['100', 'NEM13', '202403011200', 'MDP1', 'RETAIL1'],
    ...dice.times(1 + dice.upTo(5), (at) => {
      const [before, used] = [1000 + dice.upTo(5000), dice.upTo(90)];
      const from = `${dayText(at * 7)}120000`;
      const to = `${dayText(at * 7 + 7)}120000`;
      const head = ['250', `NMI123456${at % 2}`, '11', '1', '11', '11', 'SERIAL1', dice.pick(['E', 'E', 'I'])];
      return [
        ...head,
        String(before),
        from,
        'A',
        '',
        '',
        String(before + used),
        to,
        'A',
        '',
        '',
        String(used),
        'kWh',
        '',
        '',
        '',
      ];
    }),
    ['900'],
  ],
  firstLine: 1,
});

/** A feed in which every reading stands in a line of its own. */
export function greenButton(dice: Dice): string {
  const meters = 1 + dice.upTo(2);
  const entries = dice.times(meters, (meter) => {
    const self = `/UsagePoint/${meter}`;
    const up = `${self}/MeterReading/1`;
    const seconds = dice.pick([3600, 900, 86_400]);
    const fields = {
      accumulationBehaviour: dice.pick([4, 4, 4, 1, 3, '']),
      powerOfTenMultiplier: dice.pick([0, 3, -3, '']),
      uom: dice.pick([72, 72, 38]),
      intervalLength: seconds,
    };
    const readings = dice.times(2 + dice.upTo(24), (at) => {
      const more = dice.onceIn(4) ? quality(dice.pick(['0', '8', '7', '9', '19'])) : '';
      return `\n${reading(START + at * seconds, 100 + dice.upTo(900), { seconds, more })}`;
    });
    return [
      entry(usagePoint(), { self, title: `Hall ${meter}`, related: [`${self}/MeterReading`] }),
      entry(meterReading(), { self: up, up: `${self}/MeterReading`, related: [`${up}/IntervalBlock`, `/ReadingType/${meter}`] }),
      entry(readingType(fields), { self: `/ReadingType/${meter}`, up: '/ReadingType' }),
      entry(block(...readings), { self: `${up}/IntervalBlock/1`, up: `${up}/IntervalBlock` }),
    ].join('\n');
  });
  return feed(...entries);
}
