'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProblemGroup } from '#components/imports/import-view.ts';
import { Refused, refusalOf } from '#components/imports/read-progress.ts';
import { RemedyList } from '#components/imports/remedy-list.tsx';
import { staffApi } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

export interface ListAnswer {
  readonly state: 'committed' | 'refused';
  readonly added: number;
  readonly updated: number;
  readonly groups: readonly ProblemGroup[];
}

type Outcome = ListAnswer | { readonly state: 'failed'; readonly code: string };

/** Takes in dorms.csv or meters.csv, all of it or, with any problem, nothing. */
export function ListUpload({ campus, list }: { readonly campus: string; readonly list: 'dorms' | 'meters' }) {
  const t = useTranslations('campus.upload');
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function send(file: File | undefined) {
    if (file === undefined) return;
    setIsSending(true);
    setOutcome(null);
    try {
      const response = await fetch(staffApi(campus, `lists/${list}`), { method: 'POST', body: file });
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
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label
          className={`${buttonClass('secondary')} cursor-pointer focus-within:outline-3 focus-within:outline-offset-3 focus-within:outline-(--focus)`}
        >
          {isSending ? t('sending') : t(`${list}.open`)}
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
        <p className="min-w-0 text-sm text-soft">{t(`${list}.columns`)}</p>
      </div>
      <div aria-live="polite">{outcome === null ? null : <OutcomeNotice outcome={outcome} />}</div>
    </div>
  );
}

function OutcomeNotice({ outcome }: { readonly outcome: Outcome }) {
  const t = useTranslations('campus.upload');
  const words = useImportWords();
  if (outcome.state === 'failed') return <Notice tone="warning">{words.refusal(outcome.code)}</Notice>;
  if (outcome.state === 'committed') return <Notice>{t('done', { added: outcome.added, updated: outcome.updated })}</Notice>;
  return (
    <Notice tone="warning" title={t('refused')}>
      <RemedyList campus="" groups={outcome.groups} unknownMeters={0} choose={null} />
    </Notice>
  );
}
