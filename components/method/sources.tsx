import { useTranslations } from 'next-intl';

/** What the method rests on, by others. */
const SOURCES = [
  {
    key: 'ipmvp',
    title: 'EVO, International Performance Measurement and Verification Protocol (IPMVP), Core Concepts',
    url: 'https://evo-world.org/en/products-services-mainmenu-en/protocols/ipmvp',
  },
  {
    key: 'ashrae',
    title: 'ASHRAE Guideline 14, Measurement of Energy, Demand and Water Savings',
    url: 'https://server1.madcad.com/store/subscription/ASHRAE-Guideline-14-2023',
  },
  { key: 'caltrack', title: 'CalTRACK Methods', url: 'https://github.com/openeemeter/caltrack' },
  { key: 'opendsm', title: 'OpenDSM (formerly OpenEEmeter)', url: 'https://github.com/opendsm/opendsm' },
  {
    key: 'weeks',
    title: 'ISO 8601-1:2019, Date and time — Representations for information interchange',
    url: 'https://www.iso.org/standard/70907.html',
  },
  { key: 'zones', title: 'IANA Time Zone Database', url: 'https://www.iana.org/time-zones' },
] as const;

export function MethodSources() {
  const t = useTranslations('method.sources');
  return (
    <section id="sources" className="mt-10 scroll-mt-6">
      <h2 className="text-2xl font-bold tracking-tight">{t('title')}</h2>
      <ul className="mt-2 grid max-w-prose gap-2">
        {SOURCES.map(({ key, title, url }) => (
          <li key={key}>
            <a href={url} className="link" rel="noreferrer">
              {title}
            </a>
            <span className="text-soft"> — {t(key)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
