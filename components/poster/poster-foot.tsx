import { useTranslations } from 'next-intl';
import type { PosterView } from '#components/poster/poster-view.ts';
import { QrCode } from '#components/poster/qr-code.tsx';

/** Where the figures are, how places were made, and what the windows mean. */
export function PosterFoot({ view: { url, lens, rankedCount, dormCount, houses } }: { readonly view: PosterView }) {
  const t = useTranslations('share.poster');
  const board = useTranslations('board');
  const plain = (chunks: React.ReactNode) => chunks;
  return (
    <footer className="poster-foot">
      <QrCode text={url} label={t('qr', { url })} className="poster-qr" />
      <div>
        <p>{t('scan')}</p>
        <p className="poster-url">{url.replace(/^https?:\/\//, '')}</p>
        {rankedCount === 0 ? null : (
          <p className="poster-small">
            {board.rich(`rankedBy.${lens}`, {
              strong: plain,
              count: board('rankedOf', { ranked: rankedCount, total: dormCount }),
            })}
          </p>
        )}
        {houses.some(({ usualRatio }) => usualRatio !== null) ? <p className="poster-small">{t('windows')}</p> : null}
      </div>
    </footer>
  );
}
