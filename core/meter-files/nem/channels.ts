import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import { spellingsOf } from '#core/meter-files/nem/national-meter.ts';
import { isEnergy, keyOf, type NemChannel } from '#core/meter-files/nem/records.ts';

/** Why a channel does not count as consumption. */
export type LeftOutReason = 'export' | 'reactive' | 'net' | 'other' | 'unit' | 'no-suffix' | 'not-asked';

/** What becomes of a channel: it counts under a label (of a meter that may be unknown), or it is left out. */
export type Verdict =
  | { readonly isCounted: true; readonly label: string }
  | { readonly isCounted: false; readonly reason: LeftOutReason };

const SEPARATORS = [' ', '-', '_', '/', ''] as const;

/** Decides over the channels of a file, knowing all of them. */
export class ChannelJudge {
  readonly #context: ReadContext;
  readonly #bySerial = new Map<string, Set<string>>();
  /** The channel that the told meter means; null where it cannot be told which. */
  readonly #told: string | null;
  /** A meter was told, there are several channels of consumption, and it is the name of none: nobody can tell which is meant. */
  readonly isToldUnclear: boolean;

  constructor(channels: readonly NemChannel[], context: ReadContext) {
    this.#context = context;
    const counting = channels.filter((channel) => reasonOf(channel, context) === null);
    for (const channel of counting) {
      this.#bySerial.set(channel.serial, (this.#bySerial.get(channel.serial) ?? new Set()).add(keyOf(channel)));
    }
    this.#told = toldChannel({ channels, counting, context }) ?? this.#called(counting);
    const told = (context.options.meter ?? '').trim();
    this.isToldUnclear = told !== '' && this.#told === null && counting.length > 0;
  }

  judge(channel: NemChannel): Verdict {
    if (this.#told === keyOf(channel)) return { isCounted: true, label: (this.#context.options.meter ?? '').trim() };
    const reason = reasonOf(channel, this.#context);
    if (reason === null && this.#told !== null) return { isCounted: false, reason: 'not-asked' };
    const names = this.#namesOf(channel, reason === null);
    if (reason === null) {
      const known = names.find((name) => name !== '' && this.#context.meter(name) !== null);
      return { isCounted: true, label: known ?? names[0] ?? '' };
    }
    // Somebody made a meter for this very channel.
    const known = isEnergy(channel.unit) ? names.find((name) => knowsMeter(this.#context, name)) : undefined;
    return known === undefined ? { isCounted: false, reason } : { isCounted: true, label: known };
  }

  /** The one channel of several that is called as the told meter is; null where none or more are. */
  #called(counting: readonly NemChannel[]): string | null {
    const told = (this.#context.options.meter ?? '').trim();
    const called = counting.filter((channel) => told !== '' && this.#namesOf(channel, true).includes(told));
    const [only, ...others] = new Set(called.map(keyOf));
    return only !== undefined && others.length === 0 ? only : null;
  }

  /** What the meter of a channel may be called, the name for an unknown one first. */
  #namesOf({ nmi, suffix, serial }: NemChannel, isConsumption: boolean): readonly string[] {
    const isMain = isConsumption && /^(E1|11?)$/.test(suffix);
    const spellings = spellingsOf(nmi);
    const combined = spellings.flatMap((spelling) => SEPARATORS.map((separator) => spelling + separator + suffix));
    const isSerialClear = isConsumption && serial !== '' && (isMain || this.#bySerial.get(serial)?.size === 1);
    return [...(isMain ? spellings : []), ...combined, ...(isSerialClear ? [serial] : [])];
  }
}

/** Null for a channel of consumption. */
function reasonOf({ suffix, unit, kind, isIntoGrid }: NemChannel, { options }: ReadContext): LeftOutReason | null {
  if (isIntoGrid) return 'export';
  const reason = reasonOfSuffix(suffix, kind);
  if (reason !== null || isEnergy(unit) || unit === '' || options.unit !== undefined) return reason;
  return 'unit';
}

function reasonOfSuffix(suffix: string, kind: NemChannel['kind']): LeftOutReason | null {
  const [letter = ''] = suffix;
  if (letter === '') return 'no-suffix';
  if (letter === 'E' || (kind === 'accumulated' && /\d/.test(letter))) return null;
  if (letter === 'B') return 'export';
  if (/[QKJLPRH]/.test(letter)) return 'reactive';
  return letter === 'N' ? 'net' : 'other';
}

/** A told meter is the one channel of consumption; where there is none, the one that may be just that. */
function toldChannel({
  channels,
  counting,
  context,
}: {
  readonly channels: readonly NemChannel[];
  readonly counting: readonly NemChannel[];
  readonly context: ReadContext;
}): string | null {
  if ((context.options.meter ?? '').trim() === '') return null;
  const perhaps = channels.filter((channel) => {
    const reason = reasonOf(channel, context);
    return (reason === 'net' || reason === 'no-suffix') && isEnergy(channel.unit);
  });
  const [only, ...others] = new Set((counting.length > 0 ? counting : perhaps).map(keyOf));
  return only !== undefined && others.length === 0 ? only : null;
}
