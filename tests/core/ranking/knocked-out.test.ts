import { describe, expect, test } from 'vitest';
import { LENSES } from '#core/ranking/rules.ts';
import { madeUpCampus, realHalls } from '#tests/core/ranking/hourly-campuses.ts';
import { type Harm, knockOut } from '#tests/core/ranking/knocked-out.ts';
import { hasSharedData, skipReason } from '#tests/support/shared-data.ts';

/** The chance of so many or more heads among tosses of a fair coin. */
function chanceOfAtLeast(heads: number, tosses: number): number {
  let chance = 0;
  let term = 2 ** -tosses;
  for (let count = 0; count <= tosses; count++) {
    if (count >= heads) chance += term;
    term = (term * (tosses - count)) / (count + 1);
  }
  return chance;
}

function expectHonest(harms: readonly Harm[]): void {
  for (const harm of harms) {
    expect.soft(harm.dormWeeks, harm.knock).toBeGreaterThan(100);
    expect.soft(harm.kwhError, `kWh ${harm.knock}`).toBeLessThan(0.01);
    expect.soft(Math.abs(harm.kwhBias), `kWh ${harm.knock}`).toBeLessThan(0.001);
    expect.soft(harm.effortWeeks, harm.knock).toBeGreaterThan(100);
    expect.soft(harm.effortError, `effort ${harm.knock}`).toBeLessThan(0.1);
    for (const lens of LENSES) {
      const [gained, lost] = [harm.gained[lens], harm.lost[lens]];
      expect
        .soft(chanceOfAtLeast(gained, gained + lost), `${lens} ${harm.knock}: ${gained} up, ${lost} down`)
        .toBeGreaterThan(0.01);
    }
  }
}

const YEAR = { firstWeek: '2025-02-03', lastWeek: '2026-03-23', judgedFrom: '2025-09-01' };

describe('up to 10 % of the hours knocked out of whole weeks, without any estimate to help', () => {
  const campus = madeUpCampus({ seed: 1, firstDay: YEAR.firstWeek, weeks: 60 });

  test('pays nobody on a made-up campus: energy within 1 %, effort within 0.1, no more places gained than lost', () => {
    expectHonest(knockOut(campus, { ...YEAR, isFilled: true }));
  }, 240_000);

  test('would pay at the evening peak if it counted at the mean power of the time covered', () => {
    const evening = knockOut(campus, { ...YEAR, lastWeek: '2025-10-13', isFilled: false }).find(
      ({ knock }) => knock === 'at the evening peak',
    );
    expect(evening?.kwhBias).toBeLessThan(-0.01);
    expect(evening?.gained.effort).toBeGreaterThan(10 * (evening?.lost.effort ?? 0));
  }, 240_000);
});

describe.skipIf(!hasSharedData)(hasSharedData ? 'the same of eight real halls over three years' : skipReason, () => {
  test('pays nobody: energy within 1 %, effort within 0.1, no more places gained than lost', () => {
    const years = { firstWeek: '2015-06-01', lastWeek: '2018-04-30', judgedFrom: '2015-09-07' };
    expectHonest(knockOut(realHalls(), { ...years, isFilled: true }));
  }, 240_000);
});
