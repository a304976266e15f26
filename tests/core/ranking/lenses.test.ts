import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DormKnowledge, effortModel } from '#core/ranking/knowledge.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { rankDorms } from '#core/ranking/standings.ts';
import { DAY, meterDay, meterWeek } from '#tests/core/ranking/dorms.ts';
import { flatModel, knowing, steadyPast, WEEK_DAYS, wholeWeek } from '#tests/core/ranking/pasts.ts';

const OF_PAST: readonly Lens[] = ['saving', 'weather-adjusted', 'effort'];

function rowOf(lens: Lens, kwh: number | readonly number[], known: DormKnowledge) {
  const dorm = wholeWeek('a', kwh);
  return rankDorms([dorm], lens, knowing([[dorm, known]]))[0];
}

describe('saving', () => {
  test('is one less the week’s mean power over the baseline’s', () => {
    expect(rowOf('saving', 90, steadyPast(100))?.score).toBeCloseTo(0.1, 12);
    expect(rowOf('saving', 120, steadyPast(100))?.score).toBeCloseTo(-0.2, 12);
  });

  test('of a week that is still open is held against the same weekdays', () => {
    // Mondays used to take 200 and Tuesdays 100: 150 on the first two days is half of it.
    const usual = [400, 200, 100, 100, 100, 100, 100].map((kwh) => ({ kwh, hours: 48 }));
    const past = steadyPast(0, { baseline: { weeks: [], kwh: 1100, hours: 336, weekdays: usual } });
    const dorm = wholeWeek('a', 0, {
      meters: [meterWeek(1, [meterDay(100, { day: WEEK_DAYS[0] ?? '' }), meterDay(50, { day: WEEK_DAYS[1] ?? '' })])],
    });
    expect(rankDorms([dorm], 'saving', knowing([[dorm, past]]))[0]?.score).toBeCloseTo(0.5, 12);
  });

  test('without a baseline has no score, and says so', () => {
    expect(rowOf('saving', 90, steadyPast(100, { baseline: null }))).toMatchObject({
      score: null,
      rank: null,
      reason: 'baseline-short',
    });
  });
});

describe('weather-adjusted saving', () => {
  const heated = flatModel(100, { shape: 'heating', heating: 10, heatingBelow: 15 });

  test('adds up what was expected first and divides then', () => {
    // At 10 °C 150 kWh are expected of each day; 135 of them used save a tenth.
    expect(rowOf('weather-adjusted', 135, steadyPast(0, { weatherModel: heated }))?.score).toBeCloseTo(0.1, 12);
  });

  test('needs the temperature of every day its model asks for one', () => {
    const dorm = wholeWeek('a', 135);
    const known = knowing(
      [[dorm, steadyPast(100, { weatherModel: heated })]],
      WEEK_DAYS.slice(1).map((day) => [day, 10] as const),
    );
    expect(rankDorms([dorm], 'weather-adjusted', known)[0]).toMatchObject({ rank: null, reason: 'no-temperature' });
    const flat = knowing([[dorm, steadyPast(150)]], []);
    expect(rankDorms([dorm], 'weather-adjusted', flat)[0]).toMatchObject({ rank: 1, reason: null });
  });

  test('says why there is none: a poor model, none with weather, none at all', () => {
    const reason = (known: Partial<DormKnowledge>) => rowOf('weather-adjusted', 90, steadyPast(100, known))?.reason;
    expect(reason({ weatherModel: flatModel(100, { cvRmse: 0.36 }) })).toBe('model-poor');
    expect(reason({ weatherModel: flatModel(100, { nmbe: -0.06 }) })).toBe('model-poor');
    expect(reason({ weatherModel: null })).toBe('no-temperature');
    expect(reason({ weatherModel: null, calendarModel: null })).toBe('history-short');
  });
});

describe('effort', () => {
  const slugs = ['a', 'b', 'c', 'd', 'e'];

  test('is the saving beside the others’, in units of the dorm’s own ups and downs', () => {
    const dorms = slugs.map((slug) =>
      wholeWeek(slug, slug === 'c' ? 100 * Math.exp(-0.1) : 100, { dormId: slugs.indexOf(slug) }),
    );
    const rows = rankDorms(dorms, 'effort', knowing(dorms.map((dorm) => [dorm, steadyPast(100)] as const)));
    expect(rows[0]).toMatchObject({ slug: 'c', rank: 1 });
    // 0.1 below what all share, at a spread of 0.05.
    expect(rows[0]?.score).toBeCloseTo(2, 8);
    expect(rows.slice(1).map(({ rank }) => rank)).toEqual([2, 2, 2, 2]);
  });

  test('is not told of fewer than five dorms, nor of one without history', () => {
    const dorms = slugs.map((slug) => wholeWeek(slug, 100, { dormId: slugs.indexOf(slug) }));
    const four = dorms.slice(0, 4);
    const known = knowing(dorms.map((dorm) => [dorm, steadyPast(100, dorm.slug === 'e' ? { form: null } : {})] as const));
    expect(rankDorms(four, 'effort', known).map(({ reason }) => reason)).toEqual(Array(4).fill('too-few-dorms'));
    expect(rankDorms(dorms, 'effort', known).at(-1)).toMatchObject({ slug: 'e', reason: 'history-short' });
  });

  test('leans on the calendar alone where the weather’s model is poor', () => {
    const poor = steadyPast(100, { weatherModel: flatModel(80, { cvRmse: 0.5 }), calendarModel: flatModel(120) });
    expect(effortModel(poor)?.base).toBe(120);
    expect(effortModel(steadyPast(100, { weatherModel: flatModel(80) }))?.base).toBe(80);
  });
});

test('what was never reckoned is said to be so', () => {
  for (const lens of OF_PAST)
    expect(rankDorms([wholeWeek('a', 90)], lens)[0]).toMatchObject({ rank: null, reason: 'not-reckoned' });
});

const campus = fc.array(
  fc.record({
    usual: fc.double({ min: 20, max: 2000, noNaN: true }),
    ratios: fc.array(fc.double({ min: 0.3, max: 2, noNaN: true }), { minLength: 7, maxLength: 7 }),
    spread: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    level: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
  }),
  { minLength: 5, maxLength: 9 },
);

function judged(plan: typeof campus extends fc.Arbitrary<infer Plan> ? Plan : never, lens: Lens, scale = 1) {
  const dorms = plan.map(({ usual, ratios }, index) =>
    wholeWeek(
      `d${index}`,
      ratios.map((ratio) => scale * usual * ratio),
      { dormId: index },
    ),
  );
  const known = knowing(
    dorms.map((dorm, index) => {
      const { usual = 1, level = 0, spread = 1 } = plan[index] ?? {};
      return [dorm, steadyPast(scale * usual, { form: { level, spread, weeks: 12 } })] as const;
    }),
  );
  return { dorms, known, rows: rankDorms(dorms, lens, known) };
}

test.each(LENSES)('more energy in the judged week never improves a dorm’s place by %s', (lens) => {
  fc.assert(
    fc.property(campus, fc.nat(), fc.nat(6), fc.double({ min: 1, max: 500, noNaN: true }), (plan, who, day, more) => {
      const index = who % plan.length;
      const worse = plan.map((dorm, at) =>
        at === index
          ? { ...dorm, ratios: dorm.ratios.map((ratio, on) => (on === day ? ratio + more / dorm.usual : ratio)) }
          : dorm,
      );
      const place = (of: typeof plan) => judged(of, lens).rows.find(({ dormId }) => dormId === index)?.rank ?? 0;
      expect(place(worse)).toBeGreaterThanOrEqual(place(plan));
    }),
    { numRuns: 40 },
  );
});

test.each(LENSES)('the order in which dorms are given changes no standing by %s', (lens) => {
  fc.assert(
    fc.property(campus, (plan) => {
      const { dorms, known, rows } = judged(plan, lens);
      expect(rankDorms([...dorms].reverse(), lens, known)).toEqual(rows);
    }),
    { numRuns: 20 },
  );
});

test.each(OF_PAST)('counting every dorm’s energy, past and present, in another unit leaves the ranks by %s', (lens) => {
  fc.assert(
    fc.property(campus, fc.constantFrom(0.5, 2, 4, 1024), (plan, scale) => {
      const ranks = (by: number) => judged(plan, lens, by).rows.map(({ slug, rank }) => [slug, rank]);
      expect(ranks(scale)).toEqual(ranks(1));
    }),
    { numRuns: 20 },
  );
});

test.each(LENSES)('a dead or silent day never ranks by %s', (lens) => {
  for (const silent of [meterDay(0, { measuredSeconds: 0 }), meterDay(0, { deadSeconds: DAY })]) {
    const dorms = ['a', 'b', 'c', 'd', 'e', 'f'].map((slug, index) => {
      const days = WEEK_DAYS.map((day, at) => (slug === 'a' && at === 3 ? { ...silent, day } : meterDay(100, { day })));
      return wholeWeek(slug, 0, { dormId: index, meters: [meterWeek(1, days)] });
    });
    const known = knowing(dorms.map((dorm) => [dorm, steadyPast(100)] as const));
    expect(rankDorms(dorms, lens, known).at(-1)).toMatchObject({ slug: 'a', rank: null });
  }
});
