import { useLocale, useTranslations } from 'next-intl';
import type { AuditView } from '#components/audit/audit-view.ts';
import { useAuditWords } from '#components/audit/use-audit-words.ts';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import { auditPath } from '#components/campus/room-paths.ts';
import { Button } from '#components/ui/button.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { localePath } from '#components/ui/paths.ts';

/** What to show of the record: an ordinary form that asks for another address of this page. */
export function AuditFilter({ view }: { readonly view: AuditView }) {
  const t = useTranslations('audit.filter');
  const locale = useLocale();
  const words = useAuditWords(view.timeZone);
  const { campus, filter, choices, isFiltered } = view;
  const actions = choices.actions
    .map((action) => ({ action, words: words.action(action) }))
    .sort((a, b) => a.words.localeCompare(b.words, locale));
  return (
    <form
      method="get"
      action={localePath(locale, auditPath(campus))}
      className="not-printed card grid grid-cols-2 items-end gap-3 rounded-(--radius-card) border border-line bg-card p-5 sm:p-6 lg:grid-cols-5"
    >
      <Labelled label={t('by')}>
        <select name="by" defaultValue={filter.by} className={FIELD}>
          <option value="">{t('everyone')}</option>
          {choices.people.map((person) => (
            <option key={person.personId} value={person.personId}>
              {words.person(person)}
            </option>
          ))}
          {choices.others.map((kind) => (
            <option key={kind} value={kind}>
              {t(`others.${kind}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={t('action')}>
        <select name="action" defaultValue={filter.action} className={FIELD}>
          <option value="">{t('everything')}</option>
          {actions.map(({ action, words: text }) => (
            <option key={action} value={action}>
              {text}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={t('subject')} className="col-span-2 lg:col-span-1">
        <input
          name="subject"
          defaultValue={filter.subject}
          maxLength={200}
          autoComplete="off"
          placeholder={t('subjectHint')}
          className={FIELD}
        />
      </Labelled>
      <Labelled label={t('from')}>
        <input type="date" name="from" defaultValue={filter.from} min="1990-01-01" max="2099-12-31" className={FIELD} />
      </Labelled>
      <Labelled label={t('to')}>
        <input type="date" name="to" defaultValue={filter.to} min="1990-01-01" max="2099-12-31" className={FIELD} />
      </Labelled>
      <p className="flex flex-wrap items-center gap-x-5 gap-y-2 col-span-2 lg:col-span-5">
        <Button type="submit" look="secondary">
          {t('show')}
        </Button>
        {isFiltered ? (
          <LocalLink href={auditPath(campus)} className="link tappable">
            {t('all')}
          </LocalLink>
        ) : null}
        <span className="flex flex-wrap gap-x-5 text-sm text-soft sm:ml-auto">
          <a href={view.files.csv} download className="link tappable">
            {t('csv')}
          </a>
          <a href={view.files.json} download className="link tappable">
            {t('json')}
          </a>
        </span>
      </p>
    </form>
  );
}
