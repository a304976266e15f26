import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { expect, test } from 'vitest';
import { methodView } from '#app/_data/method-constants.ts';
import { MethodPage } from '#components/method/method-page.tsx';
import type { ExampleDorm, ExampleModel, MethodView } from '#components/method/method-view.ts';
import { scoreOf, workedDay, workedScore } from '#components/method/worked.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { orderedScore } from '#core/ranking/standings.ts';
import { html } from '#tests/components/html.ts';

const method = methodView();
const pageOf = (view: MethodView, locale = 'en') => html(locale, createElement(MethodPage, { method: view }));

const cedar: Omit<ExampleDorm, 'lens' | 'score'> = {
  ...{
    slug: 'cedar',
    name: 'Cedar',
    rank: 2,
    ranked: 5,
    usedKwh: 630,
    hours: 168,
    daysKwh: [90, 90, 90, 90, 90, 90, 90],
    residents: 137,
    floorAreaM2: 1250,
  },
  baseline: { weeks: ['2026-W10', '2026-W11'], kwh: 1340, hours: 335 },
  ...{ weatherKwh: 610, effortKwh: 700, residual: Math.log(0.9), shared: 0.0198026273 },
  form: { level: 0.01, spread: 0.05, weeks: 20 },
};
// By hand: 630; 630 ÷ 137; 630 ÷ 1250; 1 − 3.75 ÷ 4; (610 − 630) ÷ 610; (0.01 + 0.0198 + 0.10536) ÷ 0.05.
const scores: Record<Lens, number> = {
  ...{ energy: 630, 'per-resident': 4.598540146, 'per-area': 0.504 },
  ...{ saving: 0.0625, 'weather-adjusted': -0.032786885, effort: 2.703262862 },
};

const model: ExampleModel = {
  ...{ name: 'Cedar', shape: 'both', base: 300, weekend: -20, heating: 4, heatingBelow: 16, cooling: 7, coolingAbove: 21 },
  ...{ days: 341, cvRmse: 0.081, nmbe: -0.004, day: '2026-11-14', isWeekend: true, celsius: 10, expectedKwh: 304 },
};

const examples: MethodView = {
  ...method,
  campus: { slug: 'alder-bay', name: 'Alder Bay' },
  example: {
    week: '2026-W46',
    dorms: Object.fromEntries(LENSES.map((lens) => [lens, { ...cedar, lens, score: scores[lens] }])),
    model,
    order: { lens: 'effort', ahead: 'Maple', behind: 'Cedar', gap: 0.31, noise: 0.5, chance: 0.66 },
    tie: { lens: 'per-resident', names: ['Linden', 'Willow'], score: 5.2, rank: 3 },
    filled: { name: 'Harbour', measuredKwh: 600, estimatedKwh: 10, addedKwh: 5, usedKwh: 615 },
  },
};

test.each(['en', 'zh'])('the method stands with and without a closed week (%s)', (locale) => {
  expect(pageOf(method, locale)).not.toContain('Cedar');
  const page = pageOf(examples, locale);
  for (const score of ['630.0', '4.60', '0.50', '+6.3', '−3.3', '+2.70', '304.0']) expect(page).toContain(score);
});

test('every way to count and every part has an address of its own', () => {
  const page = pageOf(method);
  for (const id of [...LENSES, 'lenses', 'model', 'how-sure', 'fairness', 'seasons', 'receipts', 'sources', 'never'])
    expect(page.split(`id="${id}"`)).toHaveLength(2);
});

test('a changed constant shows on the page, whichever it is', () => {
  const page = pageOf(method);
  for (const [key, value] of Object.entries(method.constants)) {
    const changed = changedFrom(value);
    const shown = pageOf({ ...method, constants: { ...method.constants, [key]: changed } });
    // How sure an order is shows in the example as well; without one, in its sentence.
    expect({ key, isShown: shown !== page }).toEqual({ key, isShown: true });
  }
});

function changedFrom(value: unknown): unknown {
  if (typeof value === 'number') return value < 1 ? value + 0.09 : value + 1;
  if (Array.isArray(value)) return typeof value[0] === 'number' ? [0.15, 0.6] : ['7'];
  return `${value}1`;
}

test.each(['en', 'zh'])('no number of the method is written as text (%s)', (locale) => {
  // What is no choice of ours: the clock of a week, how ranks are counted, and the numbers 0 and 1 of a formula.
  const natural = [/00:00/g, /16[79]/g, /1(, |、)2(, |、)2(, |、)4/g];
  const written =
    /\d|\b(three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|sixty|ninety)\b|[三四五六七八九十百][周天栋小度名倍分]/;
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'string') {
      for (const [key, child] of Object.entries(node as Record<string, unknown>)) walk(child, `${path}.${key}`);
      return;
    }
    const bare = natural.reduce((text, pattern) => text.replace(pattern, ''), withoutArguments(node));
    expect({ path, written: written.exec(bare)?.[0] ?? null }).toEqual({ path, written: null });
  };
  walk(JSON.parse(readFileSync(`messages/${locale}/method.json`, 'utf8')), 'method');
});

/** Innermost braces first. */
function withoutArguments(text: string): string {
  const less = text.replace(/\{[^{}]*\}/g, '');
  return less === text ? text : withoutArguments(less);
}

test.each(LENSES)('whoever puts the shown figures of %s into a calculator arrives at the score of the board', (lens) => {
  const worked = workedScore({ ...cedar, lens, score: scores[lens] });
  if (worked === null) throw new Error('no example');
  expect(orderedScore(scoreOf(worked), lens)).toBe(orderedScore(scores[lens], lens));
});

test('a small spread asks for more digits', () => {
  const form = { level: 0.0123456, spread: 0.0104567, weeks: 20 };
  const score = (form.level + 0.0198026273 - Math.log(0.9)) / form.spread;
  const worked = workedScore({ ...cedar, lens: 'effort', form, score });
  expect(worked?.kind === 'effort' && worked.spread.decimals > 3).toBe(true);
});

test('an example whose figures lead elsewhere is left out', () => {
  expect(workedScore({ ...cedar, lens: 'saving', score: 0.2 })).toBeNull();
});

test('a day’s terms add up to its kWh', () => {
  const day = workedDay({ ...model, heating: 4.123456, expectedKwh: 300 - 20 + 4.123456 * 6 });
  expect(day?.expected.value).toBe(304.7);
});
