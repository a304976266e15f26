import { kwhText } from '#core/energy/micro-wh.ts';
import type { RegisterRules } from '#core/energy/register-steps.ts';
import { suggestAnswers } from '#core/energy/register-suggestions.ts';
import type { RegisterFinding } from '#core/energy/registers.ts';
import type { Severity } from '#core/meter-files/problem.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { localTimeText } from '#core/time/local-time-text.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { MeterSpan } from '#db/queries/readings.ts';
import { registerConflicts } from '#db/queries/registers.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveRegisterReadings } from '#services/derive-register-readings.ts';
import type { PlacedMeter } from '#services/make-missing-meters.ts';

/** Register rows of the file that say otherwise than what is known, as problems with times of the campus's zone. */
export async function reportRegisterConflicts(
  transaction: Transaction,
  work: { timeZone: string; meters: readonly PlacedMeter[]; problems: ProblemList },
): Promise<void> {
  const labels = new Map(work.meters.map((meter) => [meter.meterNo, meter.label]));
  for await (const conflicts of registerConflicts(transaction)) {
    for (const { meterNo, rowNumber, stampedAt, registerMicroWh, metMicroWh } of conflicts) {
      const at = localTimeText(stampedAt, work.timeZone);
      work.problems.add({
        kind: 'conflict',
        severity: 'refused',
        row: rowNumber,
        found: kwhText(registerMicroWh),
        params: { meter: labels.get(meterNo) ?? '', known: kwhText(metMicroWh), startsAt: at, endsAt: at },
      });
    }
  }
}

/** Makes a staged meter's register readings anew and lists what was found: all in the file's own rows, of others what is held since. */
export async function deriveStagedRegister(
  transaction: Transaction,
  work: { campus: Campus; revision: number; meter: PlacedMeter; problems: ProblemList },
): Promise<MeterSpan> {
  const { campus, revision, meter, problems } = work;
  return deriveRegisterReadings(transaction, {
    campusId: campus.id,
    span: meter,
    onFinding(finding, { isNew, rules }) {
      const { kind, stamp, base } = finding;
      const isOwn = stamp.revision === revision;
      const severity = SEVERITIES[kind];
      if (!isOwn && (severity !== 'held' || !isNew)) return;
      problems.add({
        kind,
        severity,
        row: isOwn ? stamp.rowNumber : null,
        found: kwhText(stamp.registerMicroWh),
        params: {
          meter: meter.label,
          at: localTimeText(stamp.stampedAt, campus.timeZone),
          ...(base === null
            ? {}
            : { before: kwhText(base.registerMicroWh), beforeAt: localTimeText(base.stampedAt, campus.timeZone) }),
          ...suggested(finding, rules),
        },
      });
    },
  });
}

const SEVERITIES: Readonly<Record<RegisterFinding['kind'], Severity>> = {
  'register-first': 'info',
  overlap: 'refused',
  'register-drop': 'held',
  'register-jump': 'held',
  'register-rollover': 'info',
  'register-reset': 'info',
  'register-swap': 'info',
  'multiplier-changed': 'info',
};

function suggested({ kind, stamp, base }: RegisterFinding, rules: RegisterRules): Record<string, string> {
  if ((kind !== 'register-drop' && kind !== 'register-jump') || base === null) return {};
  const [likeliest] = suggestAnswers({ kind, base, stamp }, rules);
  return likeliest === undefined ? {} : { likely: likeliest.answer, digits: String(likeliest.digits ?? '') };
}
