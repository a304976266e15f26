import { useTranslations } from 'next-intl';
import { CoverageStrip } from '#components/campus/coverage-strip.tsx';
import type { DormMeters, MeterRow } from '#components/campus/staff-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Card } from '#components/ui/card.tsx';
import { Pill, type PillTone } from '#components/ui/pill.tsx';

interface MetersByDormProps {
  readonly dorms: readonly DormMeters[];
  readonly timeZone: string;
}

/** Every dorm with its meters: what they are, when they last reported, and the last four weeks at a glance. */
export function MetersByDorm({ dorms, timeZone }: MetersByDormProps) {
  const t = useTranslations('campus.meters');
  return (
    <div className="grid gap-5">
      {dorms.map((dorm) => (
        <Card key={dorm.slug} title={dorm.name}>
          {dorm.meters.length === 0 ? (
            <p className="text-soft">{t('noMeter')}</p>
          ) : (
            <ul className="grid">
              {dorm.meters.map((meter) => (
                <MeterLine key={meter.label} meter={meter} timeZone={timeZone} />
              ))}
            </ul>
          )}
        </Card>
      ))}
    </div>
  );
}

const TONES: Record<MeterRow['state'], PillTone> = {
  reporting: 'good',
  silent: 'warning',
  dead: 'warning',
  ended: 'plain',
  waiting: 'plain',
};

function MeterLine({ meter, timeZone }: { readonly meter: MeterRow; readonly timeZone: string }) {
  const t = useTranslations('campus.meters');
  const words = useImportWords();
  return (
    <li className="grid grid-cols-1 items-center gap-x-6 gap-y-1.5 border-t border-line py-3 first:border-0 first:pt-0 last:pb-0 md:grid-cols-[1fr_20rem_9rem]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold break-all">{meter.label}</span>
          <Pill tone={TONES[meter.state]}>{t(`state.${meter.state}`)}</Pill>
          {meter.isCounted ? null : <Pill>{t('notCounted')}</Pill>}
        </p>
        <p className="text-sm text-soft">{useSettings(meter, timeZone)}</p>
      </div>
      <CoverageStrip days={meter.days} />
      <p className="text-sm text-soft md:text-right">
        {meter.lastAt === null ? t('never') : t('last', { when: words.when(meter.lastAt, timeZone) })}
      </p>
    </li>
  );
}

function useSettings(meter: MeterRow, timeZone: string): string {
  const t = useTranslations('campus.meters');
  const words = useImportWords();
  const parts = [
    meter.kind === null ? t('kindUnknown') : t(`kind.${meter.kind}`),
    meter.unit,
    Number(meter.multiplier) === 1 ? null : `× ${Number(meter.multiplier)}`,
    meter.timeZone,
    meter.activeFrom === null ? null : t('from', { day: words.dayOf(meter.activeFrom, timeZone) }),
    meter.activeUntil === null ? null : t('until', { day: words.dayOf(meter.activeUntil, timeZone) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
