import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { listText } from '#core/campus-files/list-text.ts';
import { isTimeZone } from '#core/time/local-days.ts';
import { readWords, required, UsageError, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { problemLines } from '#jobs/verbs/problem-lines.ts';
import { dayOf } from '#jobs/verbs/season.ts';
import { getCampus } from '#services/get-campus.ts';
import { importFactors } from '#services/import-factors.ts';
import { listFactors, type StatedFactor } from '#services/list-factors.ts';
import { ServiceError } from '#services/service-error.ts';
import { setFactor } from '#services/set-factor.ts';
import { withdrawFactor } from '#services/withdraw-factor.ts';
import { wordProblems } from '#services/word-problems.ts';

export const campusFactor: Verb = {
  name: ['campus', 'factor'],
  usage: 'campus factor <campus> --from 2026-01-01 [--carbon 412] [--price 0.31 --currency AUD] [--source TEXT]',
  prepare(words) {
    const flags = {
      from: { type: 'string' },
      carbon: { type: 'string' },
      price: { type: 'string' },
      currency: { type: 'string' },
      source: { type: 'string' },
    } as const;
    const { values, positionals } = readWords(words, { names: ['campus'], flags });
    const fromDay = dayOf('--from', values.from);
    const carbon = amount('--carbon', values.carbon);
    const price = amount('--price', values.price);
    if (carbon === null && price === null) throw new UsageError('--carbon (grams of CO2e for a kWh) or --price is missing.');
    const currency = price === null ? '' : required('--currency', values.currency);
    const source = values.source ?? null;
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const common = { by: 'operator', campus, fromDay, source, now } as const;
      const factors = [
        ...(price === null ? [] : [{ kind: 'price', pricePerKwh: price, currency } as const]),
        ...(carbon === null ? [] : [{ kind: 'carbon', gramsPerKwh: carbon } as const]),
      ];
      const stated = [];
      for (const factor of factors) stated.push(await setFactor(ctx, { ...common, factor }));
      const json = {
        campus: campus.slug,
        factors: stated.map(({ id, kind, fromDay: from, amount: per, currency: money }) => ({
          factor: id,
          kind,
          from,
          amount: per,
          currency: money,
        })),
      };
      const text = stated.map((one) => `From ${fromDay} a kWh is ${one.amount} ${unitOf(one)} (factor ${one.id}).`).join('\n');
      return { isDone: true, json, text };
    };
  },
};

export const factorsImport: Verb = {
  name: ['factors', 'import'],
  usage: 'factors import <campus> <csv> [--currency AUD] [--time-zone Z]',
  prepare(words) {
    const flags = { currency: { type: 'string' }, 'time-zone': { type: 'string' } } as const;
    const { values, positionals } = readWords(words, { names: ['campus', 'csv'], flags });
    const [slug = '', path = ''] = positionals;
    const { currency, 'time-zone': timeZone } = values;
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw new UsageError(`--time-zone is an IANA name such as America/New_York, not “${timeZone}”.`);
    return async (ctx, now) => {
      const bytes = await readFile(path).catch((error: unknown) => {
        throw new ServiceError('file-refused', `${path} cannot be read. Check the path.`, { cause: error });
      });
      const campus = await getCampus(ctx, slug);
      const said = { ...(currency === undefined ? {} : { currency }), ...(timeZone === undefined ? {} : { timeZone }) };
      const result = await importFactors(ctx, {
        by: 'operator',
        campus,
        text: listText(bytes),
        fileName: basename(path),
        ...said,
        now,
      });
      const problems = wordProblems(result.problems);
      const lines = (['carbon', 'price'] as const).map((kind) => {
        const taken = result[kind];
        return `${kind}: ${taken === null ? 'none' : `${taken.hours} amounts from ${taken.fromDay} to ${taken.untilDay} (factor ${taken.id})`}.`;
      });
      return {
        isDone: result.state === 'committed',
        json: { ...result, problems },
        text: [...lines, ...problemLines(problems)].join('\n'),
        refusal: 'Nothing was stored: mend what the lines above name, or say --currency, and import the file again.',
      };
    };
  },
};

export const factorsList: Verb = {
  name: ['factors', 'list'],
  usage: 'factors list <campus>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus'], flags: {} });
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const factors = await listFactors(ctx, { campus, now });
      return {
        isDone: true,
        json: { campus: campus.slug, factors: factors.map(factorJson) },
        text: factors.length === 0 ? 'No factor is stated yet.' : factors.map(factorLine).join('\n'),
      };
    };
  },
};

export const factorsWithdraw: Verb = {
  name: ['factors', 'withdraw'],
  usage: 'factors withdraw <campus> <factor>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus', 'factor'], flags: {} });
    const id = wholeNumber('<factor>', positionals[1], 1) ?? 0;
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      await withdrawFactor(ctx, { by: 'operator', campus, id, now });
      return { isDone: true, json: { campus: campus.slug, factor: id, state: 'withdrawn' }, text: `Factor ${id} is withdrawn.` };
    };
  },
};

function factorJson(one: StatedFactor) {
  const { id, kind, fromDay, untilDay, amount: per, currency, hours, source, statedAt, state } = one;
  return {
    factor: id,
    kind,
    from: fromDay,
    until: untilDay,
    amount: per,
    currency,
    hours,
    source,
    statedAt: statedAt.toISOString(),
    state,
  };
}

function factorLine(one: StatedFactor): string {
  const what =
    one.amount === null ? `${one.hours} amounts until ${one.untilDay}, ${unitOf(one)}` : `${one.amount} ${unitOf(one)}`;
  const source = one.source === null ? '' : `  (${one.source})`;
  return `${String(one.id).padStart(5)}  ${one.state.padEnd(9)}  ${one.kind.padEnd(6)}  from ${one.fromDay}  ${what}${source}`;
}

function unitOf({ kind, currency }: Pick<StatedFactor, 'kind' | 'currency'>): string {
  return kind === 'carbon' ? 'g CO2e' : (currency ?? '');
}

function amount(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new UsageError(`${flag} is a number of 0 or more, not “${text}”.`);
  return number;
}
