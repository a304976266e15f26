import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

test.each([
  'therms',
  'kBtu',
  'Usage (kBtu)',
  'Usage (MMBtu)',
  'MMBtu',
  'Ton-hours',
  'm3',
  'gallons',
  'Steam (klbs)',
  'Value (scf)',
  'USD',
])('a column of %s is never taken for kWh', async (name) => {
  const text = `meter,time,${name}\nA,2024-05-01 00:00,10\nA,2024-05-01 01:00,20\n`;
  const { lines, questions } = await readText(text);
  expect(lines).toEqual([]);
  expect(questions).toHaveLength(1);
});

test.each(['Hall A (kBtu)', 'Hall A (therms)', 'Hall A [MJ]', 'Hall A Steam (klbs)', 'Hall A Water (gal)', 'Hall A Gas ccf'])(
  '%s beside a column of kWh is left out, and the kWh are read',
  async (name) => {
    const text = `time,Hall B (kWh),${name}\n2024-05-01 00:00,1,100\n2024-05-01 01:00,2,200\n`;
    const { lines } = await readText(text);
    expect(lines).toEqual(['Hall B 2024-05-01T04:00:00.000Z 3600 1', 'Hall B 2024-05-01T05:00:00.000Z 3600 2']);
  },
);

test('a hall may be called by what is elsewhere a unit', async () => {
  const { meters } = await readText('time,Hall M3,Hall W,Hall J\n2024-05-01 00:00,1,1,1\n2024-05-01 01:00,2,2,2\n');
  expect(meters).toEqual(['Hall M3', 'Hall W', 'Hall J']);
});
