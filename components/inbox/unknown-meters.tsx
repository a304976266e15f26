import { useTranslations } from 'next-intl';
import { AnswerForm, Answers } from '#components/campus/answers.tsx';
import { FIELD, Labelled, ReasonField } from '#components/campus/fields.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { DORM_KINDS } from '#components/campus/staff-view.ts';
import { importPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Line, Lines } from '#components/inbox/inbox-section.tsx';
import type { InboxPlace, InboxView, UnknownMeterRow } from '#components/inbox/inbox-view.ts';
import { Button } from '#components/ui/button.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

interface UnknownMetersProps {
  readonly view: InboxView;
  readonly place: InboxPlace;
  readonly action: StaffFormAction;
}

/** Labels in files that nobody has placed: each to a dorm, to a meter under another name, or to be ignored. */
export function UnknownMeters({ view, place, action }: UnknownMetersProps) {
  return (
    <Answers action={action}>
      {view.unknownMeters.length === 0 ? null : (
        <Lines>
          {view.unknownMeters.map((row) => (
            <Line key={row.label} className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
              <Facts row={row} place={place} />
              {place.canAnswer ? <Placing row={row} view={view} /> : null}
            </Line>
          ))}
        </Lines>
      )}
      <Settled view={view} place={place} />
    </Answers>
  );
}

function Facts({ row, place }: { readonly row: UnknownMeterRow; readonly place: InboxPlace }) {
  const t = useTranslations('inbox.meters');
  const words = useImportWords();
  const { sample } = row;
  return (
    <div className="min-w-0">
      <h3 className="text-lg font-bold break-words">{row.label}</h3>
      <p className="text-sm">
        {row.rows === null ? '' : `${t('rows', { count: row.rows })} · `}
        {t('files', { count: row.files })}
      </p>
      <p className="text-sm text-soft">
        {t('seen', { first: words.when(row.firstSeenAt, place.timeZone), last: words.when(row.lastSeenAt, place.timeZone) })}
      </p>
      <p className="text-sm text-soft">
        {t('newest')}{' '}
        <LocalLink href={importPath(place.campus, sample.importId)} className="link tappable break-all">
          {sample.fileName}
        </LocalLink>
        {sample.row === null ? '' : t('atRow', { row: sample.row })}
      </p>
    </div>
  );
}

function Placing({ row: { label }, view }: { readonly row: UnknownMeterRow; readonly view: InboxView }) {
  const t = useTranslations('inbox.meters');
  return (
    <div className="min-w-0">
      {view.dorms.length === 0 ? (
        <NewDormForm label={label} />
      ) : (
        <ChoiceForm
          item={`assign ${label}`}
          verb="assign"
          label={label}
          field={{ name: 'dorm', label: t('dorm', { label }), choose: t('choose') }}
          choices={view.dorms.map(({ id, name }) => ({ id, words: name }))}
          submit={t('assign')}
        />
      )}
      <details className="mt-2">
        <summary className="link tappable text-sm">{t('other')}</summary>
        <div className="mt-3 grid gap-5 border-l-2 border-line pl-4">
          {view.meters.length === 0 ? null : (
            <ChoiceForm
              item={`alias ${label}`}
              verb="alias"
              label={label}
              field={{ name: 'meter', label: t('sameAs'), choose: t('chooseMeter') }}
              choices={view.meters.map((meter) => ({ id: meter.id, words: meter.label }))}
              submit={t('alias')}
              isQuiet
            />
          )}
          {view.dorms.length === 0 ? null : <NewDormForm label={label} />}
          <AnswerForm item={`ignore ${label}`} className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="label" value={label} />
            <ReasonField label={t('ignoreWhy')} placeholder={t('ignoreExample')} />
            <Button type="submit" look="secondary" name="do" value="ignore">
              {t('ignore')}
            </Button>
          </AnswerForm>
        </div>
      </details>
    </div>
  );
}

interface ChoiceFormProps {
  readonly item: string;
  readonly verb: string;
  readonly label: string;
  readonly field: { readonly name: string; readonly label: string; readonly choose: string };
  readonly choices: readonly { readonly id: number; readonly words: string }[];
  readonly submit: string;
  readonly isQuiet?: boolean;
}

function ChoiceForm({ item, verb, label, field, choices, submit, isQuiet = false }: ChoiceFormProps) {
  return (
    <AnswerForm item={item} className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="label" value={label} />
      <Labelled label={field.label} className="grow basis-56">
        <select name={field.name} required defaultValue="" className={FIELD}>
          <option value="" disabled>
            {field.choose}
          </option>
          {choices.map(({ id, words }) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      </Labelled>
      <Button type="submit" look={isQuiet ? 'secondary' : 'primary'} name="do" value={verb}>
        {submit}
      </Button>
    </AnswerForm>
  );
}

function NewDormForm({ label }: { readonly label: string }) {
  const t = useTranslations('inbox.meters');
  const dorms = useTranslations('campus.dorms');
  return (
    <AnswerForm item={`new-dorm ${label}`} className="grid items-end gap-3 sm:grid-cols-2">
      <input type="hidden" name="label" value={label} />
      <Labelled label={t('newDorm')}>
        <input name="name" required maxLength={200} defaultValue={label} autoComplete="off" className={FIELD} />
      </Labelled>
      <Labelled label={dorms('house')}>
        <select name="kind" defaultValue="slab" className={FIELD}>
          {DORM_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {dorms(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={dorms('residents')}>
        <input type="number" name="residents" min={0} max={999_999} step={1} className={FIELD} />
      </Labelled>
      <div>
        <Button type="submit" look="secondary" name="do" value="new-dorm">
          {t('makeDorm')}
        </Button>
      </div>
    </AnswerForm>
  );
}

/** What was said of labels before, each with the way back. */
function Settled({ view: { ignored, aliases }, place }: { readonly view: InboxView; readonly place: InboxPlace }) {
  const t = useTranslations('inbox.meters');
  const words = useImportWords();
  const rows = [
    ...ignored.map(({ label, reason, email, at }) => ({
      label,
      said: t('ignored', { reason }),
      email,
      at,
      undo: 'stop-ignoring',
    })),
    ...aliases.map(({ label, meter, email, at }) => ({ label, said: t('aliased', { meter }), email, at, undo: 'remove-alias' })),
  ];
  if (rows.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="link tappable">{t('settled', { ignored: ignored.length, aliases: aliases.length })}</summary>
      <div className="mt-3">
        <Lines>
          {rows.map(({ label, said, email, at, undo }) => (
            <Line key={label} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
              <div className="min-w-0">
                <p>
                  <strong className="font-semibold break-words">{label}</strong> {said}
                </p>
                <p className="text-sm text-soft">
                  {email ?? t('someone')} · {words.when(at, place.timeZone)}
                </p>
              </div>
              {place.canAnswer ? (
                <AnswerForm item={`undo ${label}`}>
                  <input type="hidden" name="label" value={label} />
                  <button type="submit" name="do" value={undo} className="link tappable font-semibold">
                    {t(undo)}
                    <span className="sr-only"> {label}</span>
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
