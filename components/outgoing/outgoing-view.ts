import type { FormAction } from '#components/people/form-answer.ts';

/** What a campus sends out by itself, as plain values; instants are ISO strings. */
export interface OutgoingView {
  readonly timeZone: string;
  readonly webhooks: readonly WebhookView[];
  /** Null for those who may only look. */
  readonly add: FormAction | null;
  /** Whether messages can hold whole addresses of this site. */
  readonly hasSite: boolean;
  /** `url` of the widget is what another page holds, not its bare address. */
  readonly addresses: readonly { readonly kind: AddressKind; readonly url: string }[];
}

export type AddressKind = 'rss' | 'atom' | 'calendar' | 'embed' | 'standings' | 'standingsCsv';

/** How it stands: by its newest message, or why nothing is sent. */
export type WebhookHealth = 'quiet' | 'queued' | 'well' | 'failing' | 'off' | 'gone';

export interface WebhookView {
  readonly id: number;
  /** Without its path for those who may only look: it may hold a secret. */
  readonly address: string;
  readonly description: string;
  readonly health: WebhookHealth;
  readonly offSince: string | null;
  /** Newest first. */
  readonly deliveries: readonly DeliveryView[];
  readonly actions: {
    readonly test: FormAction;
    readonly secret: FormAction;
    readonly turn: FormAction;
    readonly remove: FormAction;
  } | null;
}

export interface DeliveryView {
  readonly id: number;
  readonly event: 'week.announced' | 'week.corrected' | 'ping';
  /** As 2026-W46; of a test null. */
  readonly week: string | null;
  readonly edition: number | null;
  readonly queuedAt: string;
  readonly state: 'waiting' | 'delivered' | 'given-up';
  readonly dueAt: string | null;
  /** Newest first. */
  readonly attempts: readonly AttemptView[];
  readonly again: FormAction | null;
}

export interface AttemptView {
  readonly id: number;
  readonly at: string;
  readonly seconds: number;
  readonly outcome: OutcomeView;
}

export type OutcomeView =
  | { readonly status: number; readonly error: null }
  | {
      readonly status: null;
      readonly error: 'address-refused' | 'name-unknown' | 'no-connection' | 'no-trust' | 'no-answer';
    };

/** The words for what came of a try: a key of `outcome`. */
export function outcomeKey({ status, error }: OutcomeView) {
  if (status === null) return error;
  return status >= 300 && status < 400 ? 'redirect' : 'answered';
}
