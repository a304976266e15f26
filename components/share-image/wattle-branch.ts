/** Where leaves leave the branch, how far they turn, and how long they are. */
const LEAVES = [
  [1130, 30, 118, 108],
  [1096, 40, 66, 92],
  [1060, 52, 140, 100],
  [1020, 62, 88, 96],
  [978, 70, 152, 92],
  [944, 74, 112, 84],
  [1156, 22, 84, 84],
  [912, 74, 176, 70],
] as const;

/** Blossoms: where, and how large. */
const BLOSSOMS = [
  [1146, 58, 17],
  [1176, 76, 20],
  [1118, 84, 20],
  [1150, 104, 15],
  [1086, 74, 15],
  [1072, 108, 19],
  [1104, 122, 14],
  [1038, 92, 16],
  [1012, 118, 18],
  [1042, 132, 12],
  [984, 98, 14],
  [958, 116, 16],
  [930, 98, 12],
  [906, 112, 13],
  [884, 90, 9],
  [1184, 118, 13],
] as const;

/** A branch of golden wattle over the upper right corner as SVG; in bud as long as a result may still move. */
export function wattleBranch({ inFlower }: { inFlower: boolean }): string {
  const blossoms = BLOSSOMS.map(([x, y, radius]) => (inFlower ? blossom(x, y, radius) : bud(x, y, radius)));
  return [
    '<path d="M1214 8C1140 28 1040 62 900 76" fill="none" stroke="#3c5f4d" stroke-width="5" stroke-linecap="round"/>',
    ...LEAVES.map(leaf),
    ...BLOSSOMS.map(stem),
    ...blossoms,
  ].join('');
}

function leaf([x, y, angle, length]: readonly [number, number, number, number], index: number): string {
  const colour = index % 2 === 0 ? '#2f6b50' : '#478a68';
  const wide = length * 0.13;
  const shape = `M0 0C${length * 0.3} ${-wide} ${length * 0.7} ${-wide} ${length} ${wide * 0.6}C${length * 0.65} ${wide} ${length * 0.3} ${wide * 0.8} 0 0z`;
  return `<path transform="translate(${x} ${y}) rotate(${angle})" d="${shape}" fill="${colour}"/>`;
}

function stem([x, y]: readonly [number, number, number]): string {
  const from = Math.min(1190, x + 26);
  return `<path d="M${from} ${(14 + (1214 - from) * 0.2).toFixed(0)}Q${x + 8} ${y - 22} ${x} ${y}" fill="none" stroke="#3c5f4d" stroke-width="1.6"/>`;
}

const STAMENS = 46;

/** A ball of stamens: a golden heart and threads around it, of uneven length, each with its dot of pollen. */
function blossom(x: number, y: number, radius: number): string {
  const threads = Array.from({ length: STAMENS }, (_, index) => {
    const angle = (index / STAMENS) * 2 * Math.PI;
    const reach = radius * (0.9 + 0.14 * Math.sin(index * 2.4) + 0.08 * Math.sin(index * 5.1));
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach].map((at) => at.toFixed(1)).join(' ');
  });
  const rays = threads.map((end) => `M${x} ${y}L${end}`).join('');
  const pollen = threads.map((end) => `M${end}h.01`).join('');
  return [
    `<circle cx="${x}" cy="${y}" r="${(radius * 0.8).toFixed(1)}" fill="#e9a70f"/>`,
    `<path d="${rays}" stroke="#f4b91c" stroke-width="1.1"/>`,
    `<path d="${pollen}" stroke="#ffd861" stroke-width="2.3" stroke-linecap="round"/>`,
    `<circle cx="${(x - radius * 0.16).toFixed(1)}" cy="${(y - radius * 0.2).toFixed(1)}" r="${(radius * 0.5).toFixed(1)}" fill="#ffcf45" opacity="0.75"/>`,
  ].join('');
}

function bud(x: number, y: number, radius: number): string {
  return `<circle cx="${x}" cy="${y}" r="${(radius * 0.42).toFixed(1)}" fill="#8fa05a"/>`;
}
