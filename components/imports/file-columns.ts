import type { PreviewView } from '#components/imports/import-view.ts';

/** A column of the file as an option names it, and in words. */
export interface FileColumn {
  readonly value: string;
  /** Null for the n-th column of a file without a header. */
  readonly name: string | null;
}

/** The file's own columns, as far as detection lists them; none where it is no table. */
export function fileColumns({ guesses, questions }: Pick<PreviewView, 'guesses' | 'questions'>): readonly FileColumn[] {
  const header = guesses.find(({ about }) => about === 'header');
  const columns = header?.params.columns ?? '';
  if (header?.value === 'none' && columns !== '')
    return columns.split('|').map((_, index) => ({ value: String(index + 1), name: null }));
  const asked = questions.map(({ params }) => params.columns ?? '').find((names) => names !== '') ?? '';
  const names = (columns === '' ? asked : columns).split(', ').map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '').map((name) => ({ value: name, name }));
}
