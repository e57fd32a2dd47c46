import { readFileSync } from 'node:fs';
import { disconnect } from '#lib/db/client';
import { closePool, transaction } from '#lib/db/pool';
import { completeEnv, env } from '#lib/env';
import { startEmbedded } from '#prisma/embedded';
import { migrate } from '#prisma/migrate';
import { requireSchema } from '#prisma/require-schema';
import { secretKeyFile } from '#prisma/secret-key';

/**
 * Makes the database reachable for a command: the one that DATABASE_URL names, else the embedded one,
 * which is joined if `npm start` runs and otherwise started for as long as the command takes. Answers
 * with what ends it.
 */
export async function openDatabase(): Promise<() => Promise<void>> {
  const { DATABASE_URL: url } = env();
  if (url) {
    // An empty transaction tells at once, and in our words, that Postgres is not there.
    await transaction(async () => undefined);
    await requireSchema(url);
    return closeConnections;
  }
  const { DATA_DIR: dataDir, SECRET_KEY } = env();
  const embedded = await startEmbedded({ dataDir });
  completeEnv({
    DATABASE_URL: embedded.url,
    SECRET_KEY: SECRET_KEY ?? readFileSync(secretKeyFile(dataDir), 'utf8').trim(),
  });
  await migrate(embedded.url);
  return async () => {
    await closeConnections();
    await embedded.stop();
  };
}

async function closeConnections() {
  await Promise.all([disconnect(), closePool()]);
}
