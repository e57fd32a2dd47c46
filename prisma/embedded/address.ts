import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Where our server listens, and the password of our role. */
export type Address = { port: number; password: string };

/** The address as a connection string. */
export function toUrl({ port, password }: Address): string {
  return `postgresql://ruascope:${password}@127.0.0.1:${port}/ruascope`;
}

/** Reads the address of the last start; null where there was none, or the file was lost. */
export function readAddress(file: string): Address | null {
  try {
    const { port, password } = new URL(readFileSync(file, 'utf8').trim());
    return password ? { port: Number(port), password } : null;
  } catch {
    return null; // Missing or damaged: a new password is made.
  }
}

/** Keeps the address for the next start and for psql; only its owner may read it. */
export function writeAddress(file: string, address: Address): void {
  writeFileSync(file, `${toUrl(address)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

export function newPassword(): string {
  return randomBytes(24).toString('hex');
}

/** The wanted port of the loopback address if it is free, else one that is. */
export async function freePort(wanted = 0, host = '127.0.0.1'): Promise<number> {
  return (await bind(wanted, host)) ?? (await bind(0, host)) ?? 0;
}

function bind(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(null));
    server.listen({ port, host }, () => {
      const address = server.address();
      const bound = typeof address === 'object' ? address?.port : null;
      server.close(() => resolve(bound ?? null));
    });
  });
}
