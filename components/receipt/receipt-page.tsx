import { useTranslations } from 'next-intl';
import { LensChips } from '#components/leaderboard/lens-chips.tsx';
import { CheckCard } from '#components/receipt/check-card.tsx';
import { DaysCard } from '#components/receipt/days-card.tsx';
import { ModelCard } from '#components/receipt/model-card.tsx';
import { PlacesCard } from '#components/receipt/places-card.tsx';
import type { ReceiptView, ShownReceipt } from '#components/receipt/receipt-view.ts';
import { ReceiptProse, useReceiptHeadline } from '#components/receipt/receipt-words.tsx';
import { ReckoningCard } from '#components/receipt/reckoning-card.tsx';
import { ImportsCard, MetersCard } from '#components/receipt/sources-card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { receiptPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useReason } from '#components/ui/use-reason.ts';
import { LENSES, RULES } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';

/** The reckoning behind a standing, from the news down to file and row. */
export function ReceiptPage({ view }: { readonly view: ReceiptView }) {
  return view.kind === 'receipt' ? <Shown view={view} /> : <NotShown view={view} />;
}

function Shown({ view }: { readonly view: ShownReceipt }) {
  const t = useTranslations('receipt');
  const figures = useFigures();
  const { campus, receipt } = view;
  const monday = mondayOfWeekId(receipt.week) ?? '';
  const range = { from: figures.day(monday), to: figures.day(addDays(monday, 6)) };
  const chips = LENSES.map((lens) => ({ lens, path: receiptPath(campus.slug, receipt.week, receipt.dorm.slug, lens) }));
  return (
    <div className="grid gap-5">
      <div>
        <p className="text-soft">{t('over', { name: receipt.dorm.name, week: weekNumber(receipt.week), ...range })}</p>
        <h1 className="headline mt-2 text-4xl sm:text-6xl">{useReceiptHeadline(receipt)}</h1>
      </div>
      {receipt.reason === null ? null : <Unranked view={view} reason={receipt.reason} />}
      <ReceiptProse receipt={receipt} />
      <nav aria-label={t('lenses')} className="not-printed">
        <LensChips current={receipt.lens} chips={chips} />
      </nav>
      <div className="grid gap-5 lg:grid-cols-12">
        <div className="grid min-w-0 content-start gap-5 lg:col-span-7">
          {receipt.totals.filledKwh === null ? null : <ReckoningCard receipt={receipt} />}
          {receipt.meters.length === 0 ? null : (
            <>
              <DaysCard receipt={receipt} />
              <MetersCard receipt={receipt} />
              <ImportsCard receipt={receipt} timeZone={campus.timeZone} />
            </>
          )}
        </div>
        <div className="grid min-w-0 content-start gap-5 lg:col-span-5">
          <ModelCard receipt={receipt} />
          {receipt.standings.length === 0 ? null : <PlacesCard receipt={receipt} />}
        </div>
      </div>
      <CheckCard view={view} />
    </div>
  );
}

function Unranked(props: { readonly view: ShownReceipt; readonly reason: NonNullable<ShownReceipt['receipt']['reason']> }) {
  const t = useTranslations('receipt.unranked');
  const words = useReason();
  const { totals } = props.view.receipt;
  const dorm = { reason: props.reason, coverage: totals.leastCoverage, estimated: totals.mostEstimated };
  return (
    <Notice tone="warning" title={t('title')}>
      <p>{words.why(dorm)}</p>
      <p>{words.cure(dorm)}</p>
    </Notice>
  );
}

function NotShown({ view }: { readonly view: Exclude<ReceiptView, ShownReceipt> }) {
  const t = useTranslations('receipt');
  const room = view.kind === 'not-yet' ? 'notYet' : 'tooSmall';
  return (
    <div className="grid gap-5">
      <h1 className="text-soft">{t('title', { name: view.name, week: weekNumber(view.week) })}</h1>
      <EmptyState title={t(`${room}.title`, { name: view.name })}>
        <p>{t(`${room}.body`, { least: RULES.leastPublicResidents })}</p>
      </EmptyState>
    </div>
  );
}
