import { useFormatter, useTranslations } from 'next-intl';
import type { DigestStatusView } from '#components/digest/digest-view.ts';
import { ActionForm } from '#components/people/action-form.tsx';
import type { FormAction } from '#components/people/form-answer.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { digestPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';

interface DigestSectionProps {
  readonly campus: { readonly slug: string; readonly timeZone: string };
  readonly status: DigestStatusView;
  /** Whose own address gets the test. */
  readonly email: string;
  /** Null for those who may only look, and where no mail is set up. */
  readonly test: FormAction | null;
}

/** How the weekly mail stands, in numbers: addresses are shown to nobody. */
export function DigestSection({ campus, status, email, test }: DigestSectionProps) {
  const t = useTranslations('digest.staff');
  const format = useFormatter();
  const { isSetUp, confirmed, last } = status;
  const when = (instant: string) =>
    format.dateTime(new Date(instant), {
      ...({ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const),
      timeZone: campus.timeZone,
    });
  return (
    <Card title={t('title', { count: confirmed })} note={t('note')} id="mail">
      <div className="grid gap-3">
        {isSetUp ? (
          <p className="text-soft">{t('on')}</p>
        ) : (
          <Notice tone="warning">
            <p>{t('off')}</p>
          </Notice>
        )}
        {last === null ? (
          <p>{t('none')}</p>
        ) : (
          <p>
            {t('last', { when: when(last.madeAt), week: weekNumber(last.week) })} {t('counts', last)}
          </p>
        )}
        <p>
          <LocalLink href={digestPath(campus.slug)} className="link tappable">
            {t('page')}
          </LocalLink>
        </p>
        {test === null ? null : (
          <div className="border-t border-line pt-4">
            <ActionForm action={test} submit={t('test')} pending={t('sending')} look="secondary" />
            <p className="mt-2 text-sm wrap-anywhere text-soft">{t('testNote', { email })}</p>
          </div>
        )}
      </div>
    </Card>
  );
}
