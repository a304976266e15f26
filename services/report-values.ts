import { kwhText } from '#core/energy/micro-wh.ts';
import { meanWatts } from '#core/energy/spikes.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { localTimeText } from '#core/time/local-time-text.ts';
import type { Retotalled } from '#services/retotal-days.ts';

/** Puts what the check of an import's values found into its problems: values held for their power, and frozen meters. */
export function reportValues(
  found: Retotalled,
  request: { timeZone: string; meters: readonly { meterId: number; label: string }[]; problems: ProblemList },
): void {
  const { timeZone, problems } = request;
  const labels = new Map(request.meters.map(({ meterId, label }) => [meterId, label]));
  for (const { meterId, startsAt, seconds, energyMicroWh, rowNumber, limitWatts } of found.held) {
    const meter = labels.get(meterId) ?? '';
    problems.add({
      kind: 'spike',
      severity: 'held',
      row: rowNumber,
      column: meter,
      found: kwhText(energyMicroWh),
      params: {
        meter,
        at: localTimeText(startsAt, timeZone),
        kw: kilowatts(Math.abs(meanWatts(energyMicroWh, seconds))),
        limit: kilowatts(limitWatts),
      },
    });
  }
  for (const run of found.runs) {
    const meter = labels.get(run.meterId);
    if (!run.isFrozen || meter === undefined) continue;
    problems.add({
      kind: 'frozen',
      severity: 'warning',
      row: null,
      column: meter,
      found: kwhText(run.energyMicroWh),
      params: { meter, from: localTimeText(run.startsAt, timeZone), until: localTimeText(run.endsAt, timeZone) },
    });
  }
}

function kilowatts(watts: number): string {
  return String(Number((watts / 1000).toPrecision(4)));
}
