import { entryOf } from '#core/meter-files/entry-of.ts';

/** What the second column of an AcquiSuite log means, after the logger's manual; words in messages under `logger-error`. */
const REASONS: Readonly<Record<string, string>> = {
  129: 'refused-by-device',
  130: 'refused-by-device',
  131: 'refused-by-device',
  132: 'bad-answer',
  138: 'no-gateway',
  139: 'no-response',
  140: 'bad-answer',
  141: 'other-device',
  142: 'other-master',
  143: 'partial-answer',
  160: 'logger-started',
  161: 'logger-stopped',
  162: 'clock-changed',
  163: 'logger-restarted',
  164: 'entry-corrupt',
  165: 'device-restarted',
  192: 'device-changed',
  193: 'device-changed',
};

export function loggerErrorReason(code: string): string {
  return entryOf(REASONS, code) ?? 'unknown';
}

/** Codes that tell of the logger alone; a line with nothing else was never a reading. */
export function marksOnly(code: string): boolean {
  return ['160', '161', '162', '163'].includes(code);
}
