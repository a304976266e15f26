'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MeterPictureView, PictureView } from '#components/imports/import-view.ts';
import { MeterStrip } from '#components/imports/meter-strip.tsx';
import type { PictureWords } from '#components/imports/use-picture-words.ts';
import { DataTable } from '#components/ui/data-table.tsx';

interface PicturedMeterProps {
  readonly meter: MeterPictureView;
  readonly picture: PictureView;
  readonly words: PictureWords;
}

/** One meter: whose it is, its energy in the file, its strip, and what became of its rows. */
export function PicturedMeter({ meter, picture, words }: PicturedMeterProps) {
  const t = useTranslations('imports.picture');
  const most = Math.max(...meter.cells.map(([kwh]) => kwh), 0);
  const facts = (['new', 'same', 'replaced', 'held', 'refused'] as const)
    .filter((key) => meter.counts[key] > 0)
    .map((key) => ({ key, words: t(`fact.${key}`, { count: meter.counts[key] }) }));
  return (
    <li className="min-w-0">
      <div className="flex items-baseline justify-between gap-x-4">
        <h3 className="min-w-0 font-sans leading-tight">
          <span className="font-semibold break-words">{meter.label}</span>
          {meter.dorm === meter.label ? null : <span className="text-sm break-words text-soft"> · {meter.dorm}</span>}
        </h3>
        <p className="shrink-0 text-sm whitespace-nowrap">
          <span className="figures text-base">{words.number(meter.energyKwh, meter.energyKwh < 100 ? 1 : 0)}</span> kWh
        </p>
      </div>
      {meter.isCoarse ? (
        <p className="my-2 rounded-lg bg-sunken px-3 py-3 text-sm text-soft">{t('coarse')}</p>
      ) : (
        <div className="mt-1">
          <MeterStrip label={words.strip(meter)} cells={meter.cells} most={most} />
          <p className="mt-0.5 flex justify-between gap-4 text-xs text-soft" aria-hidden="true">
            <span>{words.cell(picture.keys[0] ?? '')}</span>
            <span>{words.most(most)}</span>
            <span>{words.cell(picture.keys.at(-1) ?? '')}</span>
          </p>
        </div>
      )}
      <p className="mt-0.5 text-sm text-soft">
        {words.step(meter)}
        {facts.map((fact) => (
          <span key={fact.key} className={fact.key === 'refused' || fact.key === 'held' ? 'text-clay' : ''}>
            {' · '}
            {fact.words}
          </span>
        ))}
        {meter.gapSeconds > 0 ? ` · ${t('fact.gap', { time: words.duration(meter.gapSeconds) })}` : ''}
      </p>
      {meter.isCoarse ? null : <Cells meter={meter} picture={picture} words={words} />}
    </li>
  );
}

/** The strip's figures, made once somebody asks for them. */
function Cells({ meter, picture, words }: PicturedMeterProps) {
  const t = useTranslations('imports.picture');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="text-sm text-soft print:hidden" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="py-1 hover:text-ink">{t(`each.${picture.unit}`)}</summary>
      {isOpen ? (
        <DataTable
          caption={t('eachOf', { meter: meter.label })}
          columns={[
            { key: 'when', label: t('column.when') },
            { key: 'kwh', label: 'kWh', isNumber: true },
            { key: 'state', label: t('column.state') },
          ]}
          rows={picture.keys.map((key, at) => ({
            key,
            cells: [words.cell(key), words.number(meter.cells[at]?.[0] ?? 0, 2), words.state(meter.cells[at])],
          }))}
        />
      ) : null}
    </details>
  );
}
