import { useLocale } from 'next-intl';
import { localePath } from '#components/ui/paths.ts';

/** The same page in the other language, named in that language. A plain link: it needs no script and loads the other words afresh. */
export function LanguageSwitch({ path }: { readonly path: string }) {
  const other = useLocale() === 'zh' ? { locale: 'en', name: 'English' } : { locale: 'zh', name: '中文' };
  return (
    <a
      href={localePath(other.locale, path)}
      hrefLang={other.locale}
      lang={other.locale}
      className="not-printed tappable min-h-9 shrink-0 rounded-full border border-line-strong px-3 text-sm text-soft hover:border-ink hover:text-ink"
    >
      {other.name}
    </a>
  );
}
