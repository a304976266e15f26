import { kwhText } from '#core/energy/micro-wh.ts';
import type { Standing } from '#core/ranking/standings.ts';
import type { Leaderboard } from '#services/get-leaderboard.ts';

/** The leaderboard as other programs read it. Energy in kWh, coverage 0 to 1 of the week's days so far; null is unknown. */
export function leaderboardJson(campus: string, board: Leaderboard, standings: readonly Standing[] = board.standings) {
  return {
    campus,
    week: board.week.id,
    lens: board.lens,
    state: board.state,
    edition: board.publication?.edition ?? null,
    dataUntil: board.dataUntil?.toISOString() ?? null,
    standings: standings.map(leaderboardRow),
  };
}

/** One dorm's standing as other programs read it. */
export function leaderboardRow(standing: Standing) {
  return {
    dorm: standing.slug,
    name: standing.name,
    rank: standing.rank,
    score: standing.score,
    energyKwh: standing.energyMicroWh === null ? null : Number(kwhText(standing.energyMicroWh)),
    coverage:
      standing.reason === 'too-small' ? null : standing.totalSeconds === 0 ? 0 : standing.coveredSeconds / standing.totalSeconds,
    reason: standing.reason,
  };
}
