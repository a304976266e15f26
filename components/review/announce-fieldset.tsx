import { useTranslations } from 'next-intl';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import type { AnnounceFields } from '#components/review/form-states.ts';
import type { ReviewView } from '#components/review/review-view.ts';
import { Button } from '#components/ui/button.tsx';

interface AnnounceFieldsetProps {
  readonly view: ReviewView;
  readonly fields: AnnounceFields;
}

/** Message, prize and time, as they are written. */
export function AnnounceFieldset({ view, fields }: AnnounceFieldsetProps) {
  const t = useTranslations('review.form');
  const { limits, needsSecondPerson, campusName, timeZone, localNow } = view;
  const zone = timeZone.replaceAll('_', ' ');
  return (
    <>
      {needsSecondPerson ? <p className="text-soft">{t('leadTwo')}</p> : null}
      <Labelled label={t('message')} note={t('messageNote', { most: limits.message })}>
        <textarea
          name="message"
          rows={5}
          dir="auto"
          maxLength={limits.message}
          defaultValue={fields.message}
          className={`${FIELD} py-2`}
        />
      </Labelled>
      <Labelled label={t('prize')} note={t('prizeNote')}>
        <input
          name="prize"
          dir="auto"
          maxLength={limits.prize}
          autoComplete="off"
          defaultValue={fields.prize}
          className={FIELD}
        />
      </Labelled>
      <fieldset className="group/when min-w-0">
        <legend className="text-sm text-soft">{t('when')}</legend>
        <div className="mt-1 flex flex-wrap gap-x-6">
          <Choice value="now" words={t('now')} isChosen={fields.when === 'now'} />
          <Choice value="later" words={t('later')} isChosen={fields.when === 'later'} />
        </div>
        <Labelled
          label={t('at')}
          note={t('atNote', { campus: campusName, zone, now: localNow.slice(11) })}
          className="mt-2 group-not-has-[[value=later]:checked]/when:hidden"
        >
          <input name="at" type="datetime-local" min={localNow} defaultValue={fields.at} className={`${FIELD} max-w-xs`} />
        </Labelled>
      </fieldset>
      <div>
        <Button type="submit" name="step" value="confirm">
          {t('look')}
        </Button>
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly value: AnnounceFields['when'];
  readonly words: string;
  readonly isChosen: boolean;
}

function Choice({ value, words, isChosen }: ChoiceProps) {
  return (
    <label className="inline-flex min-h-11 items-center gap-2.5">
      <input type="radio" name="when" value={value} defaultChecked={isChosen} className="size-5 accent-leaf" />
      {words}
    </label>
  );
}
