import { prepareBinaries } from '#db/embedded/binaries.ts';
import { ensureCluster, ensureDatabase } from '#db/embedded/cluster.ts';
import { type Home, settleHome } from '#db/embedded/home.ts';
import { withLock } from '#db/embedded/lock.ts';
import { runningPostmaster } from '#db/embedded/pid-file.ts';
import { ensurePostmaster } from '#db/embedded/postmaster.ts';
import { ensureKeeper, hasKeeper, joinUsers, leaveUsers } from '#db/embedded/users.ts';

export type EmbeddedServer = {
  /** The owner's address; the port is kept from start to start where it stays free. */
  url: string;
  /** Ends this use. The last user's leaving stops the server, and so does the end of the last user's process. */
  leave(): Promise<void>;
};

const watchMs = 1_000;

/**
 * Uses the embedded PostgreSQL on a data directory: finds the server that other processes of this machine already
 * started there, or sets one up and starts it, recovering from whatever ended the last one. While it is used, a server
 * that was killed is started again. Without `durable` a crash of the machine may cost all data: for tests only.
 */
export async function startEmbedded({
  dataDir,
  durable = true,
}: {
  dataDir: string;
  durable?: boolean;
}): Promise<EmbeddedServer> {
  const home = settleHome(dataDir);
  return withLock(home.folder, async () => {
    const pipe = await joinUsers(home);
    try {
      if (runningPostmaster(home) === null) ensureCluster({ home, binaries: prepareBinaries(home), durable });
      const url = await ensureDatabase(home, await ensureRunning(home, durable));
      const watch = watchOver(home, durable);
      let left: Promise<void> | null = null;
      const leave = async () => {
        await watch.end();
        if (!(await leaveUsers(home, pipe))) await withLock(home.folder, () => ensureKeeper(home));
      };
      return {
        url,
        leave() {
          left ??= leave();
          return left;
        },
      };
    } catch (error) {
      await leaveUsers(home, pipe);
      throw error;
    }
  });
}

function ensureRunning(home: Home, durable: boolean): Promise<number> {
  return ensurePostmaster({ home, binaries: () => prepareBinaries(home), durable });
}

/** Users of a server notice within a second that it or its keeper was killed; the lock lets one of them put it right. */
function watchOver(home: Home, durable: boolean): { end(): Promise<void> } {
  let repair: Promise<unknown> | null = null;
  const isWell = () => runningPostmaster(home) !== null && hasKeeper(home);
  const putRight = async () => {
    await ensureKeeper(home);
    await ensureRunning(home, durable);
  };
  const timer = setInterval(() => {
    if (repair !== null || isWell()) return;
    repair = withLock(home.folder, putRight)
      // The log in the server's folder tells why; the next look tries again.
      .catch(() => {})
      .finally(() => {
        repair = null;
      });
  }, watchMs);
  timer.unref();
  return {
    async end() {
      clearInterval(timer);
      await repair;
    },
  };
}
