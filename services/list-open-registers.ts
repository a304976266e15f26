import { type RegisterSuggestion, suggestAnswers } from '#core/energy/register-suggestions.ts';
import type { HoldKind } from '#core/energy/registers.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findMeter, type Meter } from '#db/queries/meters.ts';
import { listOpenHolds, type OpenHold } from '#db/queries/register-holds.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { readRegisterRules } from '#services/settle-register-rules.ts';

/** A held value. Registers are µWh as the instrument showed them; where `isScaled`, with the multiplier. */
export interface OpenRegister {
  readonly meterId: number;
  readonly label: string;
  readonly dormId: number;
  readonly kind: HoldKind;
  readonly at: Date;
  readonly registerMicroWh: bigint;
  readonly beforeAt: Date;
  readonly beforeMicroWh: bigint;
  readonly isScaled: boolean;
  readonly importId: number;
  readonly fileName: string;
  readonly row: number;
  /** So many later values are held against the same one, until the last at `lastAt`. */
  readonly others: number;
  readonly lastAt: Date;
  /** What may have happened, the likeliest first. */
  readonly suggestions: readonly RegisterSuggestion[];
}

const MOST_LISTED = 500;

/** What is held at a campus, or of one meter, by meter and time: the first value of each run, at most 500. */
export async function listOpenRegisters(ctx: Context, request: { campus: Campus; meterId?: number }): Promise<OpenRegister[]> {
  return inTransaction(ctx.database, async (transaction) => {
    const query = { campusId: request.campus.id, meterId: request.meterId ?? null, limit: MOST_LISTED };
    const open: OpenRegister[] = [];
    let meter: Meter | null = null;
    let suggest: ((hold: OpenHold) => RegisterSuggestion[]) | null = null;
    for (const hold of await listOpenHolds(transaction, query)) {
      if (meter?.id !== hold.meterId) {
        meter = await findMeter(transaction.db, { campusId: query.campusId, id: hold.meterId });
        suggest = meter === null ? null : await suggesterFor(transaction, meter);
      }
      if (meter !== null && suggest !== null) open.push(openRegister(meter, hold, suggest(hold)));
    }
    return open;
  });
}

async function suggesterFor(transaction: Transaction, meter: Meter): Promise<(hold: OpenHold) => RegisterSuggestion[]> {
  const rules = await readRegisterRules(transaction, meter);
  return (hold) => suggestAnswers(hold, rules);
}

function openRegister(meter: Meter, hold: OpenHold, suggestions: RegisterSuggestion[]): OpenRegister {
  const { kind, stamp, base, importId, fileName, others } = hold;
  return {
    meterId: meter.id,
    label: meter.label,
    dormId: meter.dormId,
    kind,
    at: new Date(stamp.stampedAt),
    registerMicroWh: stamp.registerMicroWh,
    beforeAt: new Date(base.stampedAt),
    beforeMicroWh: base.registerMicroWh,
    isScaled: stamp.isScaled,
    importId,
    fileName,
    row: stamp.rowNumber,
    others,
    lastAt: new Date(hold.lastAt),
    suggestions,
  };
}
