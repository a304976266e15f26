import { acquisuite } from '#core/meter-files/dialects/acquisuite.ts';
import { buildingos } from '#core/meter-files/dialects/buildingos.ts';
import {
  type Dialect,
  type Translation,
  translatedContext,
  translatedTable,
  translatedUnderstanding,
} from '#core/meter-files/dialects/dialect.ts';
import { egauge } from '#core/meter-files/dialects/egauge.ts';
import { portfolioManager } from '#core/meter-files/dialects/portfolio-manager.ts';
import { ted } from '#core/meter-files/dialects/ted.ts';
import type { ReadContext, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import type { Table } from '#core/meter-files/table/table.ts';

/** The likeliest to be mistaken for another comes last. */
const DIALECTS: readonly Dialect[] = [acquisuite, portfolioManager, ted, egauge, buildingos];

/** What the reader of tables needs to know of a file in a maker's dialect. */
interface SpokenTable {
  readonly table: Table;
  readonly context: ReadContext;
  readonly questions: readonly Problem[];
  /** Gives what was understood the dialect's evidence. */
  explain(understanding: Understanding): Understanding;
}

/**
 * The table translated out of the dialect that it is written in; null for an ordinary table, and where staff said what its
 * layout or its time column is: then they know better.
 */
export function findDialect(table: Table, context: ReadContext): SpokenTable | null {
  const { layout, timeColumn } = context.options;
  if (layout !== undefined || timeColumn !== undefined || hasEndlessCell(table)) return null;
  for (const dialect of DIALECTS) {
    const translation = dialect(table, context);
    if (translation !== null) return spoken({ table, context, translation });
  }
  return null;
}

const LONGEST_CELL = 1000;

/** No maker writes such cells near the beginning; patterns of names would be slow on them. */
function hasEndlessCell({ head }: Table): boolean {
  return head.records.slice(0, 100).some((record) => record.some((cell) => cell.length > LONGEST_CELL));
}

function spoken({
  table,
  context,
  translation,
}: {
  readonly table: Table;
  readonly context: ReadContext;
  readonly translation: Translation;
}): SpokenTable {
  return {
    table: translatedTable(table, translation),
    context: translatedContext(context, translation),
    questions: translation.questions,
    explain: (understanding) => translatedUnderstanding(understanding, { translation, told: context.options }),
  };
}
