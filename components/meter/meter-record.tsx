import { useTranslations } from 'next-intl';
import { AnswerForm, Answers } from '#components/campus/answers.tsx';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import type { MeterCells, MeterView } from '#components/meter/meter-view.ts';
import { Button } from '#components/ui/button.tsx';

interface MeterRecordProps {
  readonly view: MeterView;
  readonly timeZone: string;
  /** Null for those who may only look. */
  readonly action: StaffFormAction | null;
}

/** What is known of a meter, and the form that changes it in its place. */
export function MeterRecord({ view, timeZone, action }: MeterRecordProps) {
  const t = useTranslations('meter.record');
  const shown = useCellWords(view, timeZone);
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
        {shown.map(({ name, words, isSaid }) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-line pb-1.5 last:border-0">
            <dt className="text-soft">{name}</dt>
            <dd className={`text-right break-words ${isSaid ? 'font-semibold' : 'text-soft'}`}>{words}</dd>
          </div>
        ))}
      </dl>
      {action === null ? null : (
        <Answers action={action}>
          <details className="mt-3">
            <summary className="link tappable font-semibold">{t('change')}</summary>
            <AnswerForm item="record" className="mt-3 grid items-end gap-3 sm:grid-cols-2">
              <input type="hidden" name="do" value="edit" />
              <Fields view={view} timeZone={timeZone} />
              <div className="sm:col-span-2">
                <Button type="submit">{t('save')}</Button>
              </div>
            </AnswerForm>
          </details>
        </Answers>
      )}
    </>
  );
}

/** The columns of the list of meters, in its order. */
const CHOICES = {
  kind: ['', 'interval', 'register'],
  unit: ['', 'Wh', 'kWh', 'MWh', 'W', 'kW'],
  label: ['', 'start', 'end', 'next-day'],
  counts: ['', 'no'],
  nets_generation: ['', 'yes'],
} as const satisfies Partial<Record<keyof MeterCells, readonly string[]>>;

type Chosen = keyof typeof CHOICES;

function useCellWords({ cells, dormName, otherNames }: MeterView, timeZone: string) {
  const t = useTranslations('meter.record');
  const word = (column: Chosen) => {
    const cell = cells[column];
    return column === 'unit' && cell !== '' ? cell : t(`${column}.${cell === '' ? 'blank' : cell}`);
  };
  const rows: (readonly [name: string, words: string, isSaid: boolean])[] = [
    [t('dorm.name'), dormName, true],
    [t('kind.name'), word('kind'), cells.kind !== ''],
    [t('unit.name'), word('unit'), cells.unit !== ''],
    [t('multiplier.name'), `× ${cells.multiplier}`, cells.multiplier !== '1'],
    [t('time_zone.name'), cells.time_zone === '' ? t('time_zone.blank', { timeZone }) : cells.time_zone, cells.time_zone !== ''],
    [t('label.name'), word('label'), cells.label !== ''],
    [t('counts.name'), word('counts'), cells.counts !== ''],
    [t('from.name'), cells.from === '' ? t('from.blank') : cells.from, cells.from !== ''],
    [t('until.name'), cells.until === '' ? t('until.blank') : cells.until, cells.until !== ''],
    [
      t('register_digits.name'),
      cells.register_digits === '' ? t('register_digits.blank') : cells.register_digits,
      cells.register_digits !== '',
    ],
    [t('max_kw.name'), cells.max_kw === '' ? t('max_kw.blank') : `${cells.max_kw} kW`, cells.max_kw !== ''],
    [t('nets_generation.name'), word('nets_generation'), cells.nets_generation !== ''],
    ...(otherNames.length === 0 ? [] : [[t('otherNames'), otherNames.join(t('comma')), true] as const]),
  ];
  return rows.map(([name, words, isSaid]) => ({ name, words, isSaid }));
}

function Fields({ view: { cells, dorms }, timeZone }: { readonly view: MeterView; readonly timeZone: string }) {
  const t = useTranslations('meter.record');
  const choice = (column: Chosen) => (
    <Labelled key={column} label={t(`${column}.name`)}>
      <select name={column} key={cells[column]} defaultValue={cells[column]} className={FIELD}>
        {CHOICES[column].map((value) => (
          <option key={value} value={value}>
            {column === 'unit' && value !== '' ? value : t(`${column}.${value === '' ? 'blank' : value}`)}
          </option>
        ))}
      </select>
    </Labelled>
  );
  const line = (column: keyof MeterCells, more: { type?: string; placeholder?: string; inputMode?: 'decimal' | 'numeric' }) => (
    <Labelled key={column} label={t(`${column}.name`)}>
      <input
        name={column}
        key={cells[column]}
        defaultValue={cells[column]}
        maxLength={200}
        autoComplete="off"
        className={FIELD}
        {...more}
      />
    </Labelled>
  );
  return (
    <>
      <Labelled label={t('dorm.name')}>
        <select name="dorm" key={cells.dorm} defaultValue={cells.dorm} className={FIELD}>
          {dorms.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
      {choice('kind')}
      {choice('unit')}
      {line('multiplier', { inputMode: 'decimal', placeholder: '1' })}
      {line('time_zone', { placeholder: timeZone })}
      {choice('label')}
      {choice('counts')}
      {choice('nets_generation')}
      {line('from', { type: 'date' })}
      {line('until', { type: 'date' })}
      {line('register_digits', { inputMode: 'numeric', placeholder: t('register_digits.blank') })}
      {line('max_kw', { inputMode: 'decimal', placeholder: t('max_kw.blank') })}
    </>
  );
}
