'use client';

import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import type { LiveBarsProps, LivePoint } from '#components/charts/live-bars.tsx';

type LiveOverlayProps = { readonly label: string; readonly points: readonly LivePoint[]; readonly children: ReactNode };

/**
 * The server's chart stays what is seen; once it is in view and the browser idle, an unseen Recharts layer over it answers pointer
 * and arrow keys. So the chart is in the first HTML, nothing moves, and the library is no part of the first load.
 */
export function LiveOverlay({ label, points, children }: LiveOverlayProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [Bars, setBars] = useState<ComponentType<LiveBarsProps> | null>(null);
  useEffect(() => {
    let isGone = false;
    const stop = onceSeen(frame.current, () =>
      whenIdle(async () => {
        const { LiveBars } = await import('#components/charts/live-bars.tsx');
        if (!isGone) setBars(() => LiveBars);
      }),
    );
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  return (
    <div ref={frame} className="relative">
      {children}
      {Bars === null ? null : (
        <div className="not-printed absolute inset-0">
          <Bars label={label} points={points} />
        </div>
      )}
    </div>
  );
}

function onceSeen(element: Element | null, run: () => void): () => void {
  if (element === null || typeof IntersectionObserver === 'undefined') return () => undefined;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    run();
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/** Safari has no requestIdleCallback; a later turn of its event loop has to do. */
function whenIdle(run: () => void): void {
  if (typeof window.requestIdleCallback === 'function') window.requestIdleCallback(run);
  else window.setTimeout(run, 200);
}
