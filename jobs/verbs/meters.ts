import { kwhText } from '#core/energy/micro-wh.ts';
import { REGISTER_ANSWERS } from '#core/energy/register-events.ts';
import { localTimeText, readLocalTime } from '#core/time/local-time-text.ts';
import { type Answer, oneOf, readWords, required, UsageError, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { getCampus } from '#services/get-campus.ts';
import { listMeterValues } from '#services/list-meter-values.ts';
import { listOpenRegisters, type OpenRegister } from '#services/list-open-registers.ts';
import { resolveRegister } from '#services/resolve-register.ts';
import { type MultiplierResult, setMultiplier } from '#services/set-multiplier.ts';

const TEXT = { type: 'string' } as const;

export const metersMultiplier: Verb = {
  name: ['meters', 'multiplier'],
  usage: 'meters multiplier <campus> <meter> --from YYYY-MM-DD[THH:MM] --multiplier N --reason TEXT',
  prepare(words) {
    const flags = { from: TEXT, multiplier: TEXT, reason: TEXT };
    const { values, positionals } = readWords(words, { names: ['campus', 'meter'], flags });
    const [slug = '', meter = ''] = positionals;
    const from = required('--from', values.from);
    const multiplier = required('--multiplier', values.multiplier);
    const reason = required('--reason', values.reason);
    return async (ctx, now) => {
      const campus = await getCampus(ctx, slug);
      const at = readInstant('--from', from, campus.timeZone);
      const result = await setMultiplier(ctx, { campus, meter, from: at, multiplier, reason, personId: null, now });
      return {
        isDone: true,
        json: { meter, from: at.toISOString(), multiplier, ...result },
        text: multiplierText(meter, result),
      };
    };
  },
};

export const metersResolve: Verb = {
  name: ['meters', 'resolve'],
  usage: `meters resolve <campus> <meter> --at <time> --as ${REGISTER_ANSWERS.join('|')} [--digits N] [--old-end V] [--new-start V] --reason TEXT`,
  prepare(words) {
    const flags = { at: TEXT, as: TEXT, digits: TEXT, 'old-end': TEXT, 'new-start': TEXT, reason: TEXT };
    const { values, positionals } = readWords(words, { names: ['campus', 'meter'], flags });
    const [slug = '', meter = ''] = positionals;
    const answer = oneOf('--as', required('--as', values.as), REGISTER_ANSWERS);
    if (answer === undefined) throw new UsageError('--as is missing.');
    const at = required('--at', values.at);
    const reason = required('--reason', values.reason);
    const digits = wholeNumber('--digits', values.digits, 3);
    const said = { answer, reason, ...given({ digits, oldEnd: values['old-end'], newStart: values['new-start'] }) };
    return async (ctx, now) => {
      const campus = await getCampus(ctx, slug);
      const instant = readInstant('--at', at, campus.timeZone);
      const event = await resolveRegister(ctx, { ...said, campus, meter, at: instant, personId: null, now });
      return {
        isDone: true,
        json: { answer: event.id, meter, at: instant.toISOString(), as: event.kind },
        text: `Meter ${meter}: the value at ${localTimeText(instant.getTime(), campus.timeZone)} is explained as ${event.kind}. Readings and totals follow it.`,
      };
    };
  },
};

export const metersOpen: Verb = {
  name: ['meters', 'open'],
  usage: 'meters open <campus>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus'], flags: {} });
    return async (ctx): Promise<Answer> => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const open = await listOpenRegisters(ctx, { campus });
      const text = open.length === 0 ? 'Nothing is held.' : open.map((one) => openLine(one, campus.timeZone)).join('\n');
      return { isDone: true, json: { campus: campus.slug, open: open.map(openJson) }, text };
    };
  },
};

export const metersValues: Verb = {
  name: ['meters', 'values'],
  usage: 'meters values <campus> <meter> --day YYYY-MM-DD',
  prepare(words) {
    const { values: said, positionals } = readWords(words, { names: ['campus', 'meter'], flags: { day: TEXT } });
    const [slug = '', meter = ''] = positionals;
    const day = required('--day', said.day);
    if (readLocalTime(day, 'Etc/UTC') === 'bad' || day.length !== 10)
      throw new UsageError(`--day is a day such as 2026-11-10, not “${day}”.`);
    return async (ctx): Promise<Answer> => {
      const campus = await getCampus(ctx, slug);
      const { values } = await listMeterValues(ctx, { campus, meter, day });
      const json = values.map(({ startsAt, endsAt, microWh, ...value }) => ({
        ...value,
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
        kwh: Number(kwhText(microWh)),
      }));
      const lines = values.map(
        (value) =>
          `${localTimeText(value.endsAt, campus.timeZone)}  ${value.kind} ${kwhText(value.microWh)} kWh, ${value.quality}${value.isInEffect ? '' : ', not in effect'}${value.isHeld ? `, held${value.hold === null ? '' : ` (${value.hold})`}` : ''}${value.rule === null ? '' : `, ${value.rule}`}; import ${value.importId ?? '–'} row ${value.row ?? '–'}`,
      );
      return { isDone: true, json: { meter, day, values: json }, text: lines.join('\n') || 'No value on that day.' };
    };
  },
};

function readInstant(flag: string, text: string, timeZone: string): Date {
  const instant = readLocalTime(text, timeZone);
  if (typeof instant === 'number') return new Date(instant);
  if (instant === 'bad') throw new UsageError(`${flag} is a time such as 2026-11-10T14:30, not “${text}”.`);
  throw new UsageError(
    `${text} ${instant === 'twice' ? 'happens twice' : 'does not exist'} in ${timeZone}. Write the offset, as in ${text}-05:00.`,
  );
}

/** Without what was not said. */
function given<Value extends object>(values: Value): { [Name in keyof Value]?: Exclude<Value[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Value]?: Exclude<Value[Name], undefined>;
  };
}

function multiplierText(meter: string, { stored, imports }: MultiplierResult): string {
  if (stored !== 'to-read-again')
    return `Meter ${meter}: the multiplier is set${stored === 'reckoned' ? ', and readings and totals follow it' : ''}.`;
  const files = imports.map(({ id, fileName }) => `  import ${id}, ${fileName}`);
  return [
    `Meter ${meter}: the multiplier is set. These files were read with the old one; undo and import them again:`,
    ...files,
  ].join('\n');
}

function openLine(one: OpenRegister, timeZone: string): string {
  const at = localTimeText(one.at.getTime(), timeZone);
  const before = `${kwhText(one.beforeMicroWh)} kWh at ${localTimeText(one.beforeAt.getTime(), timeZone)}`;
  const others = one.others === 0 ? '' : `, and ${one.others} later`;
  const likely = one.suggestions
    .map(({ answer, digits }) => (digits === null ? answer : `${answer} of ${digits} digits`))
    .join(', ');
  return `${one.label}  ${at}  ${kwhText(one.registerMicroWh)} kWh after ${before} (${one.kind}${others}); ${one.fileName} row ${one.row}. Perhaps: ${likely}.`;
}

function openJson(one: OpenRegister) {
  const { registerMicroWh, beforeMicroWh, at, beforeAt, lastAt, ...rest } = one;
  return {
    ...rest,
    at: at.toISOString(),
    registerKwh: Number(kwhText(registerMicroWh)),
    beforeAt: beforeAt.toISOString(),
    beforeKwh: Number(kwhText(beforeMicroWh)),
    lastAt: lastAt.toISOString(),
  };
}
