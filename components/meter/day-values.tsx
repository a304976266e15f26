import { useFormatter, useTranslations } from 'next-intl';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import { meterDayPath } from '#components/campus/room-paths.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { DayView, ValueRow } from '#components/meter/meter-view.ts';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

interface DayValuesProps {
  readonly campus: string;
  readonly meterId: number;
  readonly timeZone: string;
  readonly day: DayView;
}

/** Every value of one day: where each came from, whether it counts, and what stands beside it. */
export function DayValues({ campus, meterId, timeZone, day }: DayValuesProps) {
  const t = useTranslations('meter.day');
  const columns = [
    { key: 'time', label: t('time') },
    { key: 'value', label: t('value'), isNumber: true },
    { key: 'what', label: t('what') },
    { key: 'effect', label: t('counts') },
    { key: 'file', label: t('from') },
    { key: 'revision', label: t('revision'), isNumber: true },
  ];
  return (
    <>
      <form className="not-printed flex flex-wrap items-end gap-3" action="#day">
        <Labelled label={t('choose')}>
          <input
            type="date"
            name="day"
            defaultValue={day.day}
            key={day.day}
            required
            min="1990-01-01"
            max="2099-12-31"
            className={FIELD}
          />
        </Labelled>
        <Button type="submit" look="secondary">
          {t('show')}
        </Button>
        <nav aria-label={t('neighbours')} className="flex min-h-11 items-center gap-x-5">
          <LocalLink href={meterDayPath(campus, meterId, day.before)} className="link tappable">
            {t('before')}
          </LocalLink>
          <LocalLink href={meterDayPath(campus, meterId, day.after)} className="link tappable">
            {t('after')}
          </LocalLink>
        </nav>
      </form>
      {day.values.length === 0 ? (
        <p className="mt-4 text-soft">{t('nothing')}</p>
      ) : (
        <div className="mt-4 max-h-[32rem] overflow-y-auto">
          <DataTable
            caption={t('caption')}
            columns={columns}
            rows={day.values.map((value) => ({ key: value.key, cells: cellsOf(value, { campus, timeZone }) }))}
          />
        </div>
      )}
      {day.more === 0 ? null : <p className="mt-2 text-sm text-soft">{t('more', { count: day.more })}</p>}
    </>
  );
}

function cellsOf(value: ValueRow, { campus, timeZone }: { campus: string; timeZone: string }) {
  return [
    <Time key="time" value={value} timeZone={timeZone} />,
    <Amount key="value" value={value} />,
    <What key="what" value={value} />,
    <Effect key="effect" value={value} />,
    <From key="file" value={value} campus={campus} />,
    value.revision ?? '',
  ];
}

const HALF_A_DAY = 43_200_000;

/** Both ends by the campus's clock; of what is longer than half a day, with their dates. */
function Time({ value: { kind, startsAt, endsAt }, timeZone }: { readonly value: ValueRow; readonly timeZone: string }) {
  const format = useFormatter();
  const words = useImportWords();
  const isLong = Date.parse(endsAt) - Date.parse(startsAt) > HALF_A_DAY;
  const clock = (instant: string) =>
    isLong
      ? words.when(instant, timeZone)
      : format.dateTime(new Date(instant), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  return (
    <span className={`font-normal tabular-nums ${isLong ? '' : 'whitespace-nowrap'}`}>
      {kind === 'register' ? clock(endsAt) : `${clock(startsAt)} – ${clock(endsAt)}`}
    </span>
  );
}

function Amount({ value: { value, unit, effect } }: { readonly value: ValueRow }) {
  const words = useImportWords();
  const tone = effect === 'beside' ? 'text-soft line-through' : effect === 'used' ? '' : 'text-clay';
  return (
    <span className={`whitespace-nowrap ${tone}`}>
      {words.number(value, 4)} {unit}
    </span>
  );
}

function What({ value: { kind, quality, rule } }: { readonly value: ValueRow }) {
  const t = useTranslations('meter.day');
  const source = rule === null ? t(`kind.${kind}`) : t(`rule.${rule}`);
  const words = quality === 'measured' || rule !== null ? source : `${source}, ${t(`quality.${quality}`)}`;
  return <span className="inline-block min-w-28">{words}</span>;
}

function Effect({ value: { effect } }: { readonly value: ValueRow }) {
  const t = useTranslations('meter.day.effect');
  const tone = effect === 'used' ? '' : effect === 'beside' ? 'text-soft' : 'font-semibold text-clay';
  return <span className={`inline-block min-w-20 ${tone}`}>{t(effect)}</span>;
}

function From({ value: { file }, campus }: { readonly value: ValueRow; readonly campus: string }) {
  const t = useTranslations('meter.day');
  if (file === null) return <span className="text-soft">{t('noFile')}</span>;
  return (
    <span className="inline-block min-w-44">
      <LocalLink href={importPath(campus, file.importId)} className="link">
        {file.fileName}
      </LocalLink>{' '}
      <span className="whitespace-nowrap text-soft">{t('row', { row: file.row })}</span>
    </span>
  );
}
