import { STREET, type StandingHouse } from '#components/share-image/card-street.ts';
import { CARD_SIZE } from '#components/share-image/share-card.ts';
import { wattleBranch } from '#components/share-image/wattle-branch.ts';

const { width, height } = CARD_SIZE;

/** Sky, hills, the branch and the houses as the inside of an SVG: no words, no names, nothing that a person typed. */
export function nightScene(street: readonly StandingHouse[], { isSettled }: { isSettled: boolean }): string {
  return [
    '<defs>',
    '<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0a1512"/><stop offset="0.62" stop-color="#15302a"/><stop offset="1" stop-color="#21443a"/></linearGradient>',
    '<radialGradient id="glow" cx="0.5" cy="0.5" r="0.5"><stop offset="0" stop-color="#ffd25a" stop-opacity="0.24"/><stop offset="0.45" stop-color="#ffd25a" stop-opacity="0.08"/><stop offset="1" stop-color="#ffd25a" stop-opacity="0"/></radialGradient>',
    '</defs>',
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    stars(),
    '<path d="M0 452c150-74 300-64 470-18s360 26 480-22 190-38 250-12v230H0z" fill="#17352d" opacity="0.6"/>',
    '<path d="M0 506c110-32 250-44 400-16s320 22 460-10 240-34 340-4v154H0z" fill="#1b3c32" opacity="0.8"/>',
    `<ellipse cx="${(STREET.left + STREET.right) / 2}" cy="${STREET.ground}" rx="400" ry="330" fill="url(#glow)"/>`,
    `<path d="M0 ${STREET.ground - 32}C220 ${STREET.ground - 34} 440 ${STREET.ground} 660 ${STREET.ground}H${width}V${height}H0z" fill="#11251e"/>`,
    ...street.map(houseOf),
    wattleBranch({ inFlower: isSettled }),
  ].join('');
}

function houseOf({ house, shape, x, scale }: StandingHouse): string {
  const y = STREET.ground - shape.height * scale;
  const inside =
    house.usualRatio === null
      ? `<g fill="none" stroke="#7d938a" stroke-linejoin="round"><path d="${shape.walls}" fill="#1c332b" stroke-width="2"/><path d="${shape.unlit}" stroke-width="1.2" stroke-dasharray="3 3"/></g>`
      : `<path d="${shape.walls}" fill="#2a463b"/>${panes(shape.unlit, '#3b594d')}${panes(shape.lit, '#ffd25a')}${usualMark(shape)}`;
  return `<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})">${inside}</g>`;
}

function panes(path: string, colour: string): string {
  return `<path d="${path}" fill="${colour}" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`;
}

/** Where the windows would end in a usual week. */
function usualMark({ width: wide, markY }: { width: number; markY: number }): string {
  return `<rect x="${wide + 3}" y="${markY - 2}" width="13" height="4" rx="1.5" fill="#f7c944"/>`;
}

const STARS = [
  [66, 40, 1.6],
  [212, 22, 1.2],
  [395, 58, 1.4],
  [560, 30, 1.1],
  [668, 92, 1.5],
  [742, 34, 1.2],
  [846, 78, 1.7],
  [690, 212, 1.1],
  [1172, 300, 1.4],
  [640, 330, 1.2],
] as const;

function stars(): string {
  const dots = STARS.map(([x, y, radius]) => `<circle cx="${x}" cy="${y}" r="${radius}"/>`);
  return `<g fill="#dfeadf" opacity="0.55">${dots.join('')}</g>`;
}
