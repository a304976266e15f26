'use client';

import { NextIntlClientProvider, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { WattleMark } from '#components/ui/wattle-mark.tsx';
import en from '#messages/en/fault.json';
import zh from '#messages/zh/fault.json';

type FaultProps = {
  readonly locale: 'en' | 'zh';
  /** The number under which the server's log has what happened; null where there is none. */
  readonly digest: string | null;
};

/** What stands where a page could not be made: it brings its own words, since the server may have none to give. */
export function Fault({ locale, digest }: FaultProps) {
  return (
    <NextIntlClientProvider locale={locale} messages={{ fault: locale === 'zh' ? zh : en }} timeZone="UTC">
      <Words digest={digest} />
    </NextIntlClientProvider>
  );
}

function Words({ digest }: Pick<FaultProps, 'digest'>) {
  const t = useTranslations('fault');
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col justify-center gap-6 px-5 py-10 sm:px-8">
      <p className="flex items-center gap-2 font-display text-[1.6rem] leading-none font-bold tracking-tight">
        <WattleMark className="size-7" />
        wattle
      </p>
      <h1 className="font-display text-4xl leading-tight font-bold tracking-tight text-balance sm:text-5xl">{t('title')}</h1>
      <p className="max-w-prose text-lg text-soft">{t('body')}</p>
      <div>
        <Button onClick={() => window.location.reload()}>{t('again')}</Button>
      </div>
      {digest === null ? null : <p className="text-sm text-soft">{t('number', { digest })}</p>}
    </main>
  );
}
