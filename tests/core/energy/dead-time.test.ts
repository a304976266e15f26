import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayOfZeros, DEAD_AFTER_SECONDS, deadSecondsByDay } from '#core/energy/dead-time.ts';

const HOUR = 3600;

/** A day from its 24 hours: 0 a measured zero, 1 energy used, null not measured. */
function dayOf(day: string, hours: readonly (0 | 1 | null)[]): DayOfZeros {
  const measured = hours.filter((hour) => hour !== null);
  const zeros = measured.filter((hour) => hour === 0).length;
  const lead = measured.indexOf(1);
  const tail = [...measured].reverse().indexOf(1);
  return {
    day,
    measuredSeconds: measured.length * HOUR,
    zeroSeconds: zeros * HOUR,
    zeroLeadSeconds: (lead === -1 ? zeros : lead) * HOUR,
    zeroTailSeconds: (tail === -1 ? zeros : tail) * HOUR,
  };
}

function filled(counts: readonly (readonly [number, 0 | 1 | null])[]): (0 | 1 | null)[] {
  return counts.flatMap(([count, hour]) => Array.from({ length: count }, () => hour));
}

function deadHours(days: readonly DayOfZeros[]): Record<string, number> {
  return Object.fromEntries(
    [...deadSecondsByDay(days)].filter(([, seconds]) => seconds > 0).map(([day, seconds]) => [day, seconds / HOUR]),
  );
}

test('a run of zeros over midnight that lasts a day is dead on both sides', () => {
  const days = [
    dayOf(
      'mon',
      filled([
        [10, 1],
        [14, 0],
      ]),
    ),
    dayOf(
      'tue',
      filled([
        [10, 0],
        [14, 1],
      ]),
    ),
  ];
  expect(deadHours(days)).toEqual({ mon: 14, tue: 10 });
});

test('an hour less than a day of zeros is an honest quiet night', () => {
  expect(
    deadHours([
      dayOf(
        'mon',
        filled([
          [10, 1],
          [14, 0],
        ]),
      ),
      dayOf(
        'tue',
        filled([
          [9, 0],
          [15, 1],
        ]),
      ),
    ]),
  ).toEqual({});
});

test('missing time neither counts as zeros nor ends a run of them', () => {
  const days = [
    dayOf(
      'mon',
      filled([
        [12, 1],
        [4, 0],
        [8, null],
      ]),
    ),
    dayOf('tue', filled([[24, null]])),
    dayOf(
      'wed',
      filled([
        [10, null],
        [10, 0],
        [4, null],
      ]),
    ),
    dayOf(
      'thu',
      filled([
        [10, 0],
        [14, 1],
      ]),
    ),
  ];
  expect(deadHours(days)).toEqual({ mon: 4, wed: 10, thu: 10 });
});

test('any use of energy ends a run', () => {
  const days = [
    dayOf(
      'mon',
      filled([
        [10, 1],
        [14, 0],
      ]),
    ),
    dayOf(
      'tue',
      filled([
        [5, 0],
        [1, 1],
        [18, 0],
      ]),
    ),
    dayOf(
      'wed',
      filled([
        [5, 0],
        [19, 1],
      ]),
    ),
  ];
  expect(deadHours(days)).toEqual({});
});

test('a day between two runs is dead at both of its ends', () => {
  const days = [
    dayOf('mon', filled([[24, 0]])),
    dayOf(
      'tue',
      filled([
        [6, 0],
        [2, 1],
        [16, 0],
      ]),
    ),
    dayOf(
      'wed',
      filled([
        [8, 0],
        [16, 1],
      ]),
    ),
  ];
  expect(deadHours(days)).toEqual({ mon: 24, tue: 22, wed: 8 });
});

test('without days there is no dead time, and a run may reach the last day’s end', () => {
  expect(deadHours([])).toEqual({});
  expect(
    deadHours([
      dayOf(
        'mon',
        filled([
          [23, 1],
          [1, 0],
        ]),
      ),
      dayOf('tue', filled([[24, 0]])),
    ]),
  ).toEqual({ mon: 1, tue: 24 });
});

test('day sums tell the same dead time as a walk over the hours', () => {
  const anyHour = fc.oneof(
    { weight: 12, arbitrary: fc.constant(0 as const) },
    { weight: 1, arbitrary: fc.constant(1 as const) },
    { weight: 3, arbitrary: fc.constant(null) },
  );
  const anyDay = fc.array(anyHour, { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(fc.array(anyDay, { maxLength: 8 }), (days) => {
      const dead = deadHours(days.map((hours, index) => dayOf(`day ${index}`, hours)));
      expect(dead).toEqual(walk(days));
    }),
    { numRuns: 300 },
  );
});

function walk(days: readonly (readonly (0 | 1 | null)[])[]): Record<string, number> {
  const dead: Record<string, number> = {};
  let run: string[] = [];
  const end = () => {
    if (run.length * HOUR >= DEAD_AFTER_SECONDS) for (const day of run) dead[day] = (dead[day] ?? 0) + 1;
    run = [];
  };
  for (const [index, hours] of days.entries()) {
    for (const hour of hours) {
      if (hour === 0) run.push(`day ${index}`);
      if (hour === 1) end();
    }
  }
  end();
  return dead;
}
