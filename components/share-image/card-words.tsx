import type { CSSProperties, ReactNode } from 'react';
import { STREET, type StandingHouse } from '#components/share-image/card-street.ts';
import { CARD_SIZE, type CardPlace, type ShareCard } from '#components/share-image/share-card.ts';

const COLUMN = 590;
const INK = '#eef1e8';
const SOFT = '#b3c3b9';
const GOLD = '#f7c944';
const TEXT = { fontFamily: 'Instrument, InstrumentExtended', fontWeight: 500 } as const;
const DISPLAY = { fontFamily: 'Bricolage, BricolageExtended', fontWeight: 700 } as const;

/** So many lines, the last ending in an ellipsis where there was more. */
const clamped = (lines: number): CSSProperties =>
  lines === 1
    ? { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }
    : { lineClamp: lines, overflow: 'hidden', wordBreak: 'break-word' };

/** The words of a card over its scene, laid out by boxes alone: every name has its own lines and ends where they end. */
export function CardWords({ card, street }: { readonly card: ShareCard; readonly street: readonly StandingHouse[] }) {
  return (
    <div lang={card.language} style={{ display: 'flex', ...CARD_SIZE, position: 'relative', color: INK, ...TEXT }}>
      <div
        style={{ display: 'flex', flexDirection: 'column', position: 'absolute', left: 64, top: 52, width: COLUMN, height: 526 }}
      >
        <Masthead campus={card.campus} />
        <div style={{ display: 'flex', flexDirection: 'column', justifyContent: 'center', flexGrow: 1 }}>
          <Line lines={1} style={{ fontSize: 25, color: GOLD }}>
            {card.about}
          </Line>
          <Headline words={card.headline} />
          <div style={{ display: 'flex', height: 6 }} />
          {card.places.map((place, index) => (
            <Place key={place.mark + String(index)} place={place} />
          ))}
        </div>
        {card.note === null ? null : (
          <Line lines={2} style={{ fontSize: 23, lineHeight: 1.3, color: SOFT }}>
            {card.note}
          </Line>
        )}
      </div>
      {street.map((standing) => (
        <HouseMark key={standing.x} standing={standing} />
      ))}
    </div>
  );
}

function Line({
  lines,
  style,
  children,
}: {
  readonly lines: number;
  readonly style: CSSProperties;
  readonly children: ReactNode;
}) {
  return <div style={{ display: 'block', ...clamped(lines), ...style }}>{children}</div>;
}

function Masthead({ campus }: { readonly campus: string }) {
  return (
    <div style={{ display: 'flex', alignItems: 'center' }}>
      <div style={{ display: 'flex', marginLeft: 42, ...DISPLAY, fontSize: 32, letterSpacing: -0.6 }}>wattle</div>
      <Line lines={1} style={{ marginLeft: 22, fontSize: 23, color: SOFT, maxWidth: 430 }}>
        {campus}
      </Line>
    </div>
  );
}

function Headline({ words }: { readonly words: string }) {
  const { size, lines } = headlineFit(words);
  // Chinese is not drawn together, and what nearly fills its lines has nothing to give.
  const isTight = size > 50 && !/[\u2e80-\uffff]/.test(words);
  return (
    <Line
      lines={lines}
      style={{ marginTop: 8, ...DISPLAY, fontSize: size, lineHeight: 1.1, letterSpacing: isTight ? -0.02 * size : 0 }}
    >
      {words}
    </Line>
  );
}

/** The largest size at which the words stay within their part of the picture, by what signs take up on average. */
function headlineFit(words: string): { size: number; lines: number } {
  const ems = [...words].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 1 : 0.53), 0);
  for (const size of [82, 74, 66, 58, 50, 44]) {
    const lines = Math.floor(236 / (size * 1.1));
    if (ems * size * 1.22 <= lines * COLUMN) return { size, lines };
  }
  return { size: 40, lines: 5 };
}

function Place({ place: { mark, name, figure } }: { readonly place: CardPlace }) {
  return (
    <div style={{ display: 'flex', alignItems: 'baseline', marginTop: 11, fontSize: 26 }}>
      <div style={{ display: 'flex', width: 34, flexShrink: 0, ...DISPLAY, color: GOLD }}>{mark}</div>
      <Line lines={1} style={{ maxWidth: 290 }}>
        {name}
      </Line>
      <Line lines={1} style={{ marginLeft: 18, maxWidth: 250, fontSize: 22, color: SOFT }}>
        {figure}
      </Line>
    </div>
  );
}

function HouseMark({ standing: { house, shape, x, scale } }: { readonly standing: StandingHouse }) {
  const box: CSSProperties = { position: 'absolute', left: x, top: STREET.ground + 12, width: shape.width * scale };
  const size = house.isFirst ? 38 : 28;
  return (
    <div style={{ display: 'flex', justifyContent: 'center', ...box, ...DISPLAY, fontSize: size, color: GOLD }}>{house.mark}</div>
  );
}
