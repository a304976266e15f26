type ProgressBarProps = { readonly label: string; readonly valueText: string; readonly share: number | null };

/** Progress of something over a second long; `share` from 0 to 1, null while the end is unknown. */
export function ProgressBar({ label, valueText, share }: ProgressBarProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div>
      <p className="flex justify-between gap-4 text-sm">
        <span className="font-semibold">{label}</span>
        <span className="text-soft tabular-nums">{valueText}</span>
      </p>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuetext={valueText}
        {...(percent === null ? {} : { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
        className="mt-1.5 h-2.5 overflow-hidden rounded-full border border-line-strong bg-sunken"
      >
        <div className="h-full bg-leaf" style={{ width: `${percent ?? 100}%`, opacity: percent === null ? 0.35 : 1 }} />
      </div>
    </div>
  );
}
