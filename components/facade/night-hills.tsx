/** Hills and a few stars behind the houses: scenery, without meaning. */
export function NightHills() {
  return (
    <svg
      viewBox="0 0 1000 360"
      preserveAspectRatio="xMidYMax slice"
      className="pointer-events-none absolute inset-0 size-full"
      aria-hidden="true"
      focusable="false"
    >
      <g fill="#dfeadf" opacity="0.5">
        <circle cx="84" cy="52" r="1.4" />
        <circle cx="212" cy="28" r="1" />
        <circle cx="318" cy="84" r="1.2" />
        <circle cx="655" cy="40" r="1.1" />
        <circle cx="742" cy="96" r="1.4" />
        <circle cx="838" cy="34" r="1" />
        <circle cx="934" cy="78" r="1.3" />
      </g>
      <path d="M0 250c120-70 240-64 380-22s300 30 400-18 160-34 220-10v160H0z" fill="#16302a" opacity="0.55" />
      <path d="M0 292c90-30 200-40 330-14s260 18 380-8 200-34 290-6v96H0z" fill="#1c3b31" opacity="0.7" />
    </svg>
  );
}
