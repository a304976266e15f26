import 'server-only';
import type { DecidedRow, HeldMeterRow } from '#components/inbox/inbox-view.ts';
import type { HeldReading, ValueDecision } from '#db/queries/value-decisions.ts';

type Names = (meterId: number) => { readonly label: string; readonly dorm: string };

const MOST_LISTED = 96;
const MOST_DECIDED = 50;

/** Values that are held and not decided on, by meter. */
export function heldMeterRows(held: readonly HeldReading[], names: Names): HeldMeterRow[] {
  const byMeter = grouped(
    held.filter(({ decisionId }) => decisionId === null),
    ({ meterId }) => meterId,
  );
  return [...byMeter].map(([meterId, values]) => ({
    meterId,
    ...names(meterId),
    limitKw: (values[0]?.limitWatts ?? 0) / 1000,
    count: values.length,
    values: values.slice(0, MOST_LISTED).map((value) => ({
      startsAt: value.startsAt.toISOString(),
      endsAt: new Date(value.startsAt.getTime() + value.seconds * 1000).toISOString(),
      kwh: Number(value.energyMicroWh) / 1e9,
      kw: value.watts / 1000,
      file: { importId: value.importId, fileName: value.fileName, row: value.rowNumber },
    })),
  }));
}

/** Decisions that hold, those of one moment together, the newest first. */
export function decidedRows(
  decisions: readonly ValueDecision[],
  { names, emailOf }: { names: Names; emailOf: (row: ValueDecision) => string | null },
): DecidedRow[] {
  const groups = grouped(decisions, (row) => `${row.meterId} ${row.decision} ${row.decidedAt.getTime()}`);
  const rows = [...groups.values()].flatMap((group): DecidedRow[] => {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) return [];
    return [
      {
        ids: group.map(({ id }) => id),
        meterId: first.meterId,
        label: names(first.meterId).label,
        decision: first.decision,
        reason: first.reason,
        email: emailOf(first),
        at: first.decidedAt.toISOString(),
        firstAt: first.startsAt.toISOString(),
        lastAt: new Date(last.startsAt.getTime() + last.seconds * 1000).toISOString(),
      },
    ];
  });
  return rows.sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOST_DECIDED);
}

function grouped<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
