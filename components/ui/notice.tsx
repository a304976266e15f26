import type { ReactNode } from 'react';

export type NoticeTone = 'info' | 'gold' | 'warning';

const edges: Record<NoticeTone, string> = { info: 'border-l-leaf', gold: 'border-l-gold', warning: 'border-l-clay' };

type NoticeProps = {
  readonly tone?: NoticeTone;
  readonly title?: string;
  readonly isLive?: boolean;
  readonly children: ReactNode;
};

/** Something to know before reading on. `isLive` announces it when it appears after the page has loaded. */
export function Notice({ tone = 'info', title, isLive = false, children }: NoticeProps) {
  return (
    <div
      {...(isLive ? { role: tone === 'warning' ? 'alert' : 'status' } : {})}
      className={`rounded-xl border border-l-4 border-line bg-card px-4 py-3 ${edges[tone]}`}
    >
      {title === undefined ? null : <p className="font-semibold">{title}</p>}
      <div className="text-soft">{children}</div>
    </div>
  );
}
