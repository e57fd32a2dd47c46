import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '#prisma/embedded';
import { freePort } from '#prisma/embedded/address';
import { migrate } from '#prisma/migrate';
import { tempFolder } from '#test/support/temp-folder';

const ROOT = join(import.meta.dirname, '../..');

/** The pages of the built product alone, as `npm run web` serves them: nothing works by the clock. */
export type Web = { url: string; said: () => string; stop: () => Promise<void> };

/** What all web processes of a test share, and this process too, once its environment says so. */
export type WebHouse = {
  environment: { DATABASE_URL: string; SECRET_KEY: string };
  /** Of another folder than ours where it is given: its `.next` is what is served. */
  startWeb: (settings?: Record<string, string>, folder?: string) => Promise<Web>;
  close: () => Promise<void>;
};

/** A migrated, empty database, and web processes on it. */
export async function openWebHouse(): Promise<WebHouse> {
  const dataDir = tempFolder('web');
  const database = await startEmbedded({ dataDir, durable: false });
  await migrate(database.url);
  const environment = {
    DATABASE_URL: database.url,
    SECRET_KEY: 'a key that only tests may ever use',
  };
  const open: Web[] = [];
  return {
    environment,
    startWeb: async (settings = {}, folder = ROOT) => {
      const web = await startWeb({ ...environment, ...settings }, folder);
      open.push(web);
      return web;
    },
    close: async () => {
      for (const web of open) await web.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startWeb(settings: Record<string, string>, cwd: string): Promise<Web> {
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(ROOT, 'prisma/web.ts')], {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', PORT: `${port}`, ...settings },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  while (!(await fetch(`${url}/api/health`).catch(() => null))) {
    if (child.exitCode !== null) throw new Error(`npm run web ended:\n${said}`);
    await sleep(100);
  }
  return {
    url,
    said: () => said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'close');
    },
  };
}
