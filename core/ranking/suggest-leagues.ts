/** A dorm as leagues may be made of it. */
export interface SuggestedDorm {
  readonly slug: string;
  readonly kind: string;
  readonly residents: number | null;
}

/** How leagues may be suggested. */
export type LeagueHint = 'kind' | 'size';

export const LEAGUE_HINTS: readonly LeagueHint[] = ['size', 'kind'];

/** Which of the hint's groups each dorm would be in: a kind of house, or small and large halves; unknown sizes are small. */
export function suggestLeagues(dorms: readonly SuggestedDorm[], hint: LeagueHint): Map<string, string> {
  if (hint === 'kind') return byKind(dorms);
  const ordered = [...dorms].sort((a, b) => (a.residents ?? 0) - (b.residents ?? 0) || (a.slug < b.slug ? -1 : 1));
  const half = Math.ceil(ordered.length / 2);
  return new Map(ordered.map(({ slug }, index) => [slug, index < half ? 'small' : 'large']));
}

/** A kind with fewer than two dorms has nobody to contend with: its dorms join those of the commonest. */
function byKind(dorms: readonly SuggestedDorm[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { kind } of dorms) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Map(dorms.map(({ slug, kind }) => [slug, (counts.get(kind) ?? 0) < 2 ? (commonest?.[0] ?? kind) : kind]));
}
