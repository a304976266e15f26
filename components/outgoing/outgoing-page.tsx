import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { OutgoingView, WebhookView } from '#components/outgoing/outgoing-view.ts';
import { WebhookCard } from '#components/outgoing/webhook-card.tsx';
import { ActionForm } from '#components/people/action-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface OutgoingPageProps {
  readonly view: OutgoingView;
  /** Other ways by which news goes out, each a section of its own. */
  readonly children?: ReactNode;
}

/** What goes out by itself: webhooks and what came of their messages, other ways, and addresses that anyone may have. */
export function OutgoingPage({ view, children }: OutgoingPageProps) {
  const t = useTranslations('outgoing');
  const { webhooks, add, hasSite, timeZone } = view;
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">{t(`headline.${newsOf(webhooks)}`, countsOf(webhooks))}</h1>
      <p className="mt-3 max-w-prose text-soft">{t('lead')}</p>
      <div className="mt-7 grid min-w-0 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <section className="grid min-w-0 gap-6" aria-label={t('webhooks')}>
          {hasSite || webhooks.length === 0 ? null : (
            <Notice tone="warning">
              <p>{t('noSite')}</p>
            </Notice>
          )}
          {webhooks.length > 0 ? null : (
            <EmptyState title={t('emptyTitle')}>
              <p>{t('emptyBody')}</p>
            </EmptyState>
          )}
          {webhooks.map((webhook) => (
            <WebhookCard key={webhook.id} webhook={webhook} timeZone={timeZone} />
          ))}
        </section>
        <div className="grid min-w-0 gap-6">
          {add === null ? <p className="text-soft">{t('look')}</p> : <AddCard add={add} />}
          {children}
          <Addresses addresses={view.addresses} />
        </div>
      </div>
    </>
  );
}

const isFailing = ({ health }: WebhookView): boolean => health === 'failing' || health === 'gone';

function newsOf(webhooks: OutgoingView['webhooks']): 'none' | 'well' | 'off' | 'failing' {
  if (webhooks.length === 0) return 'none';
  if (webhooks.some(isFailing)) return 'failing';
  return webhooks.every(({ health }) => health === 'off') ? 'off' : 'well';
}

function countsOf(webhooks: OutgoingView['webhooks']) {
  const failing = webhooks.filter(isFailing).length;
  const on = webhooks.filter(({ health }) => health !== 'off').length;
  return { failing, count: failing > 0 || on === 0 ? webhooks.length : on };
}

function AddCard({ add }: { readonly add: NonNullable<OutgoingView['add']> }) {
  const t = useTranslations('outgoing');
  return (
    <Card title={t('add.title')} note={t('add.note')}>
      <ActionForm
        action={add}
        fields={[
          { name: 'url', label: t('add.url'), type: 'text', hint: t('add.urlHint'), autoComplete: 'off' },
          { name: 'description', label: t('add.description'), type: 'text', isOptional: true, autoComplete: 'off' },
        ]}
        submit={t('add.submit')}
        pending={t('pending')}
      />
    </Card>
  );
}

function Addresses({ addresses }: Pick<OutgoingView, 'addresses'>) {
  const t = useTranslations('outgoing.addresses');
  return (
    <Card title={t('title')} note={t('note')}>
      <dl className="grid gap-3">
        {addresses.map(({ kind, url }) => (
          <div key={kind} className="min-w-0">
            <dt className="text-sm text-soft">{t(kind)}</dt>
            <dd>
              {kind === 'embed' ? (
                <code className="block text-sm break-all select-all">{url}</code>
              ) : (
                <a href={url} className="link tappable text-sm break-all">
                  {url}
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
