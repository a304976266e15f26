import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm } from '#components/people/action-form.tsx';
import type { TokenView } from '#components/people/people-view.ts';
import { Pill } from '#components/ui/pill.tsx';

type TokensListProps = { readonly timeZone: string; readonly tokens: readonly TokenView[] };

/** The tokens of a campus, newest first, and when each was last used. */
export function TokensList({ timeZone, tokens }: TokensListProps) {
  const t = useTranslations('people.tokens');
  if (tokens.length === 0) return <p className="text-soft">{t('none')}</p>;
  return (
    <ul className="divide-y divide-line">
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} timeZone={timeZone} />
      ))}
    </ul>
  );
}

function TokenRow({ token, timeZone }: { readonly token: TokenView; readonly timeZone: string }) {
  const t = useTranslations('people.tokens');
  const format = useFormatter();
  const name = token.label === '' ? `${t('unnamed')} (${token.id})` : token.label;
  const day = format.dateTime(new Date(token.stateAt), { dateStyle: 'medium', timeZone });
  const used = (instant: string) =>
    format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 grow">
        <p className="font-semibold">{name}</p>
        <p className="text-sm text-soft">
          {token.lastUsedAt === null ? t('unused') : t('lastUse', { when: used(token.lastUsedAt) })}
        </p>
      </div>
      <Pill tone={token.state === 'good' ? 'good' : 'plain'}>{t(token.state, { when: day })}</Pill>
      {token.state === 'good' ? (
        <ActionForm
          action={token.revoke}
          submit={t('revoke')}
          pending={t('pending')}
          look="danger"
          label={t('revokeFor', { label: name })}
        />
      ) : null}
    </li>
  );
}
