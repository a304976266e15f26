import { useLocale, useTranslations } from 'next-intl';
import { DigestForm } from '#components/digest/digest-form.tsx';
import type { DigestAction } from '#components/digest/digest-view.ts';
import { Card } from '#components/ui/card.tsx';
import { atomPath, localePath, rssPath } from '#components/ui/paths.ts';

interface DigestPageProps {
  readonly campus: string;
  /** Null where no mail is set up: then nothing is taken. */
  readonly ask: DigestAction | null;
}

/** Where readers ask for the weekly mail, and what is kept of them. */
export function DigestPage({ campus, ask }: DigestPageProps) {
  const t = useTranslations('digest');
  return (
    <div className="grid gap-8">
      <div>
        <h1 className="headline text-4xl sm:text-6xl">{t(ask === null ? 'off.title' : 'headline')}</h1>
        <p className="mt-4 max-w-prose text-lg text-soft">{t(ask === null ? 'off.body' : 'lead')}</p>
        {ask === null ? <Feeds campus={campus} /> : null}
      </div>
      {ask === null ? null : (
        <>
          <div className="grid min-w-0 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <Card title={t('form.title')}>
              <DigestForm
                action={ask}
                words={{ send: t('form.send'), sending: t('form.sending') }}
                email={{ label: t('form.email'), trap: t('form.trap') }}
              />
            </Card>
            <Card title={t('promise.title')}>
              <ul className="grid list-disc gap-2 ps-5 text-soft marker:text-gold">
                {(['address', 'counted', 'leave', 'unconfirmed', 'place'] as const).map((key) => (
                  <li key={key}>{t(`promise.${key}`)}</li>
                ))}
              </ul>
            </Card>
          </div>
          <div className="text-soft">
            <p>{t('without')}</p>
            <Feeds campus={campus} />
          </div>
        </>
      )}
    </div>
  );
}

function Feeds({ campus }: Pick<DigestPageProps, 'campus'>) {
  const t = useTranslations('digest');
  const locale = useLocale();
  return (
    <p className="mt-1 flex flex-wrap gap-x-6">
      <a href={localePath(locale, rssPath(campus))} className="link tappable">
        {t('rss')}
      </a>
      <a href={localePath(locale, atomPath(campus))} className="link tappable">
        {t('atom')}
      </a>
    </p>
  );
}
