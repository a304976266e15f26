import type { ReactNode } from 'react';
import type { Shown } from '#components/method/worked.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** A quiet box of one rule: the formula in words, and below it the same with real numbers. */
export function FormulaBox({ note, children }: { readonly note?: string; readonly children: ReactNode }) {
  return (
    <div className="mt-3 grid gap-3 rounded-xl border border-line bg-sunken px-4 py-3.5 leading-relaxed tabular-nums">
      {note === undefined ? null : <p className="text-sm text-soft">{note}</p>}
      {children}
    </div>
  );
}

/** One line of a formula; parts wrap on a narrow screen. */
export function FormulaLine({ isWorked = false, children }: { readonly isWorked?: boolean; readonly children: ReactNode }) {
  return (
    <p className={`flex flex-wrap items-center gap-x-2 gap-y-1.5 ${isWorked ? 'font-medium text-ink' : 'text-soft italic'}`}>
      {children}
    </p>
  );
}

/** One above the other, with a line between; read aloud with a division sign. */
export function Fraction({ over, under }: { readonly over: ReactNode; readonly under: ReactNode }) {
  return (
    <span className="inline-flex max-w-full min-w-0 flex-col items-stretch text-center leading-snug">
      <span className="border-b border-current px-1.5 pb-0.5">{over}</span>
      <span className="sr-only"> ÷ </span>
      <span className="px-1.5 pt-0.5">{under}</span>
    </span>
  );
}

/** A square root with its bar. */
export function Root({ children }: { readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-stretch">
      <span className="flex items-center text-2xl leading-none not-italic">√</span>
      <span className="flex items-center border-t border-current px-1 pt-1">{children}</span>
    </span>
  );
}

/** A part of a formula that does not break. */
export function Term({ children }: { readonly children: ReactNode }) {
  return <span className="whitespace-nowrap">{children}</span>;
}

/** What a formula comes to. */
export function Result({ children }: { readonly children: ReactNode }) {
  return <strong className="figures rounded-md bg-gold-wash px-2 py-0.5 text-on-gold-wash not-italic">{children}</strong>;
}

/** Figures of formulas in the reader's language, with a true minus; negative ones in brackets where something stands before them. */
export function useShown(): { plain: (shown: Shown) => string; inner: (shown: Shown) => string } {
  const figures = useFigures();
  const plain = ({ value, decimals }: Shown) => figures.number(Object.is(value, -0) ? 0 : value, decimals).replace('-', '−');
  return { plain, inner: (shown) => (shown.value < 0 ? `(${plain(shown)})` : plain(shown)) };
}
