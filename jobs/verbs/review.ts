import { kwhText } from '#core/energy/micro-wh.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { requestJson } from '#jobs/verbs/announce.ts';
import { readWords, required, type Verb } from '#jobs/verbs/answer.ts';
import { mondayOf } from '#jobs/verbs/fairness.ts';
import { getCampus } from '#services/get-campus.ts';
import { listWeekRequests } from '#services/list-week-requests.ts';
import { reviewWeek } from '#services/review-week.ts';
import { whatWouldChange } from '#services/what-would-change.ts';

export const weeksReview: Verb = {
  name: ['weeks', 'review'],
  usage: 'weeks review <campus> --week W',
  prepare(words) {
    const { values, positionals } = readWords(words, { names: ['campus'], flags: { week: { type: 'string' } } });
    const monday = mondayOf(required('--week', values.week));
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const { week, lens, changes, checks } = await reviewWeek(ctx, { campus, monday, now });
      const { edition, state } = changes.publication;
      const open = (await listWeekRequests(ctx, { campus, monday })).find(({ outcome }) => outcome === null);
      const request = open === undefined ? null : { ...requestJson(open), needsAnother: open.needsAnother };
      const lines = checks.map(({ kind, severity, count, of, names, path }) => {
        const said = `${kind.padEnd(14)} ${severity.padEnd(6)} ${count}${of === null ? '' : ` of ${of}`}`;
        return severity === 'fine' ? said : `${said}  ${names.join(', ')}  ${path}`;
      });
      const asked =
        request === null ? [] : [`Asked: ${request.kind}${request.needsAnother ? ', waits for a second person' : ''}.`];
      return {
        isDone: true,
        json: { campus: campus.slug, week, lens, edition, state, numbers: changes.digest, request, checks },
        text: [`${week} by ${lens}, ${state}, edition ${edition}`, ...lines, ...asked].join('\n'),
      };
    };
  },
};

export const weeksChanges: Verb = {
  name: ['weeks', 'changes'],
  usage: 'weeks changes <campus> --week W',
  prepare(words) {
    const { values, positionals } = readWords(words, { names: ['campus'], flags: { week: { type: 'string' } } });
    const monday = mondayOf(required('--week', values.week));
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const changes = await whatWouldChange(ctx, { campus, monday, now });
      const { week, lens, hasChanges, parts, lensesThatMove, publication } = changes;
      const dorms = changes.dorms.map(({ slug, name, before, after }) => ({
        ...{ dorm: slug, name, before: placeJson(before), after: placeJson(after) },
      }));
      const lines = dorms
        .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
        .map(({ name, before, after }) => `${name.padEnd(30)} ${placeText(before)} → ${placeText(after)}`);
      const { edition, state } = publication;
      const news = hasChanges
        ? `${week}, ${state}, edition ${edition}: reckoned again it would differ (${parts.join(', ') || 'the method'}).`
        : `${week}, ${state}, edition ${edition}: reckoned again it is the same.`;
      return {
        isDone: true,
        json: {
          campus: campus.slug,
          week,
          edition,
          state,
          lens,
          hasChanges,
          parts,
          lensesThatMove,
          numbers: changes.digest,
          dorms,
        },
        text: [news, ...lines].join('\n'),
      };
    };
  },
};

function placeJson(standing: Standing | null) {
  if (standing === null) return null;
  const { rank, score, reason, energyMicroWh } = standing;
  return { rank, score, reason, energyKwh: energyMicroWh === null ? null : Number(kwhText(energyMicroWh)) };
}

function placeText(place: ReturnType<typeof placeJson>): string {
  if (place === null) return 'absent';
  const { rank, score, reason, energyKwh } = place;
  return `${rank ?? reason} (${score?.toFixed(2) ?? '–'}, ${energyKwh ?? '–'} kWh)`;
}
