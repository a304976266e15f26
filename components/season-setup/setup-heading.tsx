import { useTranslations } from 'next-intl';
import type { SetupView } from '#components/season-setup/setup-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';

/** What the form is about, and how it goes. */
export function SetupHeading({ view, backTo }: { readonly view: SetupView; readonly backTo: string }) {
  const t = useTranslations('setup.heading');
  const key = view.mode === 'new' && view.of !== null ? 'after' : view.mode;
  return (
    <div className="mb-7 min-w-0">
      <p className="text-soft">
        <LocalLink href={backTo} className="link tappable">
          {t('back')}
        </LocalLink>
      </p>
      <h1 className="headline mt-1 max-w-[24ch] text-4xl wrap-anywhere sm:text-5xl">{t(key, { season: view.of?.name ?? '' })}</h1>
      <p className="mt-3 max-w-prose text-soft">{t(`lead.${key}`)}</p>
    </div>
  );
}
