import { useFormatter, useTranslations } from 'next-intl';
import type { ShownReceipt } from '#components/receipt/receipt-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath, methodPath, weekPath } from '#components/ui/paths.ts';

/** How anybody checks it without us: the files, the command, and the digests. */
export function CheckCard({ view }: { readonly view: ShownReceipt }) {
  const t = useTranslations('receipt.check');
  const states = useTranslations('common.state');
  const format = useFormatter();
  const { campus, receipt, check, paths } = view;
  const when = format.dateTime(new Date(receipt.publishedAt), {
    ...{ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: campus.timeZone },
  });
  return (
    <Card title={t(`title.${check}`)} note={t('note')} id="check">
      <div className="grid gap-3">
        <p className="max-w-prose">{t(check, { method: receipt.method })}</p>
        <p className="max-w-prose">{t('how')}</p>
        <p className="overflow-x-auto rounded-lg bg-sunken px-3 py-2 font-mono text-sm">
          npm run --silent wattle -- receipt check receipt.json
        </p>
        <p className="not-printed flex flex-wrap gap-x-6">
          <a href={paths.json} className="link tappable">
            {t('json')}
          </a>
          <a href={paths.csv} className="link tappable">
            {t('csv')}
          </a>
        </p>
        <p className="max-w-prose">{t('digests')}</p>
        <dl className="grid gap-1 font-mono text-sm [overflow-wrap:anywhere]">
          <Digest label={t('content')} digest={receipt.contentDigest} />
          <Digest label={t('chain')} digest={receipt.chainDigest} />
        </dl>
        <p className="text-sm text-soft">
          {t('edition', { edition: receipt.edition, state: states(receipt.state), when, method: receipt.method })}
        </p>
        <p className="not-printed flex flex-wrap gap-x-6 text-sm">
          <LocalLink href={methodPath()} className="link tappable">
            {t('method')}
          </LocalLink>
          <LocalLink href={weekPath(campus.slug, receipt.week)} className="link tappable">
            {t('week')}
          </LocalLink>
          <LocalLink href={dormPath(campus.slug, receipt.dorm.slug)} className="link tappable">
            {t('dorm', { name: receipt.dorm.name })}
          </LocalLink>
        </p>
      </div>
    </Card>
  );
}

function Digest({ label, digest }: { readonly label: string; readonly digest: string }) {
  return (
    <div>
      <dt className="font-sans text-soft">{label}</dt>
      <dd>{digest}</dd>
    </div>
  );
}
