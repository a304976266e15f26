import { RULES } from '#core/ranking/rules.ts';
import { placeStandings, type Standing } from '#core/ranking/standings.ts';

/**
 * What everyone may see. A dorm with fewer than 15 residents, or an unknown number, shows no energy, score or rank,
 * and the others are placed as if it were not there, so that its place cannot be read from a missing rank.
 * `unknownResidentsAtLeast` is the campus's word that every dorm of unknown size has at least so many; null: no word.
 */
export function publicStandings(standings: readonly Standing[], unknownResidentsAtLeast: number | null): Standing[] {
  return placeStandings(
    standings.map((standing) => (isPublic(standing.residents, unknownResidentsAtLeast) ? standing : withheld(standing))),
  );
}

/** Whether a dorm is large enough for its figures to be shown. */
export function isPublic(residents: number | null, unknownResidentsAtLeast: number | null): boolean {
  return (residents ?? unknownResidentsAtLeast ?? 0) >= RULES.leastPublicResidents;
}

function withheld(standing: Standing): Standing {
  return {
    ...standing,
    score: null,
    rank: null,
    energyMicroWh: null,
    filledKwh: null,
    coveredSeconds: 0,
    estimatedSeconds: 0,
    totalSeconds: 0,
    leastCoverage: 0,
    mostEstimated: 0,
    hasDeadMeter: false,
    reason: standing.residents === null ? 'no-residents' : 'too-small',
  };
}
