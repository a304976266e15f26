import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { messagesOf } from '#app/_i18n/messages.ts';
import { FactorsPage } from '#components/footprint/factors-page.tsx';
import type { FactorRow, FactorsView } from '#components/footprint/factors-view.ts';

const row = (given: Partial<FactorRow>): FactorRow => ({
  ...{
    id: 1,
    kind: 'carbon',
    fromDay: '2026-01-01',
    untilDay: null,
    amount: 770,
    currency: null,
    hours: null,
    source: 'the bill',
  },
  ...{ state: 'holds', statedDay: '2026-02-01', statedBy: null },
  ...given,
});
const STATES = ['holds', 'to-come', 'past', 'replaced', 'withdrawn'] as const;
const view: FactorsView = {
  rows: [
    ...STATES.map((state, index) => row({ id: index + 1, state })),
    row({ id: 6, kind: 'price', amount: 0.31, currency: 'AUD', statedBy: 'a@campus.edu' }),
    row({ id: 7, amount: null, hours: 24, untilDay: '2026-01-01' }),
    row({ id: 8, kind: 'price', currency: 'AUD', amount: null, hours: 1, untilDay: '2026-01-01' }),
  ],
  now: { gramsPerKwh: 770, price: { amount: 0.31, currency: 'AUD' }, isHourly: true },
  currency: 'AUD',
  today: '2026-03-02',
};
const nothing: FactorsView = {
  rows: [],
  now: { gramsPerKwh: null, price: null, isHourly: false },
  currency: null,
  today: '2026-03-02',
};
const action = async () => null;
const router = { back() {}, forward() {}, refresh() {}, push() {}, replace() {}, prefetch() {} };

async function html(locale: 'en' | 'zh', shown: FactorsView, canEdit = true): Promise<string> {
  const actions = canEdit ? { set: action, withdraw: action } : null;
  const onError = (error: Error) => {
    throw error;
  };
  const page = createElement(FactorsPage, { campus: 'alder-bay', view: shown, actions });
  const provided = { locale, messages: await messagesOf(locale), timeZone: 'UTC', onError, children: page };
  const routed = { value: router, children: createElement(NextIntlClientProvider, provided) };
  return renderToStaticMarkup(createElement(AppRouterContext.Provider, routed as never));
}

test.each(['en', 'zh'] as const)(
  'the page of factors in %s misses no word, full, empty and for those who only look',
  async (locale) => {
    for (const canEdit of [true, false])
      for (const shown of [view, nothing]) expect(await html(locale, shown, canEdit)).toContain('<h1');
  },
);

test('the headline is what a kilowatt-hour is today, and a withdrawn statement cannot be withdrawn again', async () => {
  const page = await html('en', view);
  expect(page).toMatch(/A kilowatt-hour is 770 g of CO₂e and costs AUD\s0\.31\./);
  expect(page.match(/>Withdraw</g)).toHaveLength(view.rows.length - 1);
  expect(await html('en', view, false)).not.toContain('>Withdraw<');
});
