'use client';

import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

/** One place on the x axis and the lines of words that its tooltip shows. */
export type LivePoint = { readonly key: string; readonly title: string; readonly lines: readonly string[] };

export type LiveBarsProps = { readonly label: string; readonly points: readonly LivePoint[] };

/** Unseen bars, one a point and all of full height, whose bands coincide with those of the drawn chart. */
export function LiveBars({ label, points }: LiveBarsProps) {
  const data = points.map((point) => ({ ...point, height: 1 }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={data} margin={{ top: 0, right: 0, bottom: 0, left: 0 }} barCategoryGap={0} aria-label={label}>
        <XAxis dataKey="key" hide />
        <YAxis domain={[0, 1]} hide />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--ink)', fillOpacity: 0.06 }}
          content={({ active, label: key }) => (
            <TooltipWords point={active === true ? points.find((point) => point.key === key) : undefined} />
          )}
        />
        <Bar dataKey="height" fill="transparent" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

function TooltipWords({ point }: { readonly point: LivePoint | undefined }) {
  if (point === undefined) return null;
  return (
    <div className="rounded-lg bg-ink px-3 py-2 text-sm text-paper shadow-lg">
      <p className="font-semibold">{point.title}</p>
      {point.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
