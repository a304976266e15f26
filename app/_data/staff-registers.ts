import 'server-only';
import type { HeldRegisterRow, RegisterChoice } from '#components/inbox/inbox-view.ts';
import { unitMicroWh } from '#core/energy/register-steps.ts';
import type { Meter } from '#db/queries/meters.ts';
import type { OpenRegister } from '#services/list-open-registers.ts';

const DROP: readonly RegisterChoice[] = ['rollover', 'reset', 'swap', 'mistake'];
const JUMP: readonly RegisterChoice[] = ['mistake', 'swap', 'real'];

/** A held register value as a page draws it: what the instrument showed, in the meter's own unit. */
export function heldRegisterRow(
  open: OpenRegister,
  { meter, dorm }: { meter: Pick<Meter, 'unit' | 'registerDigits'> | null; dorm: string },
): HeldRegisterRow {
  const { kind, suggestions } = open;
  const unit = meter?.unit ?? 'kWh';
  const shown = (microWh: bigint) => Number(microWh) / Number(unitMicroWh(unit));
  const others = (kind === 'register-drop' ? DROP : JUMP).filter((answer) => !suggestions.some((one) => one.answer === answer));
  return {
    meterId: open.meterId,
    label: open.label,
    dorm,
    kind,
    unit,
    at: open.at.toISOString(),
    shown: shown(open.registerMicroWh),
    beforeAt: open.beforeAt.toISOString(),
    before: shown(open.beforeMicroWh),
    file: { importId: open.importId, fileName: open.fileName, row: open.row },
    others: open.others,
    lastAt: open.lastAt.toISOString(),
    choices: [
      ...suggestions,
      ...others.map((answer) => ({ answer, digits: answer === 'rollover' ? (meter?.registerDigits ?? null) : null })),
    ],
  };
}
