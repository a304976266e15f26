interface StrangersWordsProps {
  readonly words: string;
  readonly className?: string;
}

/** What somebody typed, as text alone: its lines kept, its direction its own, and never wider than the page. */
export function StrangersWords({ words, className = '' }: StrangersWordsProps) {
  return (
    <p dir="auto" className={`whitespace-pre-line wrap-anywhere ${className}`}>
      <bdi>{words}</bdi>
    </p>
  );
}
