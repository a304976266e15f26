'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type DragEvent, useState } from 'react';
import { Refused } from '#components/imports/read-progress.ts';
import { sendFile } from '#components/imports/send-file.ts';
import { importPath, staffApi } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import { localePath } from '#components/ui/paths.ts';
import { ProgressBar } from '#components/ui/progress-bar.tsx';

/** Where a meter file is dropped or chosen; once it has arrived its page opens. */
export function DropZone({ campus }: { readonly campus: string }) {
  const t = useTranslations('imports.drop');
  const words = useImportWords();
  const locale = useLocale();
  const router = useRouter();
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);

  async function send(file: File | undefined) {
    if (file === undefined || sending !== null) return;
    setRefusal(null);
    setSending({ name: file.name, share: 0 });
    try {
      const received = await sendFile(staffApi(campus, 'imports'), file, (share) => setSending({ name: file.name, share }));
      router.push(localePath(locale, importPath(campus, received.import)));
    } catch (error) {
      setRefusal(words.refusal(error instanceof Refused ? error.code : 'internal'));
      setSending(null);
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void send(event.dataTransfer.files[0]);
  }

  return (
    <div className="grid gap-4">
      {sending === null ? (
        <label
          onDragOver={(event) => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={drop}
          className={`grid cursor-pointer justify-items-center gap-1 rounded-(--radius-card) border-2 border-dashed px-6 py-10 text-center transition-colors focus-within:outline-3 focus-within:outline-offset-3 focus-within:outline-(--focus) hover:border-ink ${isOver ? 'border-leaf bg-leaf-wash' : 'border-line-strong bg-card'}`}
        >
          <Arrow />
          <span className="mt-2 text-xl font-bold font-display">{t('title')}</span>
          <span className="text-soft">
            {t('or')} <span className="link font-semibold text-ink">{t('choose')}</span>
          </span>
          <span className="mt-2 max-w-prose text-sm text-soft">{t('formats')}</span>
          <input
            type="file"
            className="sr-only"
            onChange={(event) => {
              void send(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
      ) : (
        <div className="rounded-(--radius-card) border border-line bg-card px-6 py-10" aria-live="polite">
          <ProgressBar
            label={sending.share < 1 ? t('sending', { name: sending.name }) : t('arriving', { name: sending.name })}
            valueText={words.percent(sending.share)}
            share={sending.share}
          />
        </div>
      )}
      {refusal === null ? null : (
        <Notice tone="warning" isLive>
          {refusal}
        </Notice>
      )}
    </div>
  );
}

function Arrow() {
  return (
    <svg viewBox="0 0 48 40" className="h-10 w-12 text-leaf" aria-hidden="true" focusable="false">
      <path d="M4 27v9h40v-9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      <path
        d="M24 3v22m-9-9 9 9 9-9"
        fill="none"
        stroke="var(--gold)"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
