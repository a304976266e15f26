const LENGTH = 10;

/** The identifier without its check digit, where it has one that is right. */
export function bareNmi(text: string): string {
  const nmi = text.toUpperCase();
  const bare = nmi.slice(0, LENGTH);
  return nmi.length === LENGTH + 1 && checkDigitOf(bare) === nmi.slice(LENGTH) ? bare : text;
}

/** The ways to write an identifier, the one to show first. */
export function spellingsOf(text: string): readonly string[] {
  const bare = bareNmi(text);
  const withDigit = bare.length === LENGTH ? [bare + checkDigitOf(bare.toUpperCase())] : [];
  return [...new Set([bare, ...withDigit, text])];
}

/**
 * The check digit of a National Metering Identifier: from the right, the codes of its characters, every other one doubled,
 * digit sum, filled up to a multiple of ten. Source: AEMO, National Metering Identifier procedure.
 */
function checkDigitOf(nmi: string): string {
  let sum = 0;
  for (let at = nmi.length - 1, isDoubled = true; at >= 0; at -= 1, isDoubled = !isDoubled) {
    for (const digit of String(nmi.charCodeAt(at) * (isDoubled ? 2 : 1))) sum += Number(digit);
  }
  return String((10 - (sum % 10)) % 10);
}
