import type { ReactNode } from 'react';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';

type DoorProps = { readonly title: string; readonly lead: string; readonly children: ReactNode };

/** The way in: a street at night beside what is asked of the one who stands before it. */
export function Door({ title, lead, children }: DoorProps) {
  return (
    <div className="grid overflow-hidden rounded-(--radius-card) border border-line bg-card md:grid-cols-[5fr_6fr]">
      <div className="stage relative flex min-h-40 items-end justify-center gap-3 px-6 pt-8 md:min-h-112" aria-hidden="true">
        <NightHills />
        <Facade dorm="alder" kind="house" usualRatio={0.4} size="large" name={null} className="relative h-20 md:h-36" />
        <Facade dorm="birch" kind="tower" usualRatio={0.75} size="large" name={null} className="relative h-28 md:h-64" />
        <Facade dorm="cedar" kind="row" usualRatio={0.55} size="large" name={null} className="relative h-16 md:h-28" />
      </div>
      <div className="px-6 py-8 sm:px-10 md:py-12">
        <h1 className="headline text-4xl">{title}</h1>
        <p className="mt-3 mb-6 max-w-prose text-soft">{lead}</p>
        {children}
      </div>
    </div>
  );
}
