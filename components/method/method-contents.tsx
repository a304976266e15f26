import { useTranslations } from 'next-intl';
import { SECTIONS } from '#components/method/method-section.tsx';
import { LENSES } from '#core/ranking/rules.ts';

/** What is on the page, in its order. */
export function MethodContents() {
  const t = useTranslations('method');
  const names = useTranslations('common.lens');
  const split = SECTIONS.indexOf('ties');
  return (
    <nav aria-label={t('contents')} className="not-printed mt-7 rounded-(--radius-card) border border-line bg-card px-5 py-4">
      <h2 className="text-sm font-semibold text-soft">{t('contents')}</h2>
      <ol className="mt-2 gap-x-8 sm:columns-2">
        <Entry id="house" text={t('house.title')} />
        {SECTIONS.slice(0, split).map((id) => (
          <Entry key={id} id={id} text={t(`${id}.title`)} />
        ))}
        <li className="break-inside-avoid">
          <a href="#lenses" className="link tappable">
            {t('lenses.title')}
          </a>
          <ul className="flex flex-wrap gap-x-4 pl-4 text-sm">
            {LENSES.map((lens) => (
              <Entry key={lens} id={lens} text={names(lens)} />
            ))}
          </ul>
        </li>
        {SECTIONS.slice(split).map((id) => (
          <Entry key={id} id={id} text={t(`${id}.title`)} />
        ))}
        <Entry id="sources" text={t('sources.title')} />
      </ol>
    </nav>
  );
}

function Entry({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <li>
      <a href={`#${id}`} className="link tappable">
        {text}
      </a>
    </li>
  );
}
