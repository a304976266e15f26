import { oneOf, readWords, required, UsageError, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { addCampus } from '#services/add-campus.ts';
import { askSecondPerson } from '#services/ask-second-person.ts';
import { getCampus } from '#services/get-campus.ts';
import { placeCampus } from '#services/place-campus.ts';
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
  usage:
    'campus set <campus> [--unknown-residents-at-least 15] [--latitude DEGREES --longitude DEGREES] [--second-person yes|no]',
  prepare(words) {
    const { values, positionals } = readWords(withNegatives(words), {
      names: ['campus'],
      flags: {
        ...{ 'unknown-residents-at-least': { type: 'string' }, latitude: { type: 'string' }, longitude: { type: 'string' } },
        'second-person': { type: 'string' },
      },
    });
    const atLeast = wholeNumber('--unknown-residents-at-least', values['unknown-residents-at-least'], 1);
    const place = placeOf(values);
    const twoPeople = oneOf('--second-person', values['second-person'], ['yes', 'no'] as const);
    if (atLeast === undefined && place === null && twoPeople === undefined)
      throw new UsageError('--unknown-residents-at-least, --latitude and --longitude, or --second-person, is missing.');
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      if (atLeast !== undefined) await stateUnknownResidents(ctx, campus, atLeast);
      if (place !== null) await placeCampus(ctx, campus, place);
      const secondPerson = twoPeople === 'yes';
      if (twoPeople !== undefined) await askSecondPerson(ctx, { campus, secondPerson });
      const size = `At ${campus.name}, a dorm of unknown size now counts as having at least ${atLeast} residents.`;
      const where = `${campus.name} is at ${place?.latitude}, ${place?.longitude}.`;
      return {
        isDone: true,
        json: {
          ...{ campus: campus.slug, ...(atLeast === undefined ? {} : { unknownResidentsAtLeast: atLeast }), ...place },
          ...(twoPeople === undefined ? {} : { secondPerson }),
        },
        text: [
          ...(atLeast === undefined ? [] : [size]),
          ...(place === null ? [] : [where]),
          ...(twoPeople === undefined ? [] : [`Announcing and correcting take ${secondPerson ? 'two people' : 'one person'}.`]),
        ].join('\n'),
      };
    };
  },
};

/** `--latitude -37.8`: a negative number looks like a flag unless it is one word with its own. */
function withNegatives(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const isValue = /^-[\d.]/.test(word) && /^--(latitude|longitude)$/.test(joined.at(-1) ?? '');
    joined.push(isValue ? `${joined.pop()}=${word}` : word);
  }
  return joined;
}

function placeOf(values: {
  latitude?: string | undefined;
  longitude?: string | undefined;
}): { latitude: number; longitude: number } | null {
  if (values.latitude === undefined && values.longitude === undefined) return null;
  return {
    latitude: degrees('--latitude', values.latitude, 90),
    longitude: degrees('--longitude', values.longitude, 180),
  };
}

function degrees(flag: string, text: string | undefined, most: number): number {
  const number = Number(required(flag, text));
  if (!(Math.abs(number) <= most)) throw new UsageError(`${flag} is a number from -${most} to ${most}, not “${text}”.`);
  return number;
}
