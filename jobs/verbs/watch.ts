import { setTimeout as sleep } from 'node:timers/promises';
import { readWords, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { getCampus } from '#services/get-campus.ts';
import { type WatchEvent, watchFolder } from '#services/watch-folder.ts';

const USUAL_SECONDS = 10;
/** Between the two looks of `--once`. */
const ONCE_SECONDS = 2;

export const watch: Verb = {
  name: ['watch'],
  usage: 'watch <campus> <folder> [--every SECONDS] [--once]',
  prepare(words, form) {
    const flags = { every: { type: 'string' }, once: { type: 'boolean' } } as const;
    const { values, positionals } = readWords(words, { names: ['campus', 'folder'], flags });
    const [slug = '', folder = ''] = positionals;
    const isOnce = values.once === true;
    const seconds = wholeNumber('--every', values.every, 1) ?? (isOnce ? ONCE_SECONDS : USUAL_SECONDS);
    return async (ctx) => {
      const campus = await getCampus(ctx, slug);
      const { signal, release } = endOfProcess();
      try {
        const { taken, refused, failed } = await watchFolder(ctx, {
          campus,
          folder,
          isOnce,
          signal,
          now: () => new Date(),
          pause: () => sleep(seconds * 1000, undefined, { signal }).catch(() => undefined),
          say: (event) => form?.say(form.isJson ? JSON.stringify(event) : lineOf(event).replaceAll(/\p{Cc}/gu, '?')),
        });
        const isDone = !isOnce || refused + failed === 0;
        return {
          isDone,
          json: null,
          text: '',
          refusal: `${refused + failed} of ${taken + refused + failed} files need attention.`,
        };
      } finally {
        release();
      }
    };
  },
};

function lineOf(event: WatchEvent): string {
  if (event.state === 'failed') return `${event.file}: not taken yet, tried again later: ${event.error}`;
  const { file, state, readings, energyKwh, inbox, movedTo } = event;
  const what =
    state === 'refused'
      ? `needs attention${inbox === null ? '' : `, inbox ${inbox}`}`
      : `${state}${event.import === null ? '' : `, import ${event.import}`}: ${readings.new} new, ${readings.same} already known, ${readings.replaced} replaced; ${energyKwh} kWh`;
  return `${file}: ${what}; ${movedTo === null ? 'it could not be moved and stays' : `moved to ${movedTo}`}.`;
}

/** A signal that ends with the first SIGTERM or SIGINT; the file at hand is brought to its end. */
function endOfProcess(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
    },
  };
}
