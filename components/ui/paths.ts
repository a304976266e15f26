/** Addresses without the language in front; LocalLink puts it there. */
export const boardPath = (campus: string): string => `/c/${campus}`;

export const dormPath = (campus: string, dorm: string): string => `/c/${campus}/dorms/${dorm}`;

export const weekPath = (campus: string, week: string): string => `/c/${campus}/weeks/${week}`;

/** How fair each way to count is. */
export const fairnessPath = (campus: string): string => `/c/${campus}/fairness`;

/** A week's places under every lens. */
export const lensCheckPath = (campus: string, week: string): string => `${weekPath(campus, week)}/lenses`;

/** What was announced of a week beside what corrected it. */
export const editionsPath = (campus: string, week: string): string => `${weekPath(campus, week)}/editions`;

/** Every correction of a campus. */
export const correctionsPath = (campus: string): string => `/c/${campus}/corrections`;

/** What readers asked about a week, and the way to ask. */
export const questionsPath = (campus: string, week: string): string => `${weekPath(campus, week)}/questions`;

/** The reckoning behind a dorm's standing in a closed week; null: by the lens that the week opens with. */
export const receiptPath = (campus: string, week: string, dorm: string, lens: string | null): string =>
  `${weekPath(campus, week)}/receipts/${dorm}${lens === null ? '' : `/by/${lens}`}`;

/** A week's result on a sheet of paper. */
export const posterPath = (campus: string, week: string): string => `${weekPath(campus, week)}/poster`;

export const seasonsPath = (campus: string): string => `/c/${campus}/seasons`;

export const seasonPath = (campus: string, season: string): string => `/c/${campus}/seasons/${season}`;

/** What a campus published, for feed readers. */
export const rssPath = (campus: string): string => `/c/${campus}/rss.xml`;

export const atomPath = (campus: string): string => `/c/${campus}/atom.xml`;

/** Where readers ask for a week’s news by mail. */
export const digestPath = (campus: string): string => `/c/${campus}/digest`;

/** The board in a few lines, to stand on another site. */
export const embedPath = (campus: string): string => `/embed/c/${campus}`;

export const methodPath = (): string => '/method';

/** The same page in a language: English has no prefix. */
export function localePath(locale: string, path: string): string {
  if (locale === 'en') return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}

/** The picture that stands for a page when its address is shared. */
export const sharePicturePath = (page: string): string => `${page}/share.png`;
