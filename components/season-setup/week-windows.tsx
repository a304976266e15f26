const PANE = { width: 18, height: 22, gap: 7, most: 14 };

/** A season as a row of windows, one a week; a week with a break in it stays dark. */
export function WeekWindows({
  weeks,
  className = '',
}: {
  readonly weeks: readonly { readonly monday: string; readonly isOrdinary: boolean }[];
  readonly className?: string;
}) {
  const columns = Math.min(PANE.most, Math.max(1, weeks.length));
  const rows = Math.ceil(weeks.length / columns) || 1;
  const width = columns * (PANE.width + PANE.gap) + PANE.gap;
  const height = rows * (PANE.height + PANE.gap) + PANE.gap;
  return (
    <svg
      viewBox={`0 0 ${width} ${height + 10}`}
      className={className}
      preserveAspectRatio="xMinYMax meet"
      aria-hidden="true"
      focusable="false"
    >
      <path d={`M0 10h${width}v${height}h${-width}z M4 4h${width - 8}v6h${8 - width}z`} fill="var(--wall)" />
      {weeks.map(({ monday, isOrdinary }, index) => (
        <rect
          key={monday}
          x={PANE.gap + (index % columns) * (PANE.width + PANE.gap)}
          y={10 + PANE.gap + Math.floor(index / columns) * (PANE.height + PANE.gap)}
          width={PANE.width}
          height={PANE.height}
          rx="1.5"
          fill={isOrdinary ? 'var(--lit)' : 'var(--unlit)'}
        />
      ))}
    </svg>
  );
}
