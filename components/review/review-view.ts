import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { Lens } from '#core/ranking/rules.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** Where a closed week stands on its way out; see services/list-review-weeks.ts. */
export type ReviewStateView = 'provisional' | 'awaits-approval' | 'scheduled' | 'stopped' | 'touched' | 'final' | 'corrected';

/** A closed week in the organisers' list. */
export interface ReviewRow {
  /** `2026-W47`. */
  readonly week: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: ReviewStateView;
  /** What was asked last; null: nothing. */
  readonly asked: { readonly kind: 'announce' | 'correct'; readonly isOwn: boolean; readonly dueAt: string | null } | null;
  /** Of an announced week that was touched since: whether a place would differ. */
  readonly wouldMovePlaces: boolean;
  /** Names of the first, as everyone sees them. */
  readonly winners: readonly string[];
}

export interface WeeksView {
  readonly campus: string;
  readonly timeZone: string;
  /** Newest first. */
  readonly rows: readonly ReviewRow[];
  /** The week shown first; null: nothing waits. */
  readonly first: ReviewRow | null;
  readonly leader: HouseView | null;
}

/** What is drawn of a dorm. */
export interface HouseView {
  readonly dorm: string;
  readonly name: string;
  readonly kind: DormKind;
  readonly usualRatio: number | null;
}

export interface CheckView {
  readonly kind: string;
  readonly severity: 'fine' | 'look' | 'blocks';
  readonly count: number;
  readonly of: number | null;
  readonly names: readonly string[];
  readonly path: string;
}

export interface PlaceView {
  readonly dorm: string;
  readonly name: string;
  readonly rank: number;
  readonly score: number | null;
  readonly kind: DormKind;
  readonly usualRatio: number | null;
}

export interface LeagueOutcome {
  readonly league: string | null;
  readonly places: readonly PlaceView[];
  readonly mostImproved: { readonly places: number; readonly names: readonly string[] } | null;
  readonly seasonSoFar: readonly { readonly name: string; readonly rank: number }[];
}

/** What somebody asked; people by their e-mail address, null for the command line and for who has left. */
export interface AskedView {
  readonly id: number;
  readonly kind: 'announce' | 'correct';
  readonly by: string | null;
  readonly isOwn: boolean;
  readonly askedAt: string;
  readonly dueAt: string | null;
  readonly approvedBy: string | null;
  readonly message: string | null;
  readonly messageHtml: string | null;
  readonly prize: string | null;
  readonly reason: string | null;
  /** Whether the numbers are no longer those that were asked for. */
  readonly hasMoved: boolean;
}

/** A dorm's standing, as published or as it would be. */
export interface StandingView {
  readonly rank: number | null;
  readonly score: number | null;
  readonly energyKwh: number | null;
  readonly reason: UnrankedReason | null;
}

export interface ChangesView {
  readonly hasChanges: boolean;
  readonly parts: readonly string[];
  readonly lensesThatMove: readonly Lens[];
  /** Only dorms that would differ under the week's own lens. */
  readonly dorms: readonly { readonly name: string; readonly before: StandingView | null; readonly after: StandingView | null }[];
}

/** A closed week before its organisers. */
export interface ReviewView {
  readonly campus: string;
  readonly campusName: string;
  readonly timeZone: string;
  readonly week: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: ReviewStateView;
  readonly edition: number;
  readonly publicationState: 'provisional' | 'final' | 'corrected';
  readonly lens: Lens;
  /** Digest of the numbers that are shown; what is asked for is asked for these. */
  readonly seen: string;
  readonly rankedCount: number;
  readonly dormCount: number;
  readonly checks: readonly CheckView[];
  readonly leagues: readonly LeagueOutcome[];
  readonly season: string | null;
  readonly asked: AskedView | null;
  readonly announced: { readonly at: string; readonly messageHtml: string | null; readonly prize: string | null } | null;
  readonly changes: ChangesView;
  readonly needsSecondPerson: boolean;
  /** What the form opens with. */
  readonly draft: { readonly message: string; readonly prize: string };
  readonly limits: { readonly message: number; readonly prize: number; readonly reason: number };
  /** Now by the campus's clock, for a set time: `2026-11-24T09:10`. */
  readonly localNow: string;
}

/** The week that an organiser should look at first; null: nothing waits. `rows` newest first. */
export function firstOf(rows: readonly ReviewRow[]): ReviewRow | null {
  return waitingRows(rows)[0] ?? rows.find(({ state }) => state === 'awaits-approval' || state === 'scheduled') ?? null;
}

/** What waits for an organiser, what others wait for first. Weeks that were passed over may be announced, but ask for nothing. */
export function waitingRows(rows: readonly ReviewRow[]): ReviewRow[] {
  const urgency = ({ state, asked, wouldMovePlaces }: ReviewRow, index: number) => {
    if (state === 'awaits-approval') return asked?.isOwn === true ? null : 0;
    if (state === 'stopped') return 1;
    if (state === 'provisional') return index === 0 ? 2 : null;
    return state === 'touched' && wouldMovePlaces ? 3 : null;
  };
  const waiting = rows.flatMap((row, index) => {
    const urgent = urgency(row, index);
    return urgent === null ? [] : [{ row, urgent }];
  });
  return waiting.sort((a, b) => a.urgent - b.urgent).map(({ row }) => row);
}

export type Verdict = 'clear' | 'looks' | 'blocked' | 'awaits' | 'awaits-own' | 'scheduled' | 'late' | 'late-inputs' | 'out';

/** What stands above everything else on the page of a week. */
export function verdictOf({
  state,
  asked,
  checks,
  changes,
}: Pick<ReviewView, 'state' | 'asked' | 'checks' | 'changes'>): Verdict {
  if (state === 'awaits-approval') return asked?.isOwn === true ? 'awaits-own' : 'awaits';
  if (state === 'scheduled') return 'scheduled';
  if (state === 'final' || state === 'corrected') return 'out';
  const isCorrection = state === 'touched' || asked?.kind === 'correct';
  if (isCorrection) return changes.dorms.some(({ before, after }) => before?.rank !== after?.rank) ? 'late' : 'late-inputs';
  if (checks.some(({ severity }) => severity === 'blocks')) return 'blocked';
  return checks.some(({ severity }) => severity === 'look') ? 'looks' : 'clear';
}
