import type { ReactNode } from 'react';

export type DataColumn = { readonly key: string; readonly label: string; readonly isNumber?: boolean };

export type DataRow = { readonly key: string; readonly cells: readonly ReactNode[] };

type DataTableProps = { readonly caption: string; readonly columns: readonly DataColumn[]; readonly rows: readonly DataRow[] };

/** A plain table of figures that scrolls sideways by itself on a narrow screen. The first column heads its row. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="overflow-x-auto" tabIndex={0} aria-label={caption}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong">
            {columns.map((column) => (
              <th key={column.key} scope="col" className={`px-2 py-2 font-medium text-soft ${alignment(column)}`}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-b border-line last:border-0">
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={`px-2 py-1.5 font-semibold ${alignment(column)}`}>
                    {row.cells[index]}
                  </th>
                ) : (
                  <td key={column.key} className={`px-2 py-1.5 ${alignment(column)}`}>
                    {row.cells[index]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const alignment = (column: DataColumn): string => (column.isNumber === true ? 'text-right tabular-nums' : 'text-left');
