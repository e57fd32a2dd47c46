import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Figure } from './figure.ts';
import { percentile, timesOf } from './times.ts';
import { withYearOfRecords, type YearOfRecords } from './year-of-records.ts';

/** What the pages ask of the database, over a year of mail of 300 domains: how long it takes. */
export function benchQueries(isQuick: boolean): Promise<Figure[]> {
  return withYearOfRecords(isQuick, ask);
}

/** Imported here, since what asks reads the environment. */
async function ask({ load, size, url, addedUpMs }: YearOfRecords): Promise<Figure[]> {
  const { questions, checkSums } = await import('./questions.ts');
  const { disconnect } = await import('#lib/db/client');
  await checkSums(load);
  const figures: Figure[] = [];
  if (addedUpMs !== null) {
    figures.push({ what: `sources added up, ${size}`, value: addedUpMs, unit: 'ms' });
  }
  for (const { what, ask, ...bounds } of questions) {
    const before = await scansOf(url);
    const times = await timesOf(ask);
    const scans = (await scansOf(url)) - before;
    figures.push({
      what: `${what}, ${size}`,
      value: percentile(times, 0.5),
      unit: 'ms',
      ...bounds,
    });
    figures.push({ what: '  p95', value: percentile(times, 0.95), unit: 'ms' });
    if (scans > 0)
      figures.push({ what: '  read a month from end to end', value: scans, unit: 'times' });
  }
  await disconnect();
  return figures;
}

/**
 * How often a partition of `record` was read from end to end, as Postgres counts it. Told by the
 * server itself, of the very statements that were timed; an EXPLAIN would be of another run.
 */
async function scansOf(url: string): Promise<number> {
  // Backends report what they did a second after they did it.
  await sleep(1500);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ scans: number }>(
      `SELECT coalesce(sum(seq_scan), 0)::int AS scans FROM pg_stat_user_tables
       WHERE relname LIKE 'record\\_2%' AND n_live_tup > 1000`,
    );
    return rows[0]?.scans ?? 0;
  } finally {
    await client.end();
  }
}
