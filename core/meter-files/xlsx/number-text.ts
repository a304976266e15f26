const SCIENTIFIC = /^(-?)(\d+)(?:\.(\d*))?e([+-]?\d{1,3})$/i;
const MOST_ZEROS = 40;

/**
 * A number cell as text that means the same wherever a comma or a point stands for the decimals: `1.5E-3` without its exponent,
 * and exactly three decimals with a fourth, for `1.234` is a thousand to those who write decimal commas elsewhere in the sheet.
 */
export function numberText(text: string): string {
  const plain = /e/i.test(text) ? withoutExponent(text) : text;
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', decimals = '', power] = SCIENTIFIC.exec(text.trim()) ?? [];
  const exponent = Number(power);
  if (power === undefined || Math.abs(exponent) > MOST_ZEROS) return text;
  const digits = whole + decimals;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? `${sign}${digits}${'0'.repeat(point - digits.length)}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
