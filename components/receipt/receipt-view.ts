import type { CampusView } from '#components/ui/site-view.ts';
import type { Receipt } from '#core/ranking/receipt.ts';

/** A dorm's receipt as everyone may see it, or why there is none. */
export type ReceiptView =
  | {
      readonly kind: 'receipt';
      readonly campus: CampusView;
      readonly receipt: Receipt;
      /** Whether the frozen numbers came to the same score and place when the page was made; older: another method's. */
      readonly check: 'agrees' | 'differs' | 'older';
      readonly paths: { readonly json: string; readonly csv: string };
    }
  | { readonly kind: 'not-yet' | 'too-small'; readonly campus: CampusView; readonly week: string; readonly name: string };

export type ShownReceipt = Extract<ReceiptView, { readonly kind: 'receipt' }>;
