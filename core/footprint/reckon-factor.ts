/** A stretch of real time, `[startsAt, endsAt)` in epoch milliseconds. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Energy of one local day, used evenly over the time of `spans`: an hour of the clock, or all of the day. */
export interface EnergyPart {
  readonly day: string;
  readonly spans: readonly Span[];
  readonly kwh: number;
}

/** Grams of CO2e, or money, for a kWh, from a local day on until a later flat factor begins. */
export interface FlatFactor {
  readonly fromDay: string;
  readonly perKwh: number;
}

/** The same for a stretch of real time alone. */
export interface HourlyFactor extends Span {
  readonly perKwh: number;
}

/** The factors of one kind at a campus: flat ones in order of their days, hourly ones those stated last first. */
export interface FactorBook {
  readonly flat: readonly FlatFactor[];
  readonly hourly: readonly HourlyFactor[];
}

/**
 * What energy stands for. `amount` is what the energy that a factor held for comes to: grams of CO2e, or money; null where
 * none held for any of it, never 0 for want of a factor. `coverage` is the share of the energy that a factor held for,
 * `hourlyShare` the share that was reckoned by hourly ones, both 0 to 1 and of the energy's size where it is fed back.
 */
export interface Reckoned {
  readonly amount: number | null;
  readonly coverage: number;
  readonly hourlyShare: number;
}

/**
 * Multiplies energy with the factors in force: by the hour where an hourly factor is given for its time, else by the flat
 * factor of its local day. Time that hourly factors cover in part is shared out by time. Of two hourly factors for the same
 * time the first of the book counts.
 */
export function reckonFactor(parts: readonly EnergyPart[], book: FactorBook): Reckoned {
  let amount: number | null = null;
  let size = 0;
  let coveredSize = 0;
  let hourlySize = 0;
  for (const { day, spans, kwh } of parts) {
    const rate = rateOf(day, { spans, book });
    size += Math.abs(kwh);
    if (rate.covered === 0) continue;
    amount = (amount ?? 0) + kwh * rate.perKwh;
    coveredSize += Math.abs(kwh) * rate.covered;
    hourlySize += Math.abs(kwh) * rate.hourly;
  }
  if (size === 0) return { amount, coverage: amount === null ? 0 : 1, hourlyShare: 0 };
  return { amount, coverage: Math.min(1, coveredSize / size), hourlyShare: Math.min(1, hourlySize / size) };
}

/** What a kWh of some spans comes to; the shares of their time with a factor, and with an hourly one. */
interface Rate {
  readonly perKwh: number;
  readonly covered: number;
  readonly hourly: number;
}

function rateOf(day: string, { spans, book }: { spans: readonly Span[]; book: FactorBook }): Rate {
  const total = spans.reduce((sum, span) => sum + lengthOf(span), 0);
  if (total <= 0) return { perKwh: 0, covered: 0, hourly: 0 };
  const hourly = spans.map((span) => hourlyWithin(span, book.hourly));
  const hourlyMs = hourly.reduce((sum, { coveredMs }) => sum + coveredMs, 0);
  const weighted = hourly.reduce((sum, { weightedMs }) => sum + weightedMs, 0);
  const flat = book.flat.findLast(({ fromDay }) => fromDay <= day);
  const flatMs = flat === undefined ? 0 : total - hourlyMs;
  return {
    perKwh: (weighted + flatMs * (flat?.perKwh ?? 0)) / total,
    covered: (hourlyMs + flatMs) / total,
    hourly: hourlyMs / total,
  };
}

/** The time of a span that hourly factors cover, and the sum of that time with each one's amount. */
function hourlyWithin(span: Span, hourly: readonly HourlyFactor[]): { coveredMs: number; weightedMs: number } {
  let open: readonly Span[] = [span];
  let coveredMs = 0;
  let weightedMs = 0;
  for (const factor of hourly) {
    if (open.length === 0) break;
    if (factor.startsAt >= span.endsAt || factor.endsAt <= span.startsAt) continue;
    const left: Span[] = [];
    for (const piece of open) {
      const startsAt = Math.max(piece.startsAt, factor.startsAt);
      const endsAt = Math.min(piece.endsAt, factor.endsAt);
      if (endsAt <= startsAt) {
        left.push(piece);
        continue;
      }
      coveredMs += endsAt - startsAt;
      weightedMs += (endsAt - startsAt) * factor.perKwh;
      left.push({ startsAt: piece.startsAt, endsAt: startsAt }, { startsAt: endsAt, endsAt: piece.endsAt });
    }
    open = left.filter((piece) => lengthOf(piece) > 0);
  }
  return { coveredMs, weightedMs };
}

function lengthOf({ startsAt, endsAt }: Span): number {
  return endsAt - startsAt;
}
