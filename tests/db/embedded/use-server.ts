import { once } from 'node:events';
import { startEmbedded } from '#db/embedded/start.ts';

/** A process of its own that uses the server on a data directory until its standard input ends. */
const [dataDir = ''] = process.argv.slice(2);
const server = await startEmbedded({ dataDir });
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await server.leave();
process.exit();
