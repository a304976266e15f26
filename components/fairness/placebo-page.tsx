import { useTranslations } from 'next-intl';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import { FairnessTable } from '#components/fairness/fairness-table.tsx';
import { isEnough, type PlaceboView } from '#components/fairness/fairness-view.ts';
import { LensFairnessCard } from '#components/fairness/lens-fairness-card.tsx';
import { useFairnessWords } from '#components/fairness/use-fairness-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { LENSES } from '#core/ranking/rules.ts';

/** For organisers before they announce the rules: who would have won by chance, under the lens and in the league they choose. */
export function PlaceboPage({ view }: { readonly view: PlaceboView }) {
  const t = useTranslations('fairness.staff');
  const words = useFairnessWords();
  const chosen = view.lenses.find(({ lens }) => lens === view.lens);
  if (chosen === undefined) return null;
  return (
    <div className="grid gap-8">
      <div>
        <p className="text-soft">{t('title')}</p>
        <h1 className="headline mt-2 text-3xl sm:text-5xl">{words.staffHeadline(chosen)}</h1>
        <p className="mt-4 max-w-prose text-soft">{t('lead')}</p>
        <p className="mt-2 max-w-prose text-soft">{t('ordinary', { weeks: chosen.weeks })}</p>
      </div>
      <Choice view={view} />
      <LensFairnessCard fairness={chosen} seasonWeeks={view.seasonWeeks} />
      {isEnough(chosen) ? <SeasonCard view={view} dorms={Math.round(chosen.dorms)} /> : null}
      <FairnessTable lenses={view.lenses} seasonWeeks={view.seasonWeeks} csvPath={null} />
      <TradeOffs />
    </div>
  );
}

/** An ordinary form: its address can be kept. */
function Choice({ view }: { readonly view: PlaceboView }) {
  const t = useTranslations('fairness.staff');
  const lensName = useTranslations('common.lens');
  return (
    <form className="not-printed flex flex-wrap items-end gap-3">
      <Labelled label={t('lens')}>
        <select name="lens" key={view.lens} defaultValue={view.lens} className={FIELD}>
          {LENSES.map((lens) => (
            <option key={lens} value={lens}>
              {lensName(lens)}
            </option>
          ))}
        </select>
      </Labelled>
      {view.leagues.length === 0 ? null : (
        <Labelled label={t('league')}>
          <select name="league" key={view.league} defaultValue={view.league ?? ''} className={FIELD}>
            <option value="">{t('allDorms')}</option>
            {view.leagues.map((league) => (
              <option key={league} value={league}>
                {league}
              </option>
            ))}
          </select>
        </Labelled>
      )}
      <Button type="submit" look="secondary">
        {t('show')}
      </Button>
    </form>
  );
}

/** Whole seasons of the past, each with what was known at its start. */
function SeasonCard({ view, dorms }: { readonly view: PlaceboView; readonly dorms: number }) {
  const t = useTranslations('fairness.staff');
  const { won } = useFairnessWords();
  const { runs, winners } = view.season;
  const [first] = winners;
  const weeks = view.seasonWeeks;
  return (
    <Card title={t('seasonTitle', { weeks, runs })}>
      <p className="max-w-prose">
        {first === undefined
          ? t('noSeason', { weeks })
          : t('seasonOne', { name: first.name, won: won(first.won), runs, weeks, dorms })}
      </p>
    </Card>
  );
}

function TradeOffs() {
  const t = useTranslations('fairness.staff');
  const lensName = useTranslations('common.lens');
  return (
    <Card title={t('tradeTitle')} note={t('compareNote')}>
      <dl className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        {LENSES.map((lens) => (
          <div key={lens}>
            <dt className="font-semibold">{lensName(lens)}</dt>
            <dd className="text-sm text-soft">{t(`trade.${lens}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
