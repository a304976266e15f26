import { createTransport } from 'nodemailer';
import type { Context } from '#services/context.ts';

/** A message to one address. */
export interface Mail {
  readonly to: string;
  /** Stands before the sender's address. */
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * later: not taken now, surely not sent. refused: its own server says that there is no such address. failed: the message is refused.
 * unsure: the connection broke, and it may have been sent.
 */
export type MailOutcome = 'sent' | 'later' | 'refused' | 'failed' | 'unsure';

export interface Mailer {
  /** Whether the server lets us in; why not goes to the log. */
  isReachable(): Promise<boolean>;
  send(mail: Mail): Promise<MailOutcome>;
}

/** Sends by SMTP, one connection a message. Who signs in to another machine does so over TLS or not at all. */
export function openMailer(ctx: Context, settings: { smtpUrl: string; from: string }): Mailer {
  const { smtpUrl, from } = settings;
  const server = new URL(smtpUrl);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(server.hostname);
  const transport = createTransport({
    ...{ url: smtpUrl, requireTLS: server.username !== '' && server.protocol === 'smtp:' && !isHere },
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const note = (error: unknown, message: string) => ctx.log.warn(factsOf(error), message);
  return {
    isReachable: () =>
      transport.verify().then(
        () => true,
        (error: unknown) => {
          note(error, 'the mail server does not let us in');
          return false;
        },
      ),
    async send({ to, fromName, headers, ...mail }) {
      try {
        await transport.sendMail({ ...mail, from: { name: fromName, address: from }, to: { name: '', address: to }, headers });
        return 'sent';
      } catch (error) {
        note(error, 'a mail was not taken');
        return outcomeOf(factsOf(error));
      }
    },
  };
}

/** What is said of a failure: never the server's words, which may hold an address. */
interface Failure {
  readonly code: string | null;
  readonly command: string | null;
  readonly answer: number | null;
  /** Such as 5.1.1 (RFC 3463). */
  readonly status: string | null;
  readonly syscall: string | null;
}

function factsOf(error: unknown): Failure {
  const { code, command, responseCode, response, syscall } = error as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    ...{ code: text(code), command: text(command), syscall: text(syscall) },
    answer: typeof responseCode === 'number' ? responseCode : null,
    status: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(text(response) ?? '')?.[1] ?? null,
  };
}

/** An answer of 4xx, or of 5xx to what is ours rather than the address's, is no word about the address: it is tried again. */
function outcomeOf({ code, command, answer, status, syscall }: Failure): MailOutcome {
  if (answer === null)
    return syscall === 'connect' || code === 'EDNS' || code === 'EAUTH' || code === 'ETLS' ? 'later' : 'unsure';
  if (answer < 500) return 'later';
  if (command === 'DATA') return 'failed';
  if (command !== 'RCPT TO') return 'later';
  // 5.7 is a matter of policy: the server does not relay for us, or takes us for a sender of junk.
  return status?.startsWith('5.7.') === true ? 'failed' : 'refused';
}
