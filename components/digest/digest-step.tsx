import { useTranslations } from 'next-intl';
import { DigestForm } from '#components/digest/digest-form.tsx';
import type { DigestAction } from '#components/digest/digest-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { digestPath } from '#components/ui/paths.ts';

interface DigestStepProps {
  readonly step: 'confirm' | 'leave';
  readonly campus: { readonly slug: string; readonly name: string };
  readonly action: DigestAction;
  /** What the mail's link brought along, handed on by the button. */
  readonly hidden: { readonly name: string; readonly value: string };
}

/** What a mail's link opens. Looking at it does nothing, since mailboxes look at links by themselves: the button does. */
export function DigestStep({ step, campus, action, hidden }: DigestStepProps) {
  const t = useTranslations(`digest.${step}`);
  const all = useTranslations('digest');
  return (
    <div className="grid max-w-2xl gap-8">
      <h1 className="headline text-4xl sm:text-6xl">{t('headline')}</h1>
      <Card title={all('ofCampus', { campus: campus.name })}>
        <p className="mb-4 text-soft">{t('lead', { campus: campus.name })}</p>
        <DigestForm action={action} words={{ send: t('button'), sending: t('sending') }} hidden={hidden} />
      </Card>
      <p>
        <LocalLink href={digestPath(campus.slug)} className="link tappable">
          {all('toPage')}
        </LocalLink>
      </p>
    </div>
  );
}
