import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  /** Whom the envelope names. */
  readonly to: string;
  readonly raw: string;
  readonly mail: ParsedMail;
}

/** What a server answers instead of taking a mail: `550 5.1.1 no such mailbox`. */
type Refusal = { readonly at: 'rcpt' | 'data'; readonly answer: string } | 'hang-up' | null;

/** A mail server on this machine: keeps what it takes, read by an independent parser. */
export async function mailServer(refuse: (to: string, nth: number) => Refusal = () => null) {
  const taken: TakenMail[] = [];
  const asked = new Map<string, number>();
  const failure = (answer: string) => Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true, logger: false },
    onRcptTo({ address }, _session, done) {
      const nth = (asked.get(address) ?? 0) + 1;
      asked.set(address, nth);
      const refusal = refuse(address, nth);
      done(refusal !== null && refusal !== 'hang-up' && refusal.at === 'rcpt' ? failure(refusal.answer) : null);
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      const refusal = refuse(to, asked.get(to) ?? 0);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString();
        if (refusal !== null && refusal !== 'hang-up') return done(failure(refusal.answer));
        simpleParser(raw).then((mail) => {
          taken.push({ to, raw, mail });
          if (refusal !== 'hang-up') return done();
          for (const connection of server.connections) if (connection.id === session.id) connection.close();
        }, done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    taken,
    settings: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'league@campus.example', origin: 'https://wattle.example' },
    to: (address: string) => taken.filter(({ to }) => to === address),
    asked: (address: string) => asked.get(address) ?? 0,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
