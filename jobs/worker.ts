import { schedule } from 'node-cron';
import { mailSettings, readEnv } from '#env';
import { openContext } from '#jobs/open-context.ts';
import { announceDueWeeks } from '#services/announce-due-weeks.ts';
import { forgetQuestionAttempts } from '#services/ask-question.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { discardStaleImports } from '#services/discard-stale-imports.ts';
import { fetchDueTemperatures } from '#services/fetch-temperatures.ts';
import { openMeteo } from '#services/open-meteo.ts';
import { reckonDueFairness } from '#services/reckon-due-fairness.ts';
import { rereadPlacedMeters } from '#services/reread-kept-files.ts';
import { sendDueMail } from '#services/send-due-mail.ts';
import { sendDueWebhooks } from '#services/send-due-webhooks.ts';

/**
 * Closes weeks by itself, announces what was set for a time, sends news to webhooks and by mail, brings in what kept files hold of meters
 * that are known by now, forgets files that nobody needs, and reckons how fair the lenses were once weeks were closed. node-cron is only the alarm: each minute, and once at
 * the start, it asks what is due. Any number of workers may run; one that was killed or slept through Monday catches up
 * at its next tick.
 */
async function main(): Promise<void> {
  const context = await openContext('worker', { migrateFirst: false, by: 'system' });
  const weather = readEnv(process.env).WATTLE_WEATHER === 'open-meteo' ? openMeteo() : null;
  const reach = { loopback: readEnv(process.env).WATTLE_WEBHOOKS_LOOPBACK === 'yes' };
  const mail = mailSettings(process.env);
  let running: Promise<void> | null = null;

  async function tick(): Promise<void> {
    try {
      const { published, unchanged, failed } = await closeDueWeeks(context, { now: new Date() });
      if (published + unchanged + failed > 0) context.log.info({ published, unchanged, failed }, 'closed what was due');
      await announceDueWeeks(context, { now: new Date() });
      await sendDueWebhooks(context, { now: new Date(), reach });
      await rereadPlacedMeters(context, { now: new Date() });
      await discardStaleImports(context, { now: new Date() });
      await forgetQuestionAttempts(context, { now: new Date() });
      await reckonDueFairness(context, { now: new Date() });
      await sendDueMail(context, { now: new Date(), settings: mail });
      if (weather !== null) await fetchDueTemperatures(context, { now: new Date(), service: weather });
    } catch (error) {
      context.log.error({ error }, 'not all that is due was done; the next minute tries again');
    }
  }

  function wake(): void {
    running ??= tick().finally(() => {
      running = null;
    });
  }

  const alarm = schedule('* * * * *', wake, { noOverlap: true });
  let isStopping = false;
  // The terminal tells every process of the group and the starter tells it again.
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await alarm.destroy();
    await running;
    await context.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  wake();
  context.log.info({}, 'worker started');
}

await main();
