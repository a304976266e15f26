import { useTranslations } from 'next-intl';
import { type DormKind, type FacadeSize, facadeShape } from '#components/facade/facade-geometry.ts';
import { useFigures } from '#components/ui/use-figures.ts';

type FacadeProps = {
  /** Slug: decides which panes of the topmost lit row are lit. */
  readonly dorm: string;
  readonly kind: DormKind;
  readonly size: FacadeSize;
  /** Actual over usual; null draws an unlit outline. */
  readonly usualRatio: number | null;
  /** Spoken with the figure; null where the words already stand beside it. */
  readonly name: string | null;
  readonly className?: string;
};

/** Room beside the house for the mark, in plain units. */
const margins: Record<FacadeSize, number> = { small: 12, large: 16 };

/** Wattle's sign: a dorm at night, lit from the ground up by what it uses against its usual; the gold mark is its usual. */
export function Facade({ dorm, kind, size, usualRatio, name, className = '' }: FacadeProps) {
  const t = useTranslations('common.facade');
  const figures = useFigures();
  const margin = margins[size];
  const shape = facadeShape({ dorm, kind, size, usualRatio });
  const label = name === null ? null : t('label', { name, usual: figures.usual(usualRatio) });
  return (
    <svg
      viewBox={`${-margin} -2 ${shape.width + 2 * margin} ${shape.height + 2}`}
      className={className}
      preserveAspectRatio="xMidYMax meet"
      focusable="false"
      role="img"
      aria-label={label ?? undefined}
      aria-hidden={label === null}
    >
      {usualRatio === null ? (
        <UnlitHouse walls={shape.walls} panes={shape.unlit} />
      ) : (
        <>
          <path d={shape.walls} fill="var(--wall)" />
          <path d={shape.unlit} fill="var(--unlit)" stroke="var(--unlit)" strokeWidth="2" strokeLinejoin="round" />
          <path d={shape.lit} fill="var(--lit)" stroke="var(--lit)" strokeWidth="2" strokeLinejoin="round" />
          <UsualMark x={shape.width + 2} y={shape.markY} width={margin - 2} height={size === 'small' ? 7 : 3.5} />
        </>
      )}
    </svg>
  );
}

function UnlitHouse({ walls, panes }: { readonly walls: string; readonly panes: string }) {
  return (
    <g fill="none" stroke="var(--line-strong)" strokeLinejoin="round">
      <path d={walls} strokeWidth="3" />
      <path d={panes} strokeWidth="1.5" strokeDasharray="3 3" />
    </g>
  );
}

type UsualMarkProps = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

function UsualMark({ x, y, width, height }: UsualMarkProps) {
  return <rect x={x} y={y - height / 2} width={width} height={height} rx="1" fill="var(--gold-line)" />;
}
