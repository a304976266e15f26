import { prepareBinaries } from '#db/embedded/binaries.ts';
import { ensureCluster, ensureDatabase } from '#db/embedded/cluster.ts';
import { settleHome } from '#db/embedded/home.ts';
import { withLock } from '#db/embedded/lock.ts';
import { ensurePostmaster } from '#db/embedded/postmaster.ts';
import { joinUsers, leaveUsers } from '#db/embedded/users.ts';

export type EmbeddedServer = {
  /** The owner's address; the port is kept from start to start where it stays free. */
  url: string;
  /** Starts the server again if it was killed under us; harmless while it runs. */
  revive(): Promise<void>;
  /** Ends this use. The last user's leaving stops the server, and so does the end of the last user's process. */
  leave(): Promise<void>;
};

/**
 * Uses the embedded PostgreSQL on a data directory: finds the server that other processes of this machine already
 * started there, or sets one up and starts it, recovering from whatever ended the last one.
 */
export async function startEmbedded({
  dataDir,
  durable = true,
}: {
  dataDir: string;
  durable?: boolean;
}): Promise<EmbeddedServer> {
  const home = settleHome(dataDir);
  let found: string | null = null;
  const binaries = () => {
    found ??= prepareBinaries(home);
    return found;
  };
  const ensureRunning = async () => {
    ensureCluster({ home, binaries, durable });
    return ensurePostmaster({ home, binaries, durable });
  };
  return withLock(home.folder, async () => {
    const pipe = await joinUsers(home);
    try {
      const url = await ensureDatabase(home, await ensureRunning());
      let hasLeft = false;
      return {
        url,
        async revive() {
          if (!hasLeft) await withLock(home.folder, ensureRunning);
        },
        async leave() {
          if (hasLeft) return;
          hasLeft = true;
          await leaveUsers(home, pipe);
        },
      };
    } catch (error) {
      await leaveUsers(home, pipe);
      throw error;
    }
  });
}
