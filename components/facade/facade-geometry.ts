export type DormKind = 'tower' | 'slab' | 'row' | 'house';

export type FacadeSize = 'small' | 'large';

export type FacadeShape = {
  readonly width: number;
  readonly height: number;
  readonly walls: string;
  readonly lit: string;
  readonly unlit: string;
  readonly litWindows: number;
  readonly windows: number;
  /** Height of half the house, where its usual stands. */
  readonly markY: number;
};

type Plan = { readonly columns: number; readonly rows: number; readonly roof: number };

const plans: Record<FacadeSize, Record<DormKind, Plan>> = {
  small: {
    tower: { columns: 5, rows: 8, roof: 12 },
    slab: { columns: 6, rows: 6, roof: 6 },
    row: { columns: 6, rows: 5, roof: 28 },
    house: { columns: 4, rows: 4, roof: 40 },
  },
  large: {
    tower: { columns: 8, rows: 9, roof: 16 },
    slab: { columns: 10, rows: 6, roof: 10 },
    row: { columns: 9, rows: 6, roof: 34 },
    house: { columns: 6, rows: 4, roof: 58 },
  },
};

const pane = { width: 14, height: 18, gapX: 6, gapY: 7, edge: 8 };

/**
 * A dorm as a night façade in plain units. The share of lit windows is half of actual over usual, at most all of them;
 * rows fill from the ground, and which panes of the topmost lit row are lit follows from the dorm's slug alone.
 */
export function facadeShape(facade: {
  readonly dorm: string;
  readonly kind: DormKind;
  readonly size: FacadeSize;
  readonly usualRatio: number | null;
}): FacadeShape {
  const plan = plans[facade.size][facade.kind];
  const windows = plan.columns * plan.rows;
  const litWindows = facade.usualRatio === null ? 0 : Math.round(litShare(facade.usualRatio) * windows);
  const lit = litPanes({ plan, litWindows, dorm: facade.dorm });
  const panes = Array.from({ length: windows }, (_, index) => index);
  const width = plan.columns * (pane.width + pane.gapX) - pane.gapX + 2 * pane.edge;
  const facadeHeight = plan.rows * (pane.height + pane.gapY) - pane.gapY + 2 * pane.edge;
  return {
    width,
    height: plan.roof + facadeHeight,
    walls: wallsOf({ kind: facade.kind, width, height: plan.roof + facadeHeight, roof: plan.roof }),
    lit: panes
      .filter((index) => lit.has(index))
      .map((index) => paneAt(plan, index))
      .join(''),
    unlit: panes
      .filter((index) => !lit.has(index))
      .map((index) => paneAt(plan, index))
      .join(''),
    litWindows,
    windows,
    markY: plan.roof + facadeHeight / 2,
  };
}

/** Share of the house that is lit: half of it at the usual use, all of it from twice the usual on. */
export const litShare = (usualRatio: number): number => Math.min(1, Math.max(0, usualRatio / 2));

function litPanes({ plan, litWindows, dorm }: { plan: Plan; litWindows: number; dorm: string }): ReadonlySet<number> {
  const fullRows = Math.floor(litWindows / plan.columns);
  const lit = new Set(Array.from({ length: fullRows * plan.columns }, (_, index) => index));
  const order = shuffledColumns(dorm, plan.columns);
  for (const column of order.slice(0, litWindows - fullRows * plan.columns)) lit.add(fullRows * plan.columns + column);
  return lit;
}

/** Columns in an order that depends on the text alone (FNV-1a, then one step of xorshift a column). */
function shuffledColumns(text: string, columns: number): number[] {
  let state = 2166136261;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  const keyed = Array.from({ length: columns }, (_, column) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return { column, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ column }) => column);
}

/** Panes are counted from the ground floor's left. */
function paneAt(plan: Plan, index: number): string {
  const row = plan.rows - 1 - Math.floor(index / plan.columns);
  const x = pane.edge + (index % plan.columns) * (pane.width + pane.gapX);
  const y = plan.roof + pane.edge + row * (pane.height + pane.gapY);
  return `M${x} ${y}h${pane.width}v${pane.height}h-${pane.width}z`;
}

function wallsOf({ kind, width, height, roof }: { kind: DormKind; width: number; height: number; roof: number }): string {
  const box = `M0 ${roof}H${width}V${height}H0z`;
  switch (kind) {
    case 'tower':
      return `${box}M${width * 0.36} ${roof}V0H${width * 0.64}V${roof}z`;
    case 'slab':
      return `${box}M-3 ${roof}V0H${width + 3}V${roof}z`;
    case 'row':
      return `${box}M-4 ${roof}L${width / 2} 0L${width + 4} ${roof}z`;
    case 'house':
      return `${box}M-7 ${roof}L${width / 2} 0L${width + 7} ${roof}zM${width * 0.74} ${roof * 0.5}V${roof * 0.08}h12V${roof * 0.7}z`;
  }
}
