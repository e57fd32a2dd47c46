import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#prisma/embedded';
import { generate } from '#prisma/generate';
import { migrate } from '#prisma/migrate';
import { createEmpty, dropLeftovers } from '#test/support/database';
import { tempFolder } from '#test/support/temp-folder';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated, empty database that each test file clones. */
    templateUrl: string;
  }
}

/**
 * One Postgres for all suites: the embedded one in a temporary folder, or the server that
 * TEST_DATABASE_URL names, whose role must be allowed to create databases.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generate();
  const server = await findServer();
  const templateUrl = await createEmpty(server.url);
  await migrate(templateUrl);
  project.provide('templateUrl', templateUrl);
  return async () => {
    await dropLeftovers(templateUrl);
    await server.stop();
  };
}

async function findServer() {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return { url, stop: async () => undefined };
  const dataDir = tempFolder('test');
  const { url: embedded, stop } = await startEmbedded({ dataDir, durable: false });
  return {
    url: embedded,
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
