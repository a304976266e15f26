import type { ReadContext } from '#core/meter-files/meter-file.ts';

/**
 * Whether staff have told Wattle about this meter. Where meters are made as they come, every label gets settings: then none
 * of them tells a meter's label from another word.
 */
export function knowsMeter(context: ReadContext, label: string): boolean {
  return label !== '' && context.meter(NO_LABEL) === null && context.meter(label) !== null;
}

const NO_LABEL = '\u0000 no meter is called this';
