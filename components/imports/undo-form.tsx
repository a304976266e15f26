'use client';

import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/imports/confirm-form.tsx';
import type { FormAction } from '#components/imports/import-view.ts';

/** Takes a committed import back, once staff have said so twice. */
interface UndoFormProps {
  readonly importId: number;
  readonly fileName: string;
  readonly isQuiet?: boolean;
  readonly undo: FormAction;
}

export function UndoForm({ importId, fileName, isQuiet = false, undo }: UndoFormProps) {
  const t = useTranslations('imports.undo');
  return (
    <ConfirmForm
      action={undo}
      importId={importId}
      isQuiet={isQuiet}
      words={{ open: t('open'), title: t('title'), yes: t('yes'), no: t('no') }}
    >
      <p>{t('body', { file: fileName })}</p>
    </ConfirmForm>
  );
}
