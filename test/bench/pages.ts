import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { scriptKilobytes, visit, visits } from './page-visits.ts';
import { processFigures } from './process-figures.ts';
import { percentile, timesOf } from './times.ts';
import { type BenchWeb, startBenchWeb } from './web-process.ts';
import { withYearOfRecords } from './year-of-records.ts';

/** Another one each time: a year that is kept has those of the times before. */
const OWNER = `owner-${Date.now()}@bench.example`;
const LARGEST = 'd1.example';

/**
 * The built pages over the load of `query`, from a request on loopback to the last byte of the HTML,
 * every number in it: as they are looked at again, and for the first time after mail has come, when no
 * answer is kept. It builds the pages first where they are not built.
 */
export function benchPages(isQuick: boolean): Promise<Figure[]> {
  return withYearOfRecords(isQuick, async ({ size }) => {
    const web = await startBenchWeb();
    try {
      return await visitAll(web, size);
    } finally {
      await web.stop();
      const { closePool } = await import('#lib/db/pool');
      await closePool();
    }
  });
}

async function visitAll({ url, pid }: BenchWeb, size: string): Promise<Figure[]> {
  const report = await someReport();
  const cookie = await signIn();
  const figures: Figure[] = [];
  for (const { what, path, ...bounds } of visits(LARGEST, '198.18.0.1', report)) {
    const look = () => visit(url + path, cookie);
    const [first, again] = [await timesOf(look, { before: bringNews }), await timesOf(look)];
    figures.push({ what: `${what}, ${size}`, value: percentile(again, 0.5), unit: 'ms' });
    figures.push({ what: '  p95', value: percentile(again, 0.95), unit: 'ms', ...bounds });
    figures.push({
      what: '  first after news, p95',
      value: percentile(first, 0.95),
      unit: 'ms',
      ...bounds,
    });
  }
  const overview = await visit(`${url}/?range=90d`, cookie);
  const scripts = { what: 'scripts of the Overview, gzip', unit: 'kB', target: 250 };
  figures.push({ ...scripts, value: await scriptKilobytes(url, overview) });
  const memory = processFigures(pid)?.peakMib;
  if (memory) figures.push({ what: 'peak memory of the web', value: memory, unit: 'MiB' });
  return figures;
}

/** Has the web forget its answers, as mail that is stored does; it hears of it in less than that. */
async function bringNews() {
  const { pool } = await import('#lib/db/pool');
  await pool().query("SELECT pg_notify('ruascope_changed', '')");
  await sleep(20);
}

/** A session of an owner, who sees every domain. */
async function signIn() {
  const { cookieFor, makeAccount } = await import('#test/support/account');
  const { disconnect } = await import('#lib/db/client');
  await makeAccount(OWNER, { role: 'owner' });
  const cookie = await cookieFor(OWNER);
  await disconnect();
  return cookie;
}

/** The newest report of the largest domain, as its list names it. */
async function someReport() {
  const { parseFilter } = await import('#lib/filter/filter');
  const { SYSTEM_VIEWER } = await import('#lib/filter/viewer');
  const { reportList } = await import('#lib/queries/report-list');
  const { rows } = await reportList(SYSTEM_VIEWER, parseFilter({ range: '90d', d: LARGEST }));
  const [{ uid } = { uid: '' }] = rows;
  return uid;
}
