/** A measured value holds until the next one, at most so long; then nothing is known. */
export const LONGEST_HOLD_SECONDS = 3 * 3600;

/** A temperature as it is stored: measured at an instant (epoch milliseconds), or, held longer, the mean of a day. */
export interface HeldTemperature {
  readonly startsAt: number;
  /** For so long it holds at most. */
  readonly seconds: number;
  readonly microCelsius: number;
}

/** The mean by time of the part of a span for which a temperature is known; null where it is known for none of it. */
export interface MeanTemperature {
  readonly celsius: number | null;
  readonly measuredSeconds: number;
}

interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

interface Piece extends Span {
  readonly microCelsius: number;
}

/**
 * The mean temperature of each span. A measured value holds until the next one, at most LONGEST_HOLD_SECONDS; where none
 * holds, a day's mean does. `values` and `spans` are in order of time, spans apart. Sums are whole numbers, hence exact.
 */
export function meanTemperatures(values: readonly HeldTemperature[], spans: readonly Span[]): MeanTemperature[] {
  const measured = piecesOf(values.filter(({ seconds }) => seconds <= LONGEST_HOLD_SECONDS));
  const days = piecesOf(values.filter(({ seconds }) => seconds > LONGEST_HOLD_SECONDS));
  const pieces = [...measured, ...outside(days, measured)].sort((a, b) => a.startsAt - b.startsAt);
  let first = 0;
  return spans.map(({ startsAt, endsAt }) => {
    while ((pieces[first]?.endsAt ?? Number.POSITIVE_INFINITY) <= startsAt) first += 1;
    let sum = 0;
    let measuredSeconds = 0;
    for (let at = first; (pieces[at]?.startsAt ?? Number.POSITIVE_INFINITY) < endsAt; at += 1) {
      const piece = pieces[at];
      if (piece === undefined) break;
      const seconds = Math.round((Math.min(piece.endsAt, endsAt) - Math.max(piece.startsAt, startsAt)) / 1000);
      sum += piece.microCelsius * seconds;
      measuredSeconds += seconds;
    }
    return { celsius: measuredSeconds === 0 ? null : sum / measuredSeconds / 1e6, measuredSeconds };
  });
}

/** Each value from its start until the next one, at most as long as it holds. */
function piecesOf(values: readonly HeldTemperature[]): Piece[] {
  return values.map(({ startsAt, seconds, microCelsius }, at) => {
    const next = values[at + 1]?.startsAt ?? Number.POSITIVE_INFINITY;
    return { startsAt, endsAt: Math.min(startsAt + seconds * 1000, next), microCelsius };
  });
}

/** What is left of some pieces where others do not lie; both in order of time. */
function outside(pieces: readonly Piece[], others: readonly Span[]): Piece[] {
  let first = 0;
  return pieces.flatMap((piece) => {
    const left: Piece[] = [];
    while ((others[first]?.endsAt ?? Number.POSITIVE_INFINITY) <= piece.startsAt) first += 1;
    let from = piece.startsAt;
    for (let at = first; (others[at]?.startsAt ?? Number.POSITIVE_INFINITY) < piece.endsAt; at += 1) {
      const other = others[at];
      if (other === undefined) break;
      if (other.startsAt > from) left.push({ ...piece, startsAt: from, endsAt: other.startsAt });
      from = other.endsAt;
    }
    if (from < piece.endsAt) left.push({ ...piece, startsAt: from });
    return left;
  });
}
