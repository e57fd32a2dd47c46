import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '#test/support/temp-folder';

const ROOT = join(import.meta.dirname, '../..');

/** Ruascope as `npm start` runs it, on data and a port of its own. */
export type Product = {
  url: string;
  dataDir: string;
  /** The process of `npm start`, for tests that are unkind to it. */
  pid: number;
  /** Everything it has printed so far. */
  said: () => string;
  /** Ends it as Ctrl-C does, and answers with its exit code. Its data stay where they are. */
  stop: () => Promise<number | null>;
};

type Options = { dataDir?: string; environment?: Record<string, string> };

/** Starts the built product and waits for the line that names its address. */
export async function startProduct({
  dataDir = tempFolder('product'),
  environment = {},
}: Options = {}): Promise<Product> {
  const child = spawn(process.execPath, ['prisma/start.ts'], {
    cwd: ROOT,
    // Empty is not set: neither the shell nor a developer's .env shall lend the test a database.
    env: { ...process.env, DATABASE_URL: '', PORT: '0', DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
        const [, address] = /^Ruascope is ready: (\S+)\n/m.exec(said) ?? [];
        if (address) resolve(address);
      });
    }
    child.once('close', (code) => reject(new Error(`It ended with exit code ${code}:\n${said}`)));
  });
  return {
    url: await url,
    dataDir,
    pid: child.pid ?? 0,
    said: () => said,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await once(child, 'close');
      }
      return child.exitCode;
    },
  };
}

/** Ends a product and removes its data. */
export async function removeProduct(product: Product): Promise<void> {
  await product.stop();
  rmSync(product.dataDir, { recursive: true, force: true });
}
