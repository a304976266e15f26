'use client';
import { useEffect, useState } from 'react';
import { askAgain } from '#components/kiosk/ask-again.ts';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';
import { loadAnew } from '#components/kiosk/load-anew.ts';

const TICK_SECONDS = 5;
const TICKS_A_SCENE = 3;

/** The screen's state. `now` and `heardAt` are epoch milliseconds by the server's clock, null until the browser has woken up. */
export type Kiosk = {
  readonly view: KioskView;
  readonly now: number | null;
  readonly heardAt: number | null;
  /** How many scenes have gone by. */
  readonly turn: number;
};

/** Keeps a view fresh and time going. The last view stays for as long as nobody answers. */
export function useKiosk(first: KioskView, { path, isPaused }: { path: string; isPaused: boolean }): Kiosk {
  const [view, setView] = useState(first);
  const [clock, setClock] = useState<{ readonly skew: number; readonly heardAt: number } | null>(null);
  const [now, setNow] = useState<number | null>(null);
  const [ticks, setTicks] = useState(0);

  useEffect(() => {
    const { askNow, stop } = askAgain(path, ({ view: fresh, serverTime }) => {
      const skew = serverTime === null ? 0 : serverTime - Date.now();
      setClock({ skew, heardAt: Date.now() });
      setNow(Date.now());
      if (fresh === null) return;
      setView(fresh);
      if (fresh.build !== first.build) void loadAnew(fresh.build).catch(() => undefined);
    });
    setClock({ skew: 0, heardAt: Date.now() });
    setNow(Date.now());
    askNow();
    window.addEventListener('online', askNow);
    return () => {
      window.removeEventListener('online', askNow);
      stop();
    };
  }, [path, first.build]);

  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      if (!isPaused) setTicks((before) => before + 1);
    }, TICK_SECONDS * 1000);
    return () => clearInterval(timer);
  }, [isPaused]);

  const skew = clock?.skew ?? 0;
  return {
    view,
    now: now === null ? null : now + skew,
    heardAt: clock === null ? null : clock.heardAt + skew,
    turn: Math.floor(ticks / TICKS_A_SCENE),
  };
}
