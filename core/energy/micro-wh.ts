/** Energy is kept as whole µWh, so that sums are exact in any order: 1 kWh = 10⁹ µWh (docs/decisions/0004). */
const MICRO_WH_PER_KWH = 1_000_000_000;

/** kWh as a number, for scores and charts: exact to 15 digits. */
export function kwhOf(microWh: bigint): number {
  const whole = microWh / 1_000_000_000n;
  return Number(whole) + Number(microWh - whole * 1_000_000_000n) / MICRO_WH_PER_KWH;
}

/** kWh as decimal text, exact and without trailing zeros: 2916065000000n is "2916.065". */
export function kwhText(microWh: bigint): string {
  const digits = (microWh < 0n ? -microWh : microWh).toString().padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return `${microWh < 0n ? '-' : ''}${digits.slice(0, -9)}${fraction === '' ? '' : `.${fraction}`}`;
}
