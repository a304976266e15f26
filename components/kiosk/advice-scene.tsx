import { useTranslations } from 'next-intl';
import type { Advice } from '#components/dorm/dorm-view.ts';
import { KioskHeadline } from '#components/kiosk/kiosk-headline.tsx';

/** The one thing worth doing in this hall, and what is never to be switched off. */
export function AdviceScene({ advice }: { readonly advice: Advice }) {
  const t = useTranslations('dorm.advice');
  return (
    <div className="flex grow flex-col justify-center gap-[4vmin]">
      <KioskHeadline words={t(`${advice.code}.title`)} />
      <p className="max-w-[40ch] text-[5.2vmin] leading-snug">{t(`${advice.code}.do`)}</p>
      <p className="max-w-[60ch] border-l-[0.8vmin] border-stage-gold pl-[2vmin] text-[3.6vmin] leading-snug text-stage-soft">
        <strong className="font-semibold text-stage-ink">{t('neverTitle')}</strong> {t('never')}
      </p>
    </div>
  );
}
