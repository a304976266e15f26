import 'server-only';
import { createFormatter } from 'use-intl/core';
import { type ShareWords, shareWords } from '#app/_data/share-words.ts';
import { RULES } from '#core/ranking/rules.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** Words of a card, which is no page. */
export interface CardLanguage extends ShareWords {
  /** What people call something, made fit for where the card goes; `slug` where nothing is left of it. */
  readonly name: (name: string, slug: string) => string;
  readonly list: (names: readonly string[]) => string;
  readonly percent: (share: number) => string;
  readonly when: (instant: string, timeZone: string) => string;
  readonly day: (day: string) => string;
  readonly why: (dorm: { reason: UnrankedReason; coverage: number; estimated: number }) => string;
}

/** The words of the language in an address; `name` makes names fit. */
export async function cardLanguage(part: string, name: CardLanguage['name']): Promise<CardLanguage> {
  const words = await shareWords(part);
  const format = createFormatter({ locale: words.locale, timeZone: 'UTC' });
  const percent = (share: number) => words.say('common.percent', { value: format.number(Math.round(share * 100)) });
  return {
    ...words,
    name,
    percent,
    list: (names) => format.list([...names]),
    when: (instant, timeZone) =>
      words.say('common.weekdayTime', {
        day: format.dateTime(new Date(instant), { weekday: 'long', timeZone }),
        time: format.dateTime(new Date(instant), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
      }),
    day: (day) => format.dateTime(new Date(day), { day: 'numeric', month: 'long' }),
    why: ({ reason, coverage, estimated }) =>
      words.say(`common.reason.${reason}`, {
        coverage: percent(coverage),
        needed: percent(RULES.leastCoverage),
        estimated: percent(estimated),
        most: percent(RULES.mostEstimated),
        least: RULES.leastPublicResidents,
      }),
  };
}
