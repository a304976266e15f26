import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm } from '#components/people/action-form.tsx';
import type { TokenView } from '#components/people/people-view.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { Pill } from '#components/ui/pill.tsx';

type TokensTableProps = { readonly campus: string; readonly timeZone: string; readonly tokens: readonly TokenView[] };

export function TokensTable({ campus, timeZone, tokens }: TokensTableProps) {
  const t = useTranslations('people.tokens');
  const format = useFormatter();
  if (tokens.length === 0) return <p className="text-soft">{t('none')}</p>;
  const day = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'medium', timeZone });
  const minute = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const columns = (['name', 'state', 'lastUse', 'change'] as const).map((key) => ({ key, label: t(key) }));
  return (
    <DataTable
      caption={t('table', { campus })}
      columns={columns}
      rows={tokens.map((token) => {
        const name = token.label === '' ? `${t('unnamed')} (${token.id})` : token.label;
        return {
          key: String(token.id),
          cells: [
            name,
            <Pill key="state" tone={token.state === 'good' ? 'good' : 'plain'}>
              {t(token.state, { when: day(token.stateAt) })}
            </Pill>,
            token.lastUsedAt === null ? t('never') : minute(token.lastUsedAt),
            token.state === 'good' ? (
              <ActionForm
                key="revoke"
                action={token.revoke}
                submit={t('revoke')}
                pending={t('pending')}
                look="danger"
                label={t('revokeFor', { label: name })}
              />
            ) : null,
          ],
        };
      })}
    />
  );
}
