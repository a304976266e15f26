import { useTranslations } from 'next-intl';
import { CoverageLegend, CoverageStrip } from '#components/campus/coverage-strip.tsx';
import { meterPath } from '#components/campus/room-paths.ts';
import type { DormMeters, MeterRow } from '#components/campus/staff-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Pill, type PillTone } from '#components/ui/pill.tsx';

interface MetersByDormProps {
  readonly campus: string;
  readonly dorms: readonly DormMeters[];
  readonly timeZone: string;
}

/** Every dorm with its meters: what they are, when they last reported, and the last four weeks at a glance. */
export function MetersByDorm({ campus, dorms, timeZone }: MetersByDormProps) {
  const t = useTranslations('campus.meters');
  return (
    <div className="grid gap-3">
      <CoverageLegend />
      <ul className="overflow-hidden rounded-(--radius-card) border border-line bg-card">
        {dorms.map((dorm) => (
          <li
            key={dorm.slug}
            className="grid gap-x-6 gap-y-1 border-b border-line px-5 py-4 last:border-0 lg:grid-cols-[10rem_1fr]"
          >
            <h2 className="text-lg font-bold lg:pt-0.5">{dorm.name}</h2>
            {dorm.meters.length === 0 ? (
              <p className="text-soft">{t('noMeter')}</p>
            ) : (
              <ul className="grid min-w-0 gap-y-3">
                {dorm.meters.map((meter) => (
                  <MeterLine key={meter.id} campus={campus} meter={meter} timeZone={timeZone} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
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

function MeterLine({
  campus,
  meter,
  timeZone,
}: {
  readonly campus: string;
  readonly meter: MeterRow;
  readonly timeZone: string;
}) {
  const t = useTranslations('campus.meters');
  const words = useImportWords();
  return (
    <li className="grid min-w-0 grid-cols-1 items-center gap-x-6 gap-y-1.5 md:grid-cols-[1fr_18rem]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <LocalLink href={meterPath(campus, meter.id)} className="link font-semibold break-words">
            {meter.label}
          </LocalLink>
          <Pill tone={TONES[meter.state]}>{t(`state.${meter.state}`)}</Pill>
          {meter.isCounted ? null : <Pill>{t('notCounted')}</Pill>}
        </p>
        <p className="text-sm text-soft">
          {meter.lastAt === null ? t('never') : t('last', { when: words.when(meter.lastAt, timeZone) })}
          {' · '}
          <Settings meter={meter} timeZone={timeZone} />
        </p>
      </div>
      <CoverageStrip days={meter.days} />
    </li>
  );
}

function Settings({ meter, timeZone }: { readonly meter: MeterRow; readonly timeZone: string }) {
  const t = useTranslations('campus.meters');
  const words = useImportWords();
  const parts = [
    meter.kind === null ? t('kindUnknown') : t(`kind.${meter.kind}`),
    meter.unit,
    Number(meter.multiplier) === 1 ? null : `× ${words.number(Number(meter.multiplier), 9)}`,
    meter.timeZone,
    meter.activeFrom === null ? null : t('from', { day: words.dayOf(meter.activeFrom, timeZone) }),
    meter.activeUntil === null ? null : t('until', { day: words.dayOf(meter.activeUntil, timeZone) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
