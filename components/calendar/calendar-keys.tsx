'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/**
 * Arrow keys within a table of links: one of them is in the order of Tab, the keys move from there. The rows come ready
 * from the server; without script every link is in the order.
 */
export function CalendarKeys({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const links = rowsOf(box.current).flat();
    for (const [index, link] of links.entries()) link.tabIndex = index === links.length - 1 ? 0 : -1;
    // The newest day is what staff come for.
    if (box.current !== null) box.current.scrollLeft = box.current.scrollWidth;
  }, []);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = rowsOf(box.current);
    const at = event.target instanceof HTMLAnchorElement ? event.target : null;
    const row = rows.findIndex((links) => at !== null && links.includes(at));
    if (row === -1 || at === null) return;
    event.preventDefault();
    const next = neighbour(rows, { row, at, step });
    if (next === undefined) return;
    at.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
  return (
    <section
      ref={box}
      aria-label={label}
      onKeyDown={move}
      className="calendar-box overflow-x-auto rounded-(--radius-card) border border-line bg-card"
    >
      {children}
    </section>
  );
}

function rowsOf(box: HTMLElement | null): HTMLAnchorElement[][] {
  const rows = [...(box?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.querySelectorAll<HTMLAnchorElement>('td a')]);
  return rows.filter((links) => links.length > 0);
}

/** The link one day or one meter on: rows need not have a link for each day, so up and down go by column. */
function neighbour(
  rows: readonly (readonly HTMLAnchorElement[])[],
  { row, at, step: [down, right] }: { row: number; at: HTMLAnchorElement; step: readonly [down: number, right: number] },
): HTMLAnchorElement | undefined {
  const links = rows[row] ?? [];
  if (down === 0) {
    const wanted = links.indexOf(at) + right;
    return links[Math.min(links.length - 1, Math.max(0, wanted))];
  }
  const columnOf = (link: HTMLElement) => link.closest('td')?.cellIndex ?? 0;
  return rows[row + down]?.find((link) => columnOf(link) >= columnOf(at)) ?? rows[row + down]?.at(-1);
}
