import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

/** Takes the season back; folded, so that nobody does so in passing. */
export function WithdrawForm({ name, action }: { readonly name: string; readonly action: () => Promise<void> }) {
  const t = useTranslations('setup.withdraw');
  return (
    <details className="rounded-(--radius-card) border border-line px-5 py-3 sm:px-6">
      <summary className="link tappable">{t('summary')}</summary>
      <form action={action} className="grid justify-items-start gap-3 pt-3 pb-2">
        <p className="max-w-prose text-soft">{t('body', { name })}</p>
        <Button type="submit" look="danger">
          {t('button')}
        </Button>
      </form>
    </details>
  );
}
