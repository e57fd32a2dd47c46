import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '#lib/env';
import { AppError } from '#lib/errors';
import { startEmbedded } from '#prisma/embedded';
import { explain, say } from '#prisma/program';
import { secretKeyFile } from '#prisma/secret-key';

/** The database of one `npm start`: what its children must know, and how it is kept and left. */
export type Database = {
  url: string;
  words: string;
  environment: Record<string, string>;
  /** Starts it again whenever it is lost, until `signal`; `onMoved` hears of another address. */
  keep: (signal: AbortSignal, onMoved: (url: string) => Promise<void>) => Promise<void>;
  stop: () => Promise<void>;
};

/** The database that DATABASE_URL names, else one of our own in DATA_DIR. */
export async function openDatabase(settings: Env, dataDir: string): Promise<Database> {
  if (settings.DATABASE_URL) return external(settings, settings.DATABASE_URL);
  let embedded = await startEmbedded({ dataDir });
  const keyFile = settings.SECRET_KEY ? null : secretKeyFile(dataDir);
  return {
    url: embedded.url,
    words: `PostgreSQL in ${embedded.folder}`,
    environment: {
      DATABASE_URL: embedded.url,
      DATA_DIR: dataDir,
      ...(keyFile && { SECRET_KEY_FILE: keyFile }),
    },
    keep: async (signal, onMoved) => {
      while (!signal.aborted) {
        const { url } = embedded;
        await embedded.lost;
        if (signal.aborted) return;
        say('The database ended; starting it again.');
        embedded = await startPatiently(dataDir, signal).catch(() => embedded);
        if (embedded.url !== url) await onMoved(embedded.url);
      }
    },
    stop: () => embedded.stop(),
  };
}

function external(settings: Env, url: string): Database {
  if (!settings.SECRET_KEY) {
    throw new AppError('config/invalid', {
      detail:
        'SECRET_KEY is not set. With a DATABASE_URL it is not made for you, since every machine needs the same one: openssl rand -base64 32',
    });
  }
  const { host, pathname } = new URL(url);
  const nothing = async () => undefined;
  return { url, words: `${host}${pathname}`, environment: {}, keep: nothing, stop: nothing };
}

async function startPatiently(dataDir: string, signal: AbortSignal) {
  for (;;) {
    try {
      return await startEmbedded({ dataDir });
    } catch (error) {
      explain(error);
      await sleep(5000, undefined, { signal });
    }
  }
}
