'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFactorWords } from '#components/footprint/use-factor-words.ts';
import type { ProblemGroup } from '#components/imports/import-view.ts';
import { Refused, refusalOf } from '#components/imports/read-progress.ts';
import { RemedyList } from '#components/imports/remedy-list.tsx';
import { staffApi } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface Taken {
  readonly hours: number;
  readonly fromDay: string;
  readonly untilDay: string;
}

interface UploadAnswer {
  readonly state: 'committed' | 'refused';
  readonly carbon: Taken | null;
  readonly price: Taken | null;
  readonly groups: readonly ProblemGroup[];
}

type Outcome = UploadAnswer | { readonly state: 'failed'; readonly code: string };

/** Takes in a CSV of factors by the hour: good rows go in, the others are named with what would cure them. */
export function FactorUpload({ campus }: { readonly campus: string }) {
  const t = useTranslations('footprint.factors');
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function send(file: File | undefined) {
    if (file === undefined) return;
    setIsSending(true);
    setOutcome(null);
    try {
      const headers = { 'X-File-Name': encodeURIComponent(file.name) };
      const response = await fetch(staffApi(campus, 'factors'), { method: 'POST', body: file, headers });
      if (!response.ok) throw await refusalOf(response);
      setOutcome(await response.json());
      router.refresh();
    } catch (error) {
      setOutcome({ state: 'failed', code: error instanceof Refused ? error.code : 'network' });
    } finally {
      setIsSending(false);
    }
  }

  return (
    <div className="grid gap-3">
      <label
        className={`${buttonClass('secondary')} cursor-pointer justify-self-start focus-within:outline-3 focus-within:outline-offset-3 focus-within:outline-(--focus)`}
      >
        {t(isSending ? 'sending' : 'upload')}
        <input
          type="file"
          accept=".csv,text/csv"
          className="sr-only"
          disabled={isSending}
          onChange={(event) => {
            void send(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      <div aria-live="polite">{outcome === null ? null : <OutcomeNotice outcome={outcome} />}</div>
    </div>
  );
}

function OutcomeNotice({ outcome }: { readonly outcome: Outcome }) {
  const t = useTranslations('footprint.factors');
  const imports = useImportWords();
  const words = useFactorWords();
  if (outcome.state === 'failed') {
    const message = outcome.code === 'factor-unfit' ? t('refusal.factor-unfit') : imports.refusal(outcome.code);
    return <Notice tone="warning">{message}</Notice>;
  }
  const taken = [outcome.carbon, outcome.price].filter((one) => one !== null);
  const remedies =
    outcome.groups.length === 0 ? null : <RemedyList campus="" groups={outcome.groups} unknownMeters={0} choose={null} />;
  if (outcome.state === 'refused')
    return (
      <Notice tone="warning" title={t('refusal.file-bad')}>
        {remedies}
      </Notice>
    );
  const done = t('done.imported', {
    count: taken.reduce((sum, { hours }) => sum + hours, 0),
    from: words.day(taken.map(({ fromDay }) => fromDay).toSorted()[0] ?? ''),
    until: words.day(
      taken
        .map(({ untilDay }) => untilDay)
        .toSorted()
        .at(-1) ?? '',
    ),
  });
  return remedies === null ? (
    <Notice>{done}</Notice>
  ) : (
    <Notice tone="warning" title={done}>
      {remedies}
    </Notice>
  );
}
