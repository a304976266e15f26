import { useLocale } from 'next-intl';
import { LanguageSwitch } from '#components/ui/language-switch.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { localePath } from '#components/ui/paths.ts';
import { WattleMark } from '#components/ui/wattle-mark.tsx';

export interface HeaderLink {
  readonly path: string;
  readonly words: string;
  readonly isCurrent: boolean;
  /** How many things wait there; null or 0 shows nothing. `words` says it in full for those who hear it. */
  readonly waiting?: { readonly shown: string; readonly words: string } | null;
}

interface HeaderFrameProps {
  readonly homePath: string;
  readonly campusName: string | null;
  /** Names the navigation. */
  readonly label: string;
  readonly links: readonly HeaderLink[];
  /** The page's own path, for the switch of language. */
  readonly path: string;
}

/** The head of every page: the product's sign, the campus, its rooms, the other language. */
export function HeaderFrame({ homePath, campusName, label, links, path }: HeaderFrameProps) {
  const locale = useLocale();
  const besideFrom = links.length > 8 ? '' : links.length > 4 ? 'xl:order-none xl:w-auto' : 'md:order-none md:w-auto';
  return (
    <header className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 gap-y-2 px-5 pt-5 sm:px-8 sm:pt-7">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-5 gap-y-1">
        <a
          href={localePath(locale, homePath)}
          className="tappable gap-2 font-display text-[1.6rem] leading-none font-bold tracking-tight"
        >
          <WattleMark className="size-7" />
          wattle
        </a>
        {campusName === null ? null : <span className="min-w-0 text-soft">{campusName}</span>}
      </div>
      <nav aria-label={label} className={`not-printed order-last w-full ${besideFrom}`}>
        <ul className="flex flex-wrap gap-x-5">
          {links.map((link) => (
            <li key={link.path}>
              <HeaderItem link={link} />
            </li>
          ))}
        </ul>
      </nav>
      <LanguageSwitch path={path} />
    </header>
  );
}

function HeaderItem({ link: { path, words, isCurrent, waiting } }: { readonly link: HeaderLink }) {
  return (
    <LocalLink
      href={path}
      className="tappable min-h-9 gap-1.5 border-b-2 border-transparent text-soft hover:text-ink aria-[current=page]:border-gold aria-[current=page]:font-semibold aria-[current=page]:text-ink"
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
    >
      {words}
      {waiting == null ? null : (
        <span className="inline-block min-w-5 rounded-full bg-gold-wash px-1.5 text-center text-sm font-semibold text-on-gold-wash tabular-nums">
          <span aria-hidden="true">{waiting.shown}</span>
          <span className="sr-only">{waiting.words}</span>
        </span>
      )}
    </LocalLink>
  );
}
