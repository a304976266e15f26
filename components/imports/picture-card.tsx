'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PictureView } from '#components/imports/import-view.ts';
import { GapHatching } from '#components/imports/meter-strip.tsx';
import { PictureLegend } from '#components/imports/picture-legend.tsx';
import { PicturedMeter } from '#components/imports/pictured-meter.tsx';
import { type PictureWords, usePictureWords } from '#components/imports/use-picture-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';

const FIRST_SHOWN = 6;

/** The file's meters over its time, those that need a look first, titled with what they show. */
export function PictureCard({ picture, timeZone }: { readonly picture: PictureView; readonly timeZone: string }) {
  const t = useTranslations('imports.picture');
  const words = usePictureWords(picture, timeZone);
  const [isAll, setIsAll] = useState(false);
  const { meters, meterCount } = picture;
  const shown = isAll ? meters : meters.slice(0, FIRST_SHOWN);
  const later = meterCount - meters.length;
  return (
    <Card title={words.headline} note={t(`note.${picture.unit}`, { from: words.from, until: words.until })}>
      <GapHatching />
      <PictureLegend picture={picture} />
      <ul className="mt-4 grid gap-x-8 gap-y-5 lg:grid-cols-2">
        {shown.map((meter, index) => (
          <PicturedMeter
            // biome-ignore lint/suspicious/noArrayIndexKey: meters have an order, and labels may be alike but for case
            key={index}
            meter={meter}
            picture={picture}
            words={words}
          />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
        {meters.length > shown.length ? (
          <Button look="secondary" onClick={() => setIsAll(true)}>
            {t('showAll', { count: meters.length })}
          </Button>
        ) : null}
        {later > 0 && isAll ? <p className="text-sm text-soft">{t('later', { count: later })}</p> : null}
      </div>
      <MeterTable picture={picture} words={words} />
    </Card>
  );
}

function MeterTable({ picture, words }: { readonly picture: PictureView; readonly words: PictureWords }) {
  const t = useTranslations('imports.picture');
  const common = useTranslations('common');
  const counts = ['new', 'same', 'replaced', 'held', 'refused'] as const;
  return (
    <details className="mt-3 text-sm text-soft">
      <summary className="py-1 hover:text-ink">{common('tableBehind')}</summary>
      <DataTable
        caption={words.headline}
        columns={[
          { key: 'meter', label: t('column.meter') },
          { key: 'dorm', label: t('column.dorm') },
          { key: 'kwh', label: 'kWh', isNumber: true },
          { key: 'step', label: t('column.step') },
          ...counts.map((key) => ({ key, label: t(`column.${key}`), isNumber: true })),
          { key: 'gap', label: t('column.gap'), isNumber: true },
        ]}
        rows={picture.meters.map((meter, index) => ({
          key: String(index),
          cells: [
            meter.label,
            meter.dorm,
            words.number(meter.energyKwh, 1),
            words.step(meter),
            ...counts.map((key) => words.number(meter.counts[key])),
            meter.gapSeconds === 0 ? '–' : words.duration(meter.gapSeconds),
          ],
        }))}
      />
    </details>
  );
}
