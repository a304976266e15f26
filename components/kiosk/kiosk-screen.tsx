'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NightHills } from '#components/facade/night-hills.tsx';
import { AdviceScene } from '#components/kiosk/advice-scene.tsx';
import { AnnouncedScene } from '#components/kiosk/announced-scene.tsx';
import { BoardScene } from '#components/kiosk/board-scene.tsx';
import { DormScene } from '#components/kiosk/dorm-scene.tsx';
import { KioskFooter } from '#components/kiosk/kiosk-footer.tsx';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';
import { placeOf, type Scene, scenesOf } from '#components/kiosk/scenes.ts';
import { StreetScene } from '#components/kiosk/street-scene.tsx';
import { useKiosk } from '#components/kiosk/use-kiosk.ts';
import { useWakeLock } from '#components/kiosk/use-wake-lock.ts';
import { WeekScene } from '#components/kiosk/week-scene.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

/** A hall screen that nobody touches: one scene after the other, by itself, for as long as it has power. */
export function KioskScreen({ first, path }: { readonly first: KioskView; readonly path: string }) {
  const t = useTranslations('kiosk');
  const [isPaused, setIsPaused] = useState(false);
  const { view, now, heardAt, turn } = useKiosk(first, { path, isPaused });
  useWakeLock();
  const scenes = scenesOf(view);
  const scene = scenes[turn % scenes.length] ?? scenes[0];
  const { x, y } = placeOf(turn);
  return (
    <main className="stage fixed inset-0 cursor-none overflow-hidden">
      <NightHills />
      <div
        className="absolute inset-[3.4vmin] flex flex-col gap-[2vmin] duration-1000 motion-safe:transition-[translate]"
        style={{ translate: `${x}vmin ${y}vmin` }}
      >
        <header className="flex items-baseline justify-between gap-[3vmin] text-[3.2vmin] leading-tight font-medium text-stage-soft">
          <p className="min-w-0 truncate">{view.campus.name}</p>
          <p className="shrink-0">{t('week', { week: weekNumber(view.week.id) })}</p>
        </header>
        <div
          key={turn}
          className="flex min-h-0 grow flex-col motion-safe:transition-opacity motion-safe:duration-700 motion-safe:starting:opacity-0"
        >
          <SceneOf scene={scene} view={view} now={now} />
        </div>
        <KioskFooter view={view} now={now} heardAt={heardAt} />
      </div>
      <button
        type="button"
        onClick={() => setIsPaused(!isPaused)}
        className="sr-only focus-visible:not-sr-only focus-visible:absolute focus-visible:top-4 focus-visible:left-4 focus-visible:bg-(--stage-top) focus-visible:p-3 focus-visible:text-2xl"
      >
        {t(isPaused ? 'goOn' : 'pause')}
      </button>
    </main>
  );
}

function SceneOf({ scene, view, now }: { readonly scene: Scene; readonly view: KioskView; readonly now: number | null }) {
  const { dorm, announced } = view;
  if (scene.kind === 'board') return <BoardScene view={view} from={scene.from} to={scene.to} />;
  if (scene.kind === 'dorm' && dorm !== null) return <DormScene view={view} dorm={dorm} />;
  if (scene.kind === 'advice' && dorm?.advice) return <AdviceScene advice={dorm.advice} />;
  if (scene.kind === 'announced' && announced !== null) return <AnnouncedScene announced={announced} />;
  if (scene.kind === 'week') return <WeekScene view={view} now={now} />;
  return <StreetScene view={view} />;
}
