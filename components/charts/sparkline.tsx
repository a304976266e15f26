type SparklineProps = {
  readonly label: string;
  /** Deviations from the line's own mean, -1 (bottom) to 1 (top); null breaks the line. */
  readonly points: readonly (number | null)[];
};

const box = { width: 88, height: 30, edge: 5 };

/** A small line without axes whose last point is marked; the label says its values. */
export function Sparkline({ label, points }: SparklineProps) {
  const places = points.map((point, index) => (point === null ? null : placeOf({ point, index, count: points.length })));
  const last = places.at(-1) ?? null;
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} className="h-[30px] w-[88px]" role="img" aria-label={label} focusable="false">
      <path d={`M0 ${box.height / 2}H${box.width}`} stroke="var(--line)" strokeWidth="1" />
      <path d={linePath(places)} fill="none" stroke="var(--leaf)" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />
      {last === null ? null : <circle cx={last.x} cy={last.y} r="3" fill="var(--leaf)" />}
    </svg>
  );
}

type Place = { readonly x: number; readonly y: number };

function placeOf({ point, index, count }: { point: number; index: number; count: number }): Place {
  const step = count > 1 ? (box.width - 2 * box.edge) / (count - 1) : 0;
  const x = box.width - box.edge - (count - 1 - index) * step;
  return { x: Math.round(x * 10) / 10, y: Math.round((box.height / 2 - point * (box.height / 2 - box.edge)) * 10) / 10 };
}

function linePath(places: readonly (Place | null)[]): string {
  return places
    .map((place, index) => {
      if (place === null) return '';
      const before = places[index - 1] ?? null;
      return `${before === null ? 'M' : 'L'}${place.x} ${place.y}${before === null ? 'h0' : ''}`;
    })
    .join('');
}
