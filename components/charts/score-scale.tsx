type ScoreScaleProps = { readonly score: number; readonly noise: number | null; readonly most: number };

/** Where a score stands between zero and the largest one on the page; the band is one standard deviation to either side. */
export function ScoreScale({ score, noise, most }: ScoreScaleProps) {
  const at = (value: number) => (most <= 0 ? 0 : Math.min(100, Math.max(0, (value / most) * 100)));
  const from = at(score - (noise ?? 0));
  const to = at(score + (noise ?? 0));
  return (
    <svg width="100%" height="22" aria-hidden="true" focusable="false" className="block">
      <line x1="0" x2="100%" y1="11" y2="11" stroke="var(--line)" strokeWidth="2" />
      <line x1="0" x2={`${at(score)}%`} y1="11" y2="11" stroke="var(--line-strong)" strokeWidth="2" />
      <line x1="0.5" x2="0.5" y1="7" y2="15" stroke="var(--line-strong)" strokeWidth="1" />
      {noise === null ? null : <rect x={`${from}%`} width={`${to - from}%`} y="6" height="10" rx="5" fill="var(--leaf-wash)" />}
      <line x1={`${at(score)}%`} x2={`${at(score)}%`} y1="4" y2="18" stroke="var(--leaf)" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
