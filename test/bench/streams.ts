import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { processFigures } from './process-figures.ts';
import { percentile } from './times.ts';
import { type BenchWeb, startBenchWeb } from './web-process.ts';
import { withYearOfRecords } from './year-of-records.ts';

const OWNER = `streams-${Date.now()}@bench.example`;
const YEAR = 'range=12m';
/** A line from the end of the world. */
const SLOW_BYTES = 50_000;

/**
 * A million rows through the built web, and what its process takes for it: as CSV, as JSON Lines, and
 * to readers of 50 kB a second, beside whom others ask.
 */
export function benchStreams(): Promise<Figure[]> {
  return withYearOfRecords(true, async ({ size }) => {
    const token = await makeToken();
    const web = await startBenchWeb();
    try {
      return [
        ...(await streamWhole(web, token, 'csv', size)),
        ...(await streamWhole(web, token, 'jsonl', size)),
        ...(await streamSlowly(web, token)),
        { what: '  peak memory of the web, of all of it', ...memory(web), floor: 250 },
      ];
    } finally {
      await web.stop();
    }
  });
}

async function streamWhole(web: BenchWeb, token: string, form: string, size: string) {
  const start = performance.now();
  const answer = await ask(web, `/api/v1/export/records.${form}?${YEAR}`, token);
  let [bytes, rows] = [0, form === 'csv' ? -1 : 0];
  for await (const chunk of answer) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === LINE_FEED) rows += 1;
  }
  if (!answer.complete) throw new Error('The file broke off.');
  const seconds = (performance.now() - start) / 1000;
  return [
    { what: `records.${form}, ${size}`, value: rows / seconds, unit: 'rows/s' },
    { what: '  rows', value: rows, unit: 'rows' },
    { what: '  size', value: bytes / 2 ** 20, unit: 'MiB of text' },
    { what: '  peak memory of the web', ...memory(web), floor: 250 },
  ];
}

const LINE_FEED = 10;

/** Four slow readers for half a minute, and somebody who asks for totals meanwhile. */
async function streamSlowly(web: BenchWeb, token: string): Promise<Figure[]> {
  const alone = await asking(web, token, 20);
  const readers = await Promise.all(
    Array.from({ length: 4 }, () => ask(web, `/api/v1/export/records.csv?${YEAR}`, token)),
  );
  const over = new AbortController();
  const reading = readers.map((reader) => readSlowly(reader, over.signal));
  await sleep(5000);
  const before = processFigures(web.pid)?.rssMib ?? 0;
  const beside = await asking(web, token, 20);
  await sleep(25_000);
  const grown = (processFigures(web.pid)?.rssMib ?? 0) - before;
  over.abort();
  await Promise.all(reading);
  return [
    { what: 'four readers of 50 kB/s: growth in 25 s', value: grown, unit: 'MiB', floor: 20 },
    { what: 'totals alone, median', value: percentile(alone, 0.5), unit: 'ms' },
    { what: 'totals beside them, median', value: percentile(beside, 0.5), unit: 'ms' },
  ];
}

async function readSlowly(answer: IncomingMessage, over: AbortSignal) {
  answer.pause();
  while (!over.aborted) {
    answer.read(SLOW_BYTES / 10);
    await sleep(100);
  }
  answer.destroy();
}

async function asking(web: BenchWeb, token: string, times: number) {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    const answer = await ask(web, '/api/v1/totals?range=90d&d=d1.example', token);
    answer.resume();
    await once(answer, 'end');
    took.push(performance.now() - start);
  }
  return took;
}

async function ask({ url }: BenchWeb, path: string, token: string): Promise<IncomingMessage> {
  const asked = get(url + path, { headers: { authorization: `Bearer ${token}` }, agent: false });
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  answer?.on('error', () => undefined);
  if (answer?.statusCode !== 200) throw new Error(`${path} is answered ${answer?.statusCode}.`);
  return answer;
}

function memory({ pid }: BenchWeb) {
  return { value: processFigures(pid)?.peakMib ?? 0, unit: 'MiB' };
}

async function makeToken() {
  const { makeAccount } = await import('#test/support/account');
  const { disconnect } = await import('#lib/db/client');
  const { createToken } = await import('#lib/auth/token');
  const { mintViewer } = await import('#lib/filter/viewer');
  const userId = await makeAccount(OWNER, { role: 'owner' });
  const owner = mintViewer({ userId, name: OWNER, role: 'owner', domains: 'all' });
  const wanted = { name: 'bench', scope: 'read', domains: [], expiresInDays: 1 } as const;
  const token = await createToken(owner, wanted);
  await disconnect();
  return token;
}
