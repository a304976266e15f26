import { useTranslations } from 'next-intl';
import type { AnnounceState } from '#components/review/form-states.ts';
import type { LeagueOutcome, ReviewView } from '#components/review/review-view.ts';
import { useReviewTimes } from '#components/review/use-review-times.ts';
import { Button } from '#components/ui/button.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { MessageBody } from '#components/week/message-body.tsx';

interface AnnounceConfirmProps {
  readonly view: ReviewView;
  readonly state: AnnounceState;
}

/** Exactly what will be public, and when; sent from here, or changed again. */
export function AnnounceConfirm({ view, state: { fields, messageHtml, dueAt } }: AnnounceConfirmProps) {
  const t = useTranslations('review.form');
  const at = useReviewTimes(view.timeZone);
  const { needsSecondPerson: isTwo } = view;
  const goes = dueAt === null ? (isTwo ? 'goesTwo' : 'goesNow') : isTwo ? 'goesAtTwo' : 'goesAt';
  const send = isTwo ? 'ask' : dueAt === null ? 'announce' : 'schedule';
  const prize = fields.prize.trim();
  return (
    <>
      <Kept fields={fields} />
      <div className="overflow-hidden rounded-2xl border border-line">
        <h3 className="bg-gold-wash px-5 py-3 font-sans text-sm font-semibold text-on-gold-wash">{t('confirmTitle')}</h3>
        <div className="grid gap-4 px-5 py-5">
          {view.leagues.map((league) => (
            <Places key={league.league ?? ''} league={league} />
          ))}
          {messageHtml === null ? <p className="text-soft">{t('noMessage')}</p> : <MessageBody html={messageHtml} />}
          {prize === '' ? null : (
            <p dir="auto" className="font-semibold wrap-anywhere">
              {t('prizeLine', { prize })}
            </p>
          )}
        </div>
      </div>
      <p>
        <strong className="font-semibold">{t(goes, { when: dueAt === null ? '' : at(dueAt) })}</strong>{' '}
        <span className="text-soft">{t('where')}</span>
      </p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="step" value="send">
          {t(send, { week: weekNumber(view.week) })}
        </Button>
        <Button type="submit" name="step" value="write" look="secondary">
          {t('edit')}
        </Button>
      </div>
    </>
  );
}

function Kept({ fields: { message, prize, when, at } }: { readonly fields: AnnounceState['fields'] }) {
  return (
    <>
      {/* A text area keeps its lines as they are. */}
      <textarea name="message" defaultValue={message} hidden readOnly />
      <input type="hidden" name="prize" value={prize} />
      <input type="hidden" name="when" value={when} />
      <input type="hidden" name="at" value={at} />
    </>
  );
}

function Places({ league: { league, places } }: { readonly league: LeagueOutcome }) {
  const t = useTranslations('review.form');
  return (
    <div>
      <h4 dir="auto" className="font-sans text-sm text-soft wrap-anywhere">
        {league ?? t('places')}
      </h4>
      <ol className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        {places.map(({ dorm, name, rank }) => (
          <li key={dorm} className="min-w-0 text-lg">
            <span className="figures mr-1.5">{rank}</span>
            <bdi className="wrap-anywhere">{name}</bdi>
          </li>
        ))}
      </ol>
    </div>
  );
}
