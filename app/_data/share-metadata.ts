import 'server-only';
import type { Metadata } from 'next';
import { type CardLanguage, cardLanguage } from '#app/_data/card-language.ts';
import { LOCALES, type Locale } from '#app/_i18n/locales.ts';
import { cardTag } from '#app/_share/card-tag.ts';
import { CARD_SIZE, type ShareCard } from '#components/share-image/share-card.ts';
import { atomPath, localePath, rssPath, sharePicturePath } from '#components/ui/paths.ts';
import { tameName } from '#core/feeds/tame-name.ts';
import { siteAddress } from '#services/site-address.ts';

/** Languages as Open Graph and as HTML name them. */
const TERRITORIES: Record<Locale, string> = { en: 'en_GB', zh: 'zh_CN' };
const LANGUAGES: Record<Locale, string> = { en: 'en', zh: 'zh-Hans' };

/**
 * What a page says of itself to those who share its address: its news in words and its picture. Whole addresses are named only where
 * NEXTAUTH_URL says what the site's is: the page is kept for everyone, so no request may say it.
 */
export async function shareMetadata(page: {
  locale: string;
  campus: string;
  path: string;
  title: string;
  /** The page whose picture it shows, where that is not its own. */
  picture?: string;
  /** Whom the news is about, where the headline does not say it. */
  subject?: string;
  cardOf: (language: CardLanguage) => Promise<ShareCard | null>;
}): Promise<Metadata> {
  const { campus, path, title } = page;
  const language = await cardLanguage(page.locale, (name) => tameName(name));
  const found = await page.cardOf(language);
  const subject = page.subject === undefined ? '' : language.say('dorm.hero.named', { name: tameName(page.subject) });
  const card = found === null ? null : { ...found, headline: `${subject}${found.headline}` };
  const { locale } = language;
  const origin = siteAddress();
  const feeds = {
    'application/rss+xml': localePath(locale, rssPath(campus)),
    'application/atom+xml': localePath(locale, atomPath(campus)),
  };
  const said = card === null ? {} : { description: descriptionOf(card, language) };
  if (origin === null)
    return { title, ...said, alternates: { types: feeds }, ...(card && { openGraph: graphOf(card, language) }) };
  const address = (of: Locale) => `${origin}${localePath(of, path)}`;
  const languages = Object.fromEntries(LOCALES.map((one) => [LANGUAGES[one], address(one)]));
  return {
    title,
    ...said,
    metadataBase: new URL(origin),
    alternates: { types: feeds, canonical: address(locale), languages: { ...languages, 'x-default': address(LOCALES[0]) } },
    ...(card && {
      openGraph: {
        ...graphOf(card, language),
        url: address(locale),
        images: [pictureOf(card, { language, origin, path: page.picture ?? path })],
      },
      twitter: { card: 'summary_large_image' as const },
    }),
  };
}

function graphOf(card: ShareCard, language: CardLanguage) {
  const { locale } = language;
  return {
    type: 'website' as const,
    siteName: `Wattle · ${card.campus}`,
    title: card.headline,
    description: descriptionOf(card, language),
    locale: TERRITORIES[locale],
    alternateLocale: LOCALES.filter((one) => one !== locale).map((one) => TERRITORIES[one]),
  };
}

/** Its address names the contents: whoever keeps pictures by their address asks again when the news has changed. */
function pictureOf(card: ShareCard, { language, origin, path }: { language: CardLanguage; origin: string; path: string }) {
  const { locale, say } = language;
  return {
    url: `${origin}${localePath(locale, sharePicturePath(path))}?v=${cardTag(card)}`,
    ...CARD_SIZE,
    type: 'image/png',
    alt: say('share.card.alt', { campus: card.campus, about: card.about, headline: card.headline }),
  };
}

function descriptionOf(card: ShareCard, { say, locale }: CardLanguage): string {
  const places = card.places.map(({ mark, name, figure }) => {
    return say('share.card.place', { mark, name, figure: figure === '' ? 'none' : figure });
  });
  const words = [places.join(locale === 'zh' ? '，' : ', '), card.note ?? ''].filter((part) => part !== '');
  return say('share.card.description', { about: card.about, places: words.join(locale === 'zh' ? '。' : '. ') });
}
