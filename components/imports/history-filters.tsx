import { useTranslations } from 'next-intl';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import { type HistoryFilter, IMPORT_CHANNELS, IMPORT_STATES, isNarrowed } from '#components/imports/history-view.ts';
import { Button } from '#components/ui/button.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

/** Narrows the history by a name, by what became of a file, and by how it came. An ordinary form: its address can be kept. */
export function HistoryFilters({ filter, path }: { readonly filter: HistoryFilter; readonly path: string }) {
  const t = useTranslations('campus.history');
  const list = useTranslations('imports.list');
  return (
    <search aria-label={t('narrow')}>
      <form className="not-printed mb-4 flex flex-wrap items-end gap-3">
        <Labelled label={t('text')} className="grow basis-48">
          <input type="search" name="text" key={filter.text} defaultValue={filter.text ?? ''} maxLength={100} className={FIELD} />
        </Labelled>
        <Labelled label={t('state')}>
          <select name="state" key={filter.state} defaultValue={filter.state ?? ''} className={FIELD}>
            <option value="">{t('any')}</option>
            {IMPORT_STATES.map((state) => (
              <option key={state} value={state}>
                {list(`state.${state}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled label={t('channel')}>
          <select name="channel" key={filter.channel} defaultValue={filter.channel ?? ''} className={FIELD}>
            <option value="">{t('any')}</option>
            {IMPORT_CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {t(`by.${channel}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <Button type="submit" look="secondary">
          {t('show')}
        </Button>
        {isNarrowed(filter) ? (
          <LocalLink href={path} className="link tappable min-h-11">
            {t('all')}
          </LocalLink>
        ) : null}
      </form>
    </search>
  );
}
