import { kwhText } from '#core/energy/micro-wh.ts';
import { chanceOfOrder, noiseOf, type PastScores } from '#core/ranking/how-sure.ts';
import { effortModel } from '#core/ranking/knowledge.ts';
import { isOfPast, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import type { Expectation, Leaderboard } from '#services/get-leaderboard.ts';

/**
 * The leaderboard as other programs read it. Energy in kWh, coverage 0 to 1 of the week's days so far; null is unknown. Under the
 * lenses of the past each row says what was expected and by which model; with `past` also how sure its score and place are.
 */
export function leaderboardJson(
  campus: string,
  board: Leaderboard,
  said: { standings?: readonly Standing[]; past?: readonly PastScores[] } = {},
) {
  const { standings = board.standings, past = [] } = said;
  const asked = { lens: board.lens, days: board.daysCounted };
  return {
    campus,
    week: board.week.id,
    lens: board.lens,
    state: board.state,
    edition: board.publication?.edition ?? null,
    dataUntil: board.dataUntil?.toISOString() ?? null,
    standings: standings.map((standing, index) => ({
      ...leaderboardRow(standing),
      ...(isOfPast(board.lens) ? expectedBy(standing, board.expectations.get(standing.dormId)) : {}),
      noise: standing.rank === null ? null : noiseOf(past, standing.dormId, asked),
      chanceAheadOfNext: chanceAhead(past, { standing, next: standings[index + 1], asked }),
    })),
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

/** What stood against its energy. A dorm whose energy is withheld shows nothing of it. */
function expectedBy({ lens, energyMicroWh }: Standing, known: Expectation | undefined) {
  if (known === undefined || energyMicroWh === null) return { expectedKwh: null, model: null };
  if (lens === 'saving') return { expectedKwh: known.baselineKwh, model: null };
  return lens === 'effort'
    ? { expectedKwh: known.effortKwh, model: effortModel(known) }
    : { expectedKwh: known.weatherKwh, model: known.weatherModel };
}

function chanceAhead(
  past: readonly PastScores[],
  { standing, next, asked }: { standing: Standing; next: Standing | undefined; asked: { lens: Lens; days: number } },
): number | null {
  if (standing.rank === null || next?.rank == null) return null;
  const scored = ({ dormId, score }: Standing) => ({ dormId, score: score ?? 0 });
  return chanceOfOrder(past, { ahead: scored(standing), behind: scored(next), ...asked });
}
