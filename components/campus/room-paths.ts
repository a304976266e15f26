/** Addresses of a campus's working views, without the language in front. */
export const overviewPath = (campus: string): string => `/staff/${campus}`;

export const inboxPath = (campus: string): string => `/staff/${campus}/inbox`;

export const factorsPath = (campus: string): string => `/staff/${campus}/factors`;

/** What Wattle sends out by itself. */
export const outgoingPath = (campus: string): string => `/staff/${campus}/outgoing`;

/** What readers asked, for staff. */
export const staffQuestionsPath = (campus: string): string => `/staff/${campus}/questions`;

/** Who did what. */
export const auditPath = (campus: string): string => `/staff/${campus}/audit`;

export const calendarPath = (campus: string): string => `/staff/${campus}/calendar`;

export const placeboPath = (campus: string): string => `/staff/${campus}/fairness`;

export const meterPath = (campus: string, meterId: number): string => `/staff/${campus}/meters/${meterId}`;

/** A meter's values of one local day. */
export const meterDayPath = (campus: string, meterId: number, day: string): string =>
  `${meterPath(campus, meterId)}?day=${day}#day`;

/** The closed weeks and what to do about each. */
export const reviewsPath = (campus: string): string => `/staff/${campus}/weeks`;

/** A closed week before and after it is announced; the week as 2026-W47. */
export const reviewPath = (campus: string, week: string): string => `${reviewsPath(campus)}/${week}`;

/** A campus's seasons, for its staff. */
export const staffSeasonsPath = (campus: string): string => `/staff/${campus}/seasons`;

export const staffSeasonPath = (campus: string, season: string): string => `${staffSeasonsPath(campus)}/${season}`;

/** With the rules of an earlier season, or from scratch. */
export const newSeasonPath = (campus: string, from: string | null = null): string =>
  `${staffSeasonsPath(campus)}/new${from === null ? '' : `?from=${from}`}`;

export const changeSeasonPath = (campus: string, season: string): string => `${staffSeasonPath(campus, season)}/change`;
