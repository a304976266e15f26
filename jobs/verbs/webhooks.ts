import { weekId } from '#core/time/weeks.ts';
import { readEnv } from '#env';
import { readWords, required, type Verb, wholeNumber } from '#jobs/verbs/answer.ts';
import { addWebhook } from '#services/add-webhook.ts';
import { getCampus } from '#services/get-campus.ts';
import { type ListedWebhook, listWebhooks } from '#services/list-webhooks.ts';
import { removeWebhook } from '#services/remove-webhook.ts';
import { testWebhook } from '#services/test-webhook.ts';

export const webhooksList: Verb = {
  name: ['webhooks', 'list'],
  usage: 'webhooks list <campus>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus'], flags: {} });
    return async (ctx) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const webhooks = await listWebhooks(ctx, { by: 'operator', campus });
      return {
        isDone: true,
        json: { campus: campus.slug, webhooks: webhooks.map(webhookJson) },
        text: webhooks.length === 0 ? 'Nothing is sent anywhere.' : webhooks.map(webhookLines).join('\n'),
      };
    };
  },
};

export const webhooksAdd: Verb = {
  name: ['webhooks', 'add'],
  usage: 'webhooks add <campus> <url> [--description D]',
  prepare(words) {
    const { values, positionals } = readWords(words, { names: ['campus', 'url'], flags: { description: { type: 'string' } } });
    const url = required('<url>', positionals[1]);
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const { description = '' } = values;
      const { id, secret } = await addWebhook(ctx, { by: 'operator', campus, url, description, reach: reachHere(), now });
      const text = `Webhook ${id} is on. Its secret, told only now:\n${secret}`;
      return { isDone: true, json: { campus: campus.slug, webhook: id, secret }, text };
    };
  },
};

export const webhooksRemove: Verb = {
  name: ['webhooks', 'remove'],
  usage: 'webhooks remove <campus> <webhook>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus', 'webhook'], flags: {} });
    const id = wholeNumber('<webhook>', positionals[1], 1) ?? 0;
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      await removeWebhook(ctx, { by: 'operator', campus, id, now });
      return { isDone: true, json: { campus: campus.slug, webhook: id }, text: `Webhook ${id} is removed.` };
    };
  },
};

export const webhooksTest: Verb = {
  name: ['webhooks', 'test'],
  usage: 'webhooks test <campus> <webhook>',
  prepare(words) {
    const { positionals } = readWords(words, { names: ['campus', 'webhook'], flags: {} });
    const id = wholeNumber('<webhook>', positionals[1], 1) ?? 0;
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const result = await testWebhook(ctx, { by: 'operator', campus, id, reach: reachHere(), now });
      const { status = null, error = null } = result?.outcome ?? {};
      const json = { campus: campus.slug, webhook: id, isDelivered: result?.isDelivered ?? null, status, error };
      if (result === null) return { isDone: true, json, text: 'A worker sends it just now; webhooks list tells.' };
      const text = `Webhook ${id}: ${status === null ? error : `answered ${status}`}.`;
      return result.isDelivered ? { isDone: true, json, text } : { isDone: false, json, text: '', refusal: text };
    };
  },
};

function reachHere() {
  return { loopback: readEnv(process.env).WATTLE_WEBHOOKS_LOOPBACK === 'yes' };
}

function webhookJson({ endpoint, deliveries }: ListedWebhook) {
  const { id, url, description, offReason } = endpoint;
  return {
    ...{ webhook: id, url, description, isOn: offReason === null, offReason },
    messages: deliveries.map((delivery) => ({
      message: delivery.id,
      id: delivery.messageId,
      type: delivery.event,
      week: delivery.week === null ? null : weekId(delivery.week),
      edition: delivery.edition,
      state: delivery.state,
      nextTryAt: delivery.dueAt?.toISOString() ?? null,
      tries: delivery.attempts.map(({ triedAt, status, error }) => ({ at: triedAt.toISOString(), status, error })),
    })),
  };
}

function webhookLines({ endpoint, deliveries }: ListedWebhook): string {
  const { id, url, offReason } = endpoint;
  const [newest] = deliveries;
  const last = newest === undefined ? 'nothing sent yet' : `${newest.event} ${newest.state}`;
  return `${String(id).padStart(5)}  ${offReason === null ? 'on ' : 'off'}  ${url}  ${last}`;
}
