import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#prisma/embedded/address';
import { say } from '#prisma/program';

/**
 * The port to serve on: the wanted one, or the next free one, said aloud. It waits a little first:
 * the processes of a killed `npm start` need a moment to go.
 */
export async function choosePort(wanted: number, host: string): Promise<number> {
  if (wanted === 0) return freePort(0, host);
  for (let waited = 0; waited < 2000; waited += 200) {
    if ((await freePort(wanted, host)) === wanted) return wanted;
    await sleep(200);
  }
  for (let port = wanted + 1; port < Math.min(wanted + 50, 65_536); port += 1) {
    if ((await freePort(port, host)) !== port) continue;
    say(`Port ${wanted} is taken by another program; using ${port}. PORT=… chooses another.`);
    return port;
  }
  return freePort(0, host);
}

/** How a person on this machine reaches the server. */
export function localUrl(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Waits until something answers over HTTP; false after `patience` milliseconds. */
export async function answersHttp(
  url: string,
  patience: number,
  stop: AbortSignal,
): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && !stop.aborted) {
    try {
      await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
      return true;
    } catch {
      await sleep(100); // Not yet.
    }
  }
  return false;
}
