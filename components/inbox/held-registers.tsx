import { useTranslations } from 'next-intl';
import { AnswerForm } from '#components/campus/answers.tsx';
import { FIELD, Labelled, ReasonField } from '#components/campus/fields.tsx';
import { meterPath } from '#components/campus/room-paths.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Line, Lines } from '#components/inbox/inbox-section.tsx';
import type { HeldRegisterRow, InboxPlace } from '#components/inbox/inbox-view.ts';
import { Button } from '#components/ui/button.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

interface HeldRegistersProps {
  readonly rows: readonly HeldRegisterRow[];
  readonly place: InboxPlace;
}

/** Register values that went down or rose too far, each with what may have happened. Stands in a section of answers. */
export function HeldRegisters({ rows, place }: HeldRegistersProps) {
  return (
    <Lines>
      {rows.map((row) => (
        <Line key={`${row.meterId} ${row.at}`} className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
          <Step row={row} place={place} />
          {place.canAnswer ? <ResolveForm row={row} /> : null}
        </Line>
      ))}
    </Lines>
  );
}

function Step({ row, place }: { readonly row: HeldRegisterRow; readonly place: InboxPlace }) {
  const t = useTranslations('inbox.registers');
  const words = useImportWords();
  const shown = (value: number) => `${words.number(value, 3)} ${row.unit}`;
  return (
    <div className="min-w-0">
      <h3 className="text-lg font-bold break-words">
        <LocalLink href={meterPath(place.campus, row.meterId)} className="link tappable">
          {row.label}
        </LocalLink>{' '}
        <span className="font-sans text-base font-normal text-soft">{row.dorm}</span>
      </h3>
      <p>{t(row.kind)}</p>
      <dl className="mt-2 grid max-w-md grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-0.5">
        <dt className="text-sm text-soft">{words.when(row.beforeAt, place.timeZone)}</dt>
        <dd className="figures text-right text-lg">{shown(row.before)}</dd>
        <dt className="text-sm text-soft">{words.when(row.at, place.timeZone)}</dt>
        <dd className="figures text-right text-lg text-clay">{shown(row.shown)}</dd>
      </dl>
      <p className="mt-1 text-sm text-soft">
        <LocalLink href={importPath(place.campus, row.file.importId)} className="link tappable break-all">
          {row.file.fileName}
        </LocalLink>
        {t('row', { row: row.file.row })}
        {row.others === 0 ? '' : ` · ${t('others', { count: row.others, until: words.when(row.lastAt, place.timeZone) })}`}
      </p>
    </div>
  );
}

/** What happened, with the numbers that answer needs and why. Which numbers those are follows the choice in CSS alone. */
function ResolveForm({ row }: { readonly row: HeldRegisterRow }) {
  const t = useTranslations('inbox.registers');
  const answers = useTranslations('inbox.answer');
  const [first] = row.choices;
  const digits = row.choices.find(({ answer }) => answer === 'rollover')?.digits ?? null;
  return (
    <AnswerForm item={`${row.meterId} ${row.at}`} className="group grid min-w-0 gap-3" label={t('form', { meter: row.label })}>
      <input type="hidden" name="do" value="resolve" />
      <input type="hidden" name="meter" value={row.meterId} />
      <input type="hidden" name="at" value={row.at} />
      <fieldset>
        <legend className="text-sm text-soft">{t('what')}</legend>
        <div className="mt-1 flex flex-wrap gap-2">
          {row.choices.map(({ answer, digits: likely }, index) => (
            <label
              key={answer}
              className="tappable min-h-9 cursor-pointer gap-2 rounded-full border border-line-strong px-3 has-checked:border-leaf has-checked:bg-leaf has-checked:text-on-leaf has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-(--focus)"
            >
              <input type="radio" name="answer" value={answer} defaultChecked={answer === first?.answer} className="sr-only" />
              {likely !== null && index === 0 ? t('rolloverOf', { digits: likely }) : answers(answer)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-3 sm:grid-cols-2">
        <Labelled label={t('digits')} className="hidden! group-has-[[value=rollover]:checked]:block!">
          <input type="number" name="digits" min={3} max={15} defaultValue={digits ?? ''} className={FIELD} />
        </Labelled>
        <Labelled label={t('oldEnd', { unit: row.unit })} className="hidden! group-has-[[value=swap]:checked]:block!">
          <input name="oldEnd" inputMode="decimal" maxLength={40} autoComplete="off" className={FIELD} />
        </Labelled>
        <Labelled
          label={t('newStart', { unit: row.unit })}
          className="hidden! group-has-[[value=reset]:checked]:block! group-has-[[value=swap]:checked]:block!"
        >
          <input name="newStart" inputMode="decimal" maxLength={40} autoComplete="off" className={FIELD} />
        </Labelled>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <ReasonField label={t('why')} placeholder={t('whyExample')} />
        <Button type="submit">{t('resolve')}</Button>
      </div>
    </AnswerForm>
  );
}
