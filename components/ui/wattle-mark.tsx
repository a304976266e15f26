/** The flower: five round blossoms over a forked leaf. Decorative: the word beside it says the name. */
export function WattleMark({ className = 'size-6' }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true" focusable="false">
      <path d="M12 13v9" fill="none" stroke="#3f8a63" strokeWidth="1.8" strokeLinecap="round" />
      <path d="M12 22.4c-3.8 0-6.2-1.6-7-4.6 3.7-.3 6.3 1.2 7 4.6Z" fill="#2f7a55" />
      <path d="M12 22.4c.7-3.1 3-4.6 6.6-4.3-.7 2.9-3 4.3-6.6 4.3Z" fill="#4d9a70" />
      <g fill="#f4b400">
        <circle cx="12" cy="4.6" r="3.5" />
        <circle cx="6.2" cy="8.8" r="3.5" />
        <circle cx="17.8" cy="8.8" r="3.5" />
        <circle cx="8.4" cy="14" r="3.3" />
        <circle cx="15.6" cy="14" r="3.3" />
      </g>
      <circle cx="12" cy="9.8" r="3.1" fill="#c98600" />
    </svg>
  );
}
