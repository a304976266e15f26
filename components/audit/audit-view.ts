/** A page of the record as plain values; instants are ISO strings, days the campus's. */
export interface AuditView {
  readonly campus: string;
  readonly timeZone: string;
  /** Changes of the last seven days, sign-ins left out, and how many are on record at all within what is asked for. */
  readonly lately: number;
  readonly days: readonly { readonly day: string; readonly entries: readonly AuditLine[] }[];
  readonly filter: AuditFields;
  readonly isFiltered: boolean;
  readonly choices: {
    readonly people: readonly PersonView[];
    readonly others: readonly ('token' | 'operator' | 'system')[];
    readonly actions: readonly string[];
  };
  /** Addresses of this page and of files, without the language in front. */
  readonly older: string | null;
  readonly newest: string | null;
  readonly files: { readonly csv: string; readonly json: string };
}

/** What the form of the filter holds; empty: all. */
export interface AuditFields {
  readonly by: string;
  readonly action: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
}

/** Without an address: one who has deleted their record. */
export interface PersonView {
  readonly personId: number;
  readonly email: string | null;
}

export type DoerView =
  | ({ readonly kind: 'person' } & PersonView)
  | { readonly kind: 'token'; readonly tokenId: number; readonly label: string | null }
  | { readonly kind: 'operator' | 'system' };

export interface AuditLine {
  readonly id: number;
  readonly at: string;
  readonly by: DoerView;
  readonly action: string;
  readonly subject: string | null;
  readonly person: PersonView | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}
