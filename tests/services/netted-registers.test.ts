import { expect, test } from 'vitest';
import { addDorm } from '#services/add-dorm.ts';
import { editMeter } from '#services/edit-meter.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);

const FILE = 'time,meter,register kWh\n2026-11-02T00:00Z,R,500\n2026-11-02T01:00Z,R,497\n2026-11-02T02:00Z,R,499\n';

async function campusWith(nets: 'yes' | 'no') {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await addDorm(ctx, { campus, name: 'R', kind: 'slab', size: { residents: 20, floorAreaM2: null } });
  await importMeters(ctx, { campus, text: `meter,dorm,kind,nets_generation\nR,R,register,${nets}\n` });
  return campus;
}

test('a register that runs backwards counts as energy fed back once the meter is told to net generation', async () => {
  const campus = await campusWith('no');
  const first = await importText(ctx, campus, { text: FILE });
  expect(first.problems.map(({ kind }) => kind)).toContain('register-drop');
  await editMeter(ctx, { campus, meter: 'R', cells: { nets_generation: 'yes' } });
  const { rows } = await database.pool.query(
    'SELECT energy_micro_wh::text AS energy FROM readings WHERE campus_id = $1 ORDER BY starts_at',
    [campus.id],
  );
  expect(rows).toEqual([{ energy: '-3000000000' }, { energy: '2000000000' }]);
  const held = await database.pool.query('SELECT 1 FROM register_holds WHERE campus_id = $1', [campus.id]);
  expect(held.rows).toEqual([]);
});

test('the energy of an import nets what was fed back', async () => {
  const campus = await campusWith('yes');
  const result = await importText(ctx, campus, { text: FILE });
  expect(result).toMatchObject({ state: 'committed', readings: { new: 2 }, energyKwh: '-1' });
});
