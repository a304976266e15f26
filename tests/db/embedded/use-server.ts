import { once } from 'node:events';
import { startEmbedded } from '#db/embedded/start.ts';

/** A process of its own, of another account if one is given, that uses the server until its standard input ends. */
const [dataDir = '', account] = process.argv.slice(2);
if (account !== undefined) {
  // Dropped only now that the code is loaded: it may lie where that account cannot read it.
  process.setgroups?.([]);
  process.setgid?.(Number(account));
  process.setuid?.(Number(account));
}
const server = await startEmbedded({ dataDir });
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await server.leave();
process.exit();
