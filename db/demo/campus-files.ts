import { termStart, termWeek } from '#db/demo/academic-calendar.ts';
import { campusDate } from '#db/demo/campus-days.ts';
import { DEMO_DORMS, type DemoDorm } from '#db/demo/dorms.ts';
import { meterSwapDay } from '#db/demo/faults.ts';
import { residentsInTerm } from '#db/demo/load.ts';
import { DEMO_METERS, SWAPPED_METERS } from '#db/demo/meters.ts';

/** dorms.csv for a campus whose readings run from `from` to `now` (epoch milliseconds): a further row for each term that changed a dorm. */
export function dormsCsv({ seed, from, now }: { seed: number; from: number; now: number }): string {
  const firstTerm = termWeek(campusDate(from)).term;
  const lastTerm = termWeek(campusDate(now)).term;
  const lines = ['dorm,name,residents,floor_area_m2,kind,league,from'];
  for (const dorm of DEMO_DORMS) {
    lines.push(dormLine({ dorm, residents: residentsInTerm({ seed, dorm, term: firstTerm }), from: '' }));
    for (let term = firstTerm + 1; dorm.changesByTerm && term <= lastTerm; term++) {
      lines.push(dormLine({ dorm, residents: residentsInTerm({ seed, dorm, term }), from: termStart(term) }));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** meters.csv of a demo that was started at `now` (epoch milliseconds). */
export function metersCsv({ now }: { now: number }): string {
  const swapDay = meterSwapDay(now);
  const lines = DEMO_METERS.map(({ label, dorm, kind, multiplier, stampedAt, counts }) => {
    const from = label === SWAPPED_METERS.after ? swapDay : '';
    const until = label === SWAPPED_METERS.before ? swapDay : '';
    return [label, dorm.slug, kind, 'kWh', multiplier, '', stampedAt, counts ? 'yes' : 'no', from, until].join(',');
  });
  return `${['meter,dorm,kind,unit,multiplier,time_zone,label,counts,from,until', ...lines].join('\n')}\n`;
}

function dormLine({ dorm, residents, from }: { dorm: DemoDorm; residents: number; from: string }): string {
  const { slug, name, floorAreaM2, kind, league, hidesResidents } = dorm;
  return [slug, name, hidesResidents ? '' : residents, floorAreaM2, kind, league, from].join(',');
}
