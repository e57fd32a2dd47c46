import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '#prisma/embedded';
import { findRunning } from '#prisma/embedded/server';
import { tempFolder } from '#test/support/temp-folder';

/** A PostgreSQL of one test, durable as in production, that may be broken. */
export type OwnServer = {
  url: string;
  /** Ends it as `pg_ctl stop -m immediate` does: nothing is finished, nothing is written. */
  breakDown: () => Promise<void>;
  /** Starts it again on what it has kept; answers when it has recovered. */
  comeBack: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts a server of one's own: the one of the suite serves others, too. */
export async function startOwnServer(dataDir = tempFolder('outage')): Promise<OwnServer> {
  let server = await startEmbedded({ dataDir });
  return {
    url: server.url,
    breakDown: async () => {
      const running = findRunning(server.folder);
      if (running) process.kill(running.pid, 'SIGQUIT');
      while (findRunning(server.folder)) await sleep(10);
    },
    comeBack: async () => {
      server = await startEmbedded({ dataDir });
    },
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
