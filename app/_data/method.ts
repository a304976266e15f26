import type { MethodView } from '#components/method/method-view.ts';
import { LENSES, METHOD_VERSION, RULES, TIE_PRECISION } from '#core/ranking/rules.ts';
import { CLOSING_HOUR } from '#core/time/weeks.ts';
import { USUAL_WEEKS } from '#services/get-board.ts';

/** The constants that standings rest on, as the method page shows them. */
export function methodView(): MethodView {
  return {
    methodVersion: METHOD_VERSION,
    leastCoverage: RULES.leastCoverage,
    mostEstimated: RULES.mostEstimated,
    markedEstimated: RULES.markedEstimated,
    deadAfterHours: RULES.deadAfterSeconds / 3600,
    leastPublicResidents: RULES.leastPublicResidents,
    usualWeeks: USUAL_WEEKS,
    closingHour: CLOSING_HOUR,
    lenses: LENSES.map((lens) => ({ lens, tiePrecision: TIE_PRECISION[lens] })),
    sources: [
      {
        title: 'ISO 8601-1:2019, Date and time — Representations for information interchange (weeks)',
        url: 'https://www.iso.org/standard/70907.html',
      },
      { title: 'IANA Time Zone Database', url: 'https://www.iana.org/time-zones' },
    ],
  };
}
