import 'server-only';
import type { CardLanguage } from '#app/_data/card-language.ts';
import type { DormView } from '#components/dorm/dorm-view.ts';
import { heroKey } from '#components/dorm/hero-headline.ts';
import { newsOf } from '#components/season/season-news.ts';
import type { SeasonView } from '#components/season/season-view.ts';
import type { ShareCard } from '#components/share-image/share-card.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { tameName } from '#core/feeds/tame-name.ts';

const MOST_PLACES = 3;
const MOST_OF_PRIZE = 70;

/** A dorm's open week as a card: its news as on its page, and who is just around it. */
export function dormCard(view: DormView, language: CardLanguage): ShareCard {
  const { campus, dorm, week, standing, unranked, usualRatio, lens } = view;
  const { say, name, percent, score } = language;
  const ordinal = say('common.ordinal.figure', { rank: standing?.rank ?? 0 });
  const number = weekNumber(week.id);
  const place =
    standing === null
      ? say('dorm.hero.thisWeek', { week: number })
      : say('dorm.hero.placeThisWeek', { place: ordinal, count: view.rankedCount, week: number });
  const key = heroKey({ usualRatio, movement: standing?.movement ?? null, rank: standing?.rank ?? null });
  return {
    language: language.language,
    campus: name(campus.name, campus.slug),
    about: `${name(dorm.name, dorm.slug)} · ${place}`,
    headline: say(`dorm.hero.headline.${key}`, { place: ordinal, percent: percent(Math.abs((usualRatio ?? 1) - 1)) }),
    places: rungsAround(view).map((rung) => ({
      mark: String(rung.rank),
      name: name(rung.name, rung.dorm),
      figure: score(lens, rung.score),
    })),
    note:
      unranked !== null
        ? language.why(unranked)
        : week.dataUntil === null
          ? null
          : say('share.card.dataUntil', { when: language.when(week.dataUntil, campus.timeZone) }),
    houses: [
      { dorm: dorm.slug, kind: dorm.kind, usualRatio, mark: standing === null ? '' : String(standing.rank), isFirst: true },
    ],
    isSettled: false,
  };
}

/** The dorm, the one ahead and the one behind. */
function rungsAround({ ladder, dorm }: DormView): DormView['ladder'] {
  const at = ladder.findIndex((rung) => rung.dorm === dorm.slug);
  const from = Math.max(0, Math.min(at - 1, ladder.length - MOST_PLACES));
  return at < 0 ? [] : ladder.slice(from, from + MOST_PLACES);
}

/** A season as a card: its news as on its page. */
export function seasonCard(view: SeasonView, language: CardLanguage): ShareCard {
  const { campus, slug, lens, state, isSettled } = view;
  const { say, name, list, score } = language;
  const leagues = view.leagues
    .map(({ rows, ...league }) => ({ ...league, rows: rows.map((row) => ({ ...row, name: name(row.name, row.dorm) })) }))
    .filter(({ rows }) => rows.length > 0);
  const news = newsOf({ ...view, leagues });
  const season = name(view.name, slug);
  const leaders = leagues.map(({ league, rows }) => ({ league, rows: rows.filter(({ rank }) => rank === 1) }));
  const shown = leagues.length > 1 ? leaders.flatMap(({ rows }) => rows) : (leagues[0]?.rows ?? []);
  return {
    language: language.language,
    campus: name(campus.name, campus.slug),
    about: `${season} · ${say(`season.state.${state}`)}`,
    headline: say(`season.news.${news.key}`, {
      ...{ season, weeks: view.weeksOver, first: list(news.first), second: news.second },
      ...{ date: language.day(view.startsOn), days: view.daysToStart },
    }),
    places:
      leagues.length > 1
        ? leaders.slice(0, MOST_PLACES).map(({ league, rows }) => ({
            mark: '1',
            name: list(rows.map((row) => row.name)),
            figure: league === null ? '' : name(league, ''),
          }))
        : shown.slice(0, MOST_PLACES).map((row) => ({
            mark: String(row.rank),
            name: row.name,
            figure: score(lens, row.score),
          })),
    note:
      view.prizes.length === 0
        ? null
        : say('share.card.prize', { prize: list(view.prizes.map((prize) => tameName(prize, MOST_OF_PRIZE))) }),
    houses: shown.slice(0, MOST_PLACES).map(({ dorm, kind, usualRatio, rank }) => {
      return { dorm, kind, usualRatio, mark: String(rank), isFirst: rank === 1 };
    }),
    isSettled,
  };
}
