import { useTranslations } from 'next-intl';
import { AnswerForm, Answers } from '#components/campus/answers.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import type { FactorRow } from '#components/footprint/factors-view.ts';
import { useFactorWords } from '#components/footprint/use-factor-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Pill, type PillTone } from '#components/ui/pill.tsx';

const TONES: Record<FactorRow['state'], PillTone> = {
  holds: 'good',
  'to-come': 'gold',
  past: 'plain',
  replaced: 'plain',
  withdrawn: 'plain',
};

/** Every statement, newest day first, with what became of it and the way back. */
export function FactorList({
  rows,
  withdraw,
}: {
  readonly rows: readonly FactorRow[];
  readonly withdraw: StaffFormAction | null;
}) {
  const list = (
    <ul className="border-t border-line">
      {rows.map((row) => (
        <Statement key={row.id} row={row} canWithdraw={withdraw !== null && row.state !== 'withdrawn'} />
      ))}
    </ul>
  );
  return withdraw === null ? list : <Answers action={withdraw}>{list}</Answers>;
}

function Statement({ row, canWithdraw }: { readonly row: FactorRow; readonly canWithdraw: boolean }) {
  const t = useTranslations('footprint.factors');
  const words = useFactorWords();
  const from = words.day(row.fromDay);
  const stated = { day: words.day(row.statedDay) };
  const what = words.what(row);
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line py-3 last:border-0">
      <div className="min-w-0 grow basis-56">
        <p className={`font-semibold ${row.state === 'withdrawn' || row.state === 'replaced' ? 'text-soft line-through' : ''}`}>
          {what}
        </p>
        <p className="text-sm text-soft">
          {row.untilDay === null ? t('since', { day: from }) : t('span', { from, until: words.day(row.untilDay) })}
          {row.source === null ? null : <span className="wrap-anywhere"> · {row.source}</span>}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          {row.statedBy === null ? t('statedOn', stated) : t('statedBy', { ...stated, email: row.statedBy })}
        </p>
      </div>
      <Pill tone={TONES[row.state]}>{t(`state.${row.state}`)}</Pill>
      {canWithdraw ? (
        <AnswerForm item={String(row.id)}>
          <input type="hidden" name="id" value={row.id} />
          <Button type="submit" look="secondary" aria-label={t('withdrawLabel', { what, day: from })}>
            {t('withdraw')}
          </Button>
        </AnswerForm>
      ) : null}
    </li>
  );
}
