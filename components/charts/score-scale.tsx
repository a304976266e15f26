import type { ScoreDomain } from '#components/charts/score-domain.ts';

type ScoreScaleProps = { readonly score: number; readonly noise: number | null; readonly domain: ScoreDomain };

/** A score as a bar from zero on the scale of its page; the band is one standard deviation to either side. */
export function ScoreScale({ score, noise, domain }: ScoreScaleProps) {
  const { least, most } = domain;
  const share = (value: number) => (most <= least ? 0 : Math.min(1, Math.max(0, (value - least) / (most - least))));
  const at = (value: number) => `${Math.round(share(value) * 1000) / 10}%`;
  const width = (from: number, to: number) => `${Math.round((share(to) - share(from)) * 1000) / 10}%`;
  return (
    <svg width="100%" height="22" aria-hidden="true" focusable="false" className="block overflow-visible">
      <line x1="0" x2="100%" y1="11" y2="11" stroke="var(--line)" strokeWidth="2" />
      {noise === null ? null : (
        <rect
          x={at(score - noise)}
          width={width(score - noise, score + noise)}
          y="6"
          height="10"
          rx="5"
          fill="var(--leaf-wash)"
        />
      )}
      <line x1={at(0)} x2={at(score)} y1="11" y2="11" stroke="var(--leaf-mid)" strokeWidth="3" />
      <line x1={at(0)} x2={at(0)} y1="5" y2="17" stroke="var(--line-strong)" strokeWidth="1" />
      <line x1={at(score)} x2={at(score)} y1="4" y2="18" stroke="var(--leaf)" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
