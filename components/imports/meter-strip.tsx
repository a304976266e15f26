import type { PictureCellView } from '#components/imports/import-view.ts';

/** Height of a strip, and room above its bars for the marks of held values; pixels. */
const HEIGHT = 64;
const ROOF = 12;

interface MeterStripProps {
  readonly label: string;
  readonly cells: readonly PictureCellView[];
  /** The highest bar's kWh. */
  readonly most: number;
}

/** Bars from zero over the file's time: new ones full, known ones quieter, estimates lighter, gaps hatched, held values marked. */
export function MeterStrip({ label, cells, most }: MeterStripProps) {
  const heightOf = (kwh: number) => Math.min(HEIGHT - ROOF, Math.max(0, (kwh / (most || 1)) * (HEIGHT - ROOF)));
  const percent = (count: number) => `${Math.round((count / cells.length) * 100_000) / 1000}%`;
  const bars = (wanted: (cell: PictureCellView) => boolean, part: 'measured' | 'estimated') =>
    cells.map((cell, at) => (wanted(cell) ? barPath({ at, cell, part, heightOf, isNarrow: cells.length > 100 }) : '')).join('');
  return (
    <svg width="100%" height={HEIGHT} role="img" aria-label={label} className="block overflow-visible" focusable="false">
      {gapsOf(cells).map(({ at, length, share }) => {
        const bar = share > 0.99 ? 0 : heightOf(cells[at]?.[0] ?? 0);
        const height = share > 0.99 ? HEIGHT - ROOF : Math.max(6, (HEIGHT - ROOF - bar) * share);
        return (
          <rect
            key={at}
            x={percent(at)}
            width={percent(length)}
            y={HEIGHT - bar - height}
            height={height}
            fill="url(#picture-gap)"
            stroke="var(--line-strong)"
            strokeWidth="0.75"
            strokeDasharray="3 3"
          />
        );
      })}
      <svg
        viewBox={`0 0 ${cells.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        width="100%"
        height={HEIGHT}
        aria-hidden="true"
      >
        <path d={bars(([, , , isNew]) => isNew === 0, 'measured')} fill="var(--line-strong)" />
        <path d={bars(([, , , isNew]) => isNew === 1, 'measured')} fill="var(--leaf-mid)" />
        <path
          d={bars(([, estimated]) => estimated > 0, 'estimated')}
          fill="var(--leaf-wash)"
          stroke="var(--leaf-mid)"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <line x1="0" x2="100%" y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line-strong)" strokeWidth="1" />
      {cells.map(([, , , , isHeld], at) =>
        isHeld === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          <svg key={at} x={percent(at + 0.5)} y="0" overflow="visible" aria-hidden="true">
            <HeldMark />
          </svg>
        ) : null,
      )}
    </svg>
  );
}

/** A diamond over a dashed line down to the ground. */
function HeldMark() {
  return (
    <>
      <path d={`M0 ${ROOF}V${HEIGHT}`} stroke="var(--clay)" strokeWidth="1.25" strokeDasharray="2 2" />
      <path d="M0 1.5 4.5 6.5 0 11.5-4.5 6.5Z" fill="var(--clay)" />
    </>
  );
}

function barPath(request: {
  at: number;
  cell: PictureCellView;
  part: 'measured' | 'estimated';
  heightOf: (kwh: number) => number;
  isNarrow: boolean;
}): string {
  const { at, cell, part, heightOf, isNarrow } = request;
  const [kwh, estimated] = cell;
  const [top, foot] = part === 'measured' ? [heightOf(kwh - estimated), 0] : [heightOf(kwh), heightOf(kwh - estimated)];
  // A measured zero is no gap: it shows as a line on the ground.
  const height = part === 'measured' ? Math.max(top, cell[2] > 0.99 || cell[4] === 1 || kwh > 0 ? 0 : 1.5) : top - foot;
  if (height <= 0) return '';
  const inset = isNarrow ? 0.6 : 1.1;
  return `M${at * 10 + inset} ${round(HEIGHT - foot)}v${-round(height)}h${10 - 2 * inset}v${round(height)}z`;
}

const round = (value: number) => Math.round(value * 100) / 100;

interface Gap {
  readonly at: number;
  readonly length: number;
  readonly share: number;
}

/** Cells with missing time; neighbours that are missing whole are one gap. */
function gapsOf(cells: readonly PictureCellView[]): Gap[] {
  const gaps: Gap[] = [];
  for (const [at, [, , share]] of cells.entries()) {
    if (share === 0) continue;
    const before = gaps.at(-1);
    if (before !== undefined && share > 0.99 && before.share > 0.99 && before.at + before.length === at)
      gaps[gaps.length - 1] = { ...before, length: before.length + 1 };
    else gaps.push({ at, length: 1, share });
  }
  return gaps;
}

/** The hatching that all strips share; once on a page. */
export function GapHatching() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="picture-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" stroke="var(--line-strong)" strokeWidth="1.5" strokeOpacity="0.75" />
        </pattern>
      </defs>
    </svg>
  );
}
