import { useTranslations } from 'next-intl';
import { AnswerForm } from '#components/campus/answers.tsx';
import { CheckAll } from '#components/campus/check-all.tsx';
import { ReasonField } from '#components/campus/fields.tsx';
import { meterPath } from '#components/campus/room-paths.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Line, Lines } from '#components/inbox/inbox-section.tsx';
import type { DecidedRow, HeldMeterRow, HeldValueRow, InboxPlace } from '#components/inbox/inbox-view.ts';
import { Button } from '#components/ui/button.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

/** Values over their meter's limit, by meter, to be counted or refused, several at once. Stands in a section of answers. */
export function HeldValues({ rows, place }: { readonly rows: readonly HeldMeterRow[]; readonly place: InboxPlace }) {
  const t = useTranslations('inbox.values');
  const words = useImportWords();
  return (
    <Lines>
      {rows.map((row) => (
        <Line key={row.meterId}>
          <h3 className="text-lg font-bold break-words">
            <LocalLink href={meterPath(place.campus, row.meterId)} className="link tappable">
              {row.label}
            </LocalLink>{' '}
            <span className="font-sans text-base font-normal text-soft">{row.dorm}</span>
          </h3>
          <p className="text-sm text-soft">{t('limit', { count: row.count, kw: words.number(row.limitKw, 1) })}</p>
          <AnswerForm item={`values ${row.meterId}`} label={t('form', { meter: row.label })}>
            <Values row={row} place={place} />
            {place.canAnswer ? (
              <div className="mt-3 flex flex-wrap items-end gap-3">
                <ReasonField label={t('why')} placeholder={t('whyExample')} />
                <Button type="submit" look="secondary" name="do" value="accept">
                  {t('accept')}
                </Button>
                <Button type="submit" look="danger" name="do" value="refuse">
                  {t('refuse')}
                </Button>
              </div>
            ) : null}
          </AnswerForm>
        </Line>
      ))}
    </Lines>
  );
}

const FOLDED_FROM = 8;

function Values({ row: { meterId, label, count, values }, place }: { readonly row: HeldMeterRow; readonly place: InboxPlace }) {
  const t = useTranslations('inbox.values');
  return (
    <fieldset className="mt-2">
      <legend className="sr-only">{t('which', { meter: label })}</legend>
      {place.canAnswer && values.length > 1 ? <CheckAll words={t('all', { count: values.length })} /> : null}
      <ul className={values.length > FOLDED_FROM ? 'max-h-72 overflow-y-auto border-y border-line' : ''}>
        {values.map((value) => (
          <Value key={value.startsAt} value={value} meterId={meterId} place={place} />
        ))}
      </ul>
      {count > values.length ? <p className="text-sm text-soft">{t('more', { count: count - values.length })}</p> : null}
    </fieldset>
  );
}

function Value({
  value,
  meterId,
  place,
}: {
  readonly value: HeldValueRow;
  readonly meterId: number;
  readonly place: InboxPlace;
}) {
  const t = useTranslations('inbox.values');
  const words = useImportWords();
  const { startsAt, endsAt, kw, kwh, file } = value;
  const facts = (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
      <span className="figures text-clay">{t('kw', { kw: words.number(kw, 1) })}</span>
      <span>{words.when(startsAt, place.timeZone)}</span>
      <span className="text-sm text-soft">
        {t('energy', { kwh: words.number(kwh, 2), minutes: minutesOf(startsAt, endsAt) })}
      </span>
    </span>
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6">
      {place.canAnswer ? (
        <label className="flex min-h-9 items-center gap-3">
          <input
            type="checkbox"
            name="value"
            value={`${meterId}:${Date.parse(startsAt)}:${Date.parse(endsAt)}`}
            defaultChecked
            className="size-5 shrink-0 accent-(--leaf)"
          />
          {facts}
        </label>
      ) : (
        facts
      )}
      <span className="text-sm text-soft">
        <LocalLink href={importPath(place.campus, file.importId)} className="link tappable break-all">
          {file.fileName}
        </LocalLink>
        {t('row', { row: file.row })}
      </span>
    </li>
  );
}

function minutesOf(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 60_000);
}

/** What was decided of values and holds, each with the way back. Stands in a section of answers. */
export function DecidedValues({ rows, place }: { readonly rows: readonly DecidedRow[]; readonly place: InboxPlace }) {
  const t = useTranslations('inbox.values');
  const words = useImportWords();
  return (
    <details className="mt-3">
      <summary className="link tappable">{t('decided', { count: rows.length })}</summary>
      <div className="mt-3">
        <Lines>
          {rows.map((row) => (
            <Line key={`${row.meterId} ${row.at}`} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
              <div className="min-w-0">
                <p>
                  <LocalLink href={meterPath(place.campus, row.meterId)} className="link font-semibold">
                    {row.label}
                  </LocalLink>
                  {t(`said.${row.decision}`, {
                    count: row.ids.length,
                    from: words.when(row.firstAt, place.timeZone),
                    until: words.when(row.lastAt, place.timeZone),
                    reason: row.reason,
                  })}
                </p>
                <p className="text-sm text-soft">
                  {row.email ?? t('someone')} · {words.when(row.at, place.timeZone)}
                </p>
              </div>
              {place.canAnswer ? (
                <AnswerForm item={`revoke ${row.ids[0]}`}>
                  <input type="hidden" name="ids" value={row.ids.join(',')} />
                  <button type="submit" name="do" value="revoke" className="link tappable font-semibold">
                    {t('takeBack')}
                    <span className="sr-only"> {row.label}</span>
                  </button>
                </AnswerForm>
              ) : null}
            </Line>
          ))}
        </Lines>
      </div>
    </details>
  );
}
