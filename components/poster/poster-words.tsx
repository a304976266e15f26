import { useTranslations } from 'next-intl';
import type { PosterMessage } from '#components/poster/poster-message.ts';
import type { PosterView } from '#components/poster/poster-view.ts';
import { MessageBody } from '#components/week/message-body.tsx';

/** The organisers' words and the prize; nothing where nothing was said. */
export function PosterWords({ view: { message, prize } }: { readonly view: PosterView }) {
  const t = useTranslations('share.poster');
  if (message === null && prize === null) return null;
  return (
    <section className="poster-words">
      {message === null ? null : (
        <div className="poster-message">
          <h2>{t('message')}</h2>
          <Message message={message} />
        </div>
      )}
      {prize === null ? null : (
        <div className="poster-prize">
          <h2>{t('prize')}</h2>
          <p dir="auto">{prize}</p>
        </div>
      )}
    </section>
  );
}

function Message({ message }: { readonly message: PosterMessage }) {
  const t = useTranslations('share.poster');
  if (!message.isCut)
    return <MessageBody html={message.html} className={message.isShort ? 'poster-said poster-short' : 'poster-said'} />;
  return (
    <>
      <p dir="auto" className="poster-said poster-cut whitespace-pre-line" style={{ WebkitLineClamp: message.mostLines }}>
        {message.text}
      </p>
      <p className="poster-note">{t('readOn')}</p>
    </>
  );
}
