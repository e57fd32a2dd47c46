import { rmSync } from 'node:fs';
import { Client } from 'pg';
import { startEmbedded } from '#prisma/embedded';
import { migrate } from '#prisma/migrate';
import { tempFolder } from '#test/support/temp-folder';
import type { Figure } from './figure.ts';
import { type LoadKind, type LoadMail, type Manifest, writeLoad } from './load.ts';
import { measure, peakMib } from './measure.ts';

const LOADS = {
  small: { count: 5000, quick: 1000 },
  real: { count: 2000, quick: 400 },
  huge: { count: 4, quick: 1 },
} as const satisfies Record<LoadKind, { count: number; quick: number }>;

/** From mails in memory to committed rows, every check on, in a Postgres that flushes its commits. */
export async function benchIngest(kind: LoadKind, isQuick: boolean): Promise<Figure[]> {
  const { mails, manifest } = writeLoad(kind, LOADS[kind][isQuick ? 'quick' : 'count']);
  const dataDir = tempFolder('bench');
  const server = await startEmbedded({ dataDir });
  try {
    await migrate(server.url);
    process.env['DATABASE_URL'] = server.url;
    process.env['CHECK_SENDERS'] = 'off';
    process.env['LOG_LEVEL'] = 'error';
    const figures = await ingest(kind, mails, manifest, server.url);
    return [...figures, await sizeOfRecords(kind, manifest, server.url)];
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What it imports reads the environment, so it is imported when that is set. */
async function ingest(
  kind: LoadKind,
  mails: readonly LoadMail[],
  manifest: Manifest,
  url: string,
): Promise<Figure[]> {
  const { createReader } = await import('#lib/ingest/reader-thread');
  const { ingestRun } = await import('#lib/ingest/ingest-run');
  const incoming = mails.map(({ raw, receivedAt }) => ({
    raw,
    name: null,
    receivedAt,
    uid: null,
    size: raw.byteLength,
  }));
  const reader = createReader();
  await reader.readFile('warm.xml', Buffer.from('<feedback/>'));
  const plan = { origin: 'import', label: 'bench', total: mails.length } as const;
  const taken = await measure(() => ingestRun(reader, incoming, plan));
  await reader.close();
  await check(kind, manifest, url);
  return figuresOf(kind, manifest, taken);
}

function figuresOf(
  kind: LoadKind,
  { reports, records }: Manifest,
  { seconds, cpuSeconds }: { seconds: number; cpuSeconds: number },
): Figure[] {
  const what = `ingest, ${reports} mails (${kind})`;
  const memory: Figure = { what: `${what}: peak memory`, value: peakMib(), unit: 'MiB' };
  const rate = { what, value: records / seconds, unit: 'records/s' };
  switch (kind) {
    case 'small':
      return [
        { what, value: reports / seconds, unit: 'reports/s', floor: 600, target: 1200 },
        { what, value: (1000 * cpuSeconds) / reports, unit: 'CPU-ms', floor: 1.6, target: 0.9 },
        memory,
      ];
    case 'real':
      return [{ ...rate, floor: 10_000, target: 20_000 }, memory];
    case 'huge':
      return [{ ...rate, floor: 25_000, target: 60_000 }, memory];
  }
}

async function check(kind: LoadKind, manifest: Manifest, url: string) {
  const [row] = await ask(
    url,
    `SELECT (SELECT count(*) FROM report WHERE counted)::int AS reports,
            count(*)::int AS records, sum(count)::int AS messages,
            coalesce(sum(count) FILTER (WHERE outcome = 'passed'), 0)::int AS passing
       FROM record`,
  );
  if (JSON.stringify(row) === JSON.stringify(manifest)) return;
  const [is, ought] = [JSON.stringify(row), JSON.stringify(manifest)];
  throw new Error(`The load ${kind} was stored as ${is}; it is ${ought}.`);
}

async function sizeOfRecords(kind: LoadKind, { records }: Manifest, url: string): Promise<Figure> {
  const [row] = await ask(
    url,
    `SELECT sum(pg_total_relation_size(inhrelid))::float8 AS bytes
       FROM pg_inherits WHERE inhparent = 'record'::regclass`,
  );
  const value = Number(row?.['bytes']) / records;
  return { what: `bytes in the database per record (${kind})`, value, unit: 'B' };
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
