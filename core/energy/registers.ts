import type { Quality } from '#core/meter-files/meter-file.ts';

/** What a register showed at an instant (epoch milliseconds), as one file said. */
export interface RegisterStamp {
  readonly stampedAt: number;
  readonly startsAt: number | null;
  readonly registerMicroWh: bigint;
  readonly quality: Quality;
  readonly allowsReset: boolean;
  /** Refused for its own start: brings no energy, yet the next difference begins here. */
  readonly isBaseOnly: boolean;
  readonly revision: number;
  readonly rowNumber: number;
}

/** Energy between two stamps; it belongs to the file that gave the later one. */
export interface RegisterReading {
  readonly startsAt: number;
  readonly seconds: number;
  readonly energyMicroWh: bigint;
  readonly quality: Quality;
  readonly revision: number;
  readonly rowNumber: number;
}

/**
 * register-first: nothing to take a difference from. overlap: the row says it began before the stamp before it; its
 * value still serves as base. register-drop: lower than before without leave to reset; held, and no base.
 * register-reset: lower than before, allowed; counted from zero.
 */
export interface RegisterFinding {
  readonly kind: 'register-first' | 'overlap' | 'register-drop' | 'register-reset';
  readonly stamp: RegisterStamp;
  readonly base: RegisterStamp | null;
}

export interface RegisterStep {
  readonly reading: RegisterReading | null;
  readonly finding: RegisterFinding | null;
  /** What the next stamp is taken from. */
  readonly base: RegisterStamp | null;
}

/**
 * The reading between the last accepted stamp and the next one in time. The energy belongs to all of that time, also
 * across stamps that were refused. Never negative, never an absolute value.
 */
export function readNextStamp(base: RegisterStamp | null, stamp: RegisterStamp): RegisterStep {
  if (base === null) return { reading: null, finding: { kind: 'register-first', stamp, base }, base: stamp };
  const difference = stamp.registerMicroWh - base.registerMicroWh;
  if (difference < 0n && !stamp.allowsReset) return { reading: null, finding: { kind: 'register-drop', stamp, base }, base };
  if (stamp.isBaseOnly) return { reading: null, finding: null, base: stamp };
  if (stamp.startsAt !== null && stamp.startsAt < base.stampedAt) {
    return { reading: null, finding: { kind: 'overlap', stamp, base }, base: stamp };
  }
  return {
    reading: {
      startsAt: base.stampedAt,
      seconds: Math.round((stamp.stampedAt - base.stampedAt) / 1000),
      energyMicroWh: difference < 0n ? stamp.registerMicroWh : difference,
      quality: stamp.quality,
      revision: stamp.revision,
      rowNumber: stamp.rowNumber,
    },
    finding: difference < 0n ? { kind: 'register-reset', stamp, base } : null,
    base: stamp,
  };
}
