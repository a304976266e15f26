import { readWords, required, UsageError, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { addCampus } from '#services/add-campus.ts';
import { getCampus } from '#services/get-campus.ts';
import { stateUnknownResidents } from '#services/state-unknown-residents.ts';

export const campusAdd: Verb = {
  name: ['campus', 'add'],
  usage: 'campus add <campus> --name N --time-zone Z',
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: { name: { type: 'string' }, 'time-zone': { type: 'string' } },
    });
    const slug = positionals[0] ?? '';
    const request = { slug, name: required('--name', values.name), timeZone: required('--time-zone', values['time-zone']) };
    return async (ctx, now) => {
      const campus = await addCampus(ctx, { ...request, now });
      return {
        isDone: true,
        json: { campus: campus.slug, name: campus.name, timeZone: campus.timeZone },
        text: `Added ${campus.name} (${campus.slug}), ${campus.timeZone}.`,
      };
    };
  },
};

export const campusSet: Verb = {
  name: ['campus', 'set'],
  usage: 'campus set <campus> --unknown-residents-at-least 15',
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: { 'unknown-residents-at-least': { type: 'string' } },
    });
    const atLeast = wholeNumber('--unknown-residents-at-least', values['unknown-residents-at-least'], 1);
    if (atLeast === undefined) throw new UsageError('--unknown-residents-at-least is missing.');
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      await stateUnknownResidents(ctx, campus, atLeast);
      return {
        isDone: true,
        json: { campus: campus.slug, unknownResidentsAtLeast: atLeast },
        text: `At ${campus.name}, a dorm of unknown size now counts as having at least ${atLeast} residents.`,
      };
    };
  },
};
