import { useTranslations } from 'next-intl';
import type { PictureView } from '#components/imports/import-view.ts';

/** What the marks of the strips mean; only those that are there. */
export function PictureLegend({ picture: { meters } }: { readonly picture: PictureView }) {
  const t = useTranslations('imports.picture.legend');
  const has = (wanted: (cell: PictureView['meters'][number]['cells'][number]) => boolean) =>
    meters.some(({ cells }) => cells.some(wanted));
  const marks = [
    { key: 'new', isThere: has(([kwh, , , isNew]) => isNew === 1 && kwh > 0), fill: 'var(--leaf-mid)' },
    { key: 'known', isThere: has(([kwh, , , isNew]) => isNew === 0 && kwh > 0), fill: 'var(--line-strong)' },
    { key: 'estimated', isThere: has(([, estimated]) => estimated > 0), fill: 'var(--leaf-wash)' },
    { key: 'gap', isThere: has(([, , missing]) => missing > 0), fill: 'url(#picture-gap)' },
    { key: 'held', isThere: has(([, , , , isHeld]) => isHeld === 1), fill: null },
  ].filter(({ isThere }) => isThere);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
      {marks.map(({ key, fill }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg width="14" height="14" aria-hidden="true" focusable="false">
            {fill === null ? (
              <path d="M7 1.5 12 7 7 12.5 2 7Z" fill="var(--clay)" />
            ) : (
              <rect
                x="1"
                y="1"
                width="12"
                height="12"
                fill={fill}
                stroke="var(--line-strong)"
                strokeWidth={key === 'gap' ? 1 : 0}
              />
            )}
          </svg>
          {t(key)}
        </li>
      ))}
    </ul>
  );
}
