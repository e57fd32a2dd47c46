import { rmSync } from 'node:fs';
import { Client } from 'pg';
import { startEmbedded } from '#prisma/embedded';
import { migrate } from '#prisma/migrate';
import { tempFolder } from '#test/support/temp-folder';
import { copyAlone } from './copy-alone.ts';
import type { Figure } from './figure.ts';
import type { LoadKind, Manifest } from './load.ts';
import { type MailsOnDisk, mailsFrom, putMailsOnDisk } from './mails-on-disk.ts';
import { measure, peakMib, type Taken } from './measure.ts';
import { pointAt } from './point-at.ts';
import { serverCpuSeconds } from './server-cpu.ts';

const LOADS = {
  small: { count: 5000, quick: 1000 },
  real: { count: 2000, quick: 400 },
  huge: { count: 4, quick: 1 },
} as const;

type IngestKind = keyof typeof LOADS;

/** PERFORMANCE 0, and 4 for the processor; small reports are counted as such, long ones by their records. */
const BOUNDS = {
  small: {
    rate: { unit: 'reports/s', floor: 600, target: 1200 },
    cpu: { unit: 'CPU-ms', floor: 1.6, target: 0.9 },
  },
  real: { rate: { unit: 'records/s', floor: 10_000, target: 20_000 }, cpu: { unit: 'CPU-µs' } },
  huge: {
    rate: { unit: 'records/s', floor: 25_000, target: 60_000 },
    cpu: { unit: 'CPU-µs', target: 35 },
  },
} as const;

/** From mails on disk to committed rows, every check on, in a Postgres that flushes its commits. */
export async function benchIngest(kind: IngestKind, isQuick: boolean): Promise<Figure[]> {
  const folder = tempFolder('bench-mails');
  const dataDir = tempFolder('bench');
  const load = await putMailsOnDisk(folder, kind, LOADS[kind][isQuick ? 'quick' : 'count']);
  const server = await startEmbedded({ dataDir });
  try {
    await migrate(server.url);
    pointAt(server.url);
    const figures = figuresOf(kind, load.manifest, await ingest(folder, load, dataDir));
    await checkLoad(kind, load.manifest, server.url);
    figures.push(await sizeOfRecords(kind, load.manifest, server.url));
    // The limit of huge reports is COPY; of small ones it is all that stands around it.
    if (kind === 'huge') figures.push(...(await againstCopy(figures, load.manifest, server.url)));
    return figures;
  } finally {
    await server.stop();
    for (const one of [folder, dataDir]) rmSync(one, { recursive: true, force: true });
  }
}

type Ingested = Taken & { serverSeconds: number };

/** Takes a load in as a file import does, into the database that this process was pointed at. */
export async function ingest(
  folder: string,
  { mails }: MailsOnDisk,
  dataDir: string,
): Promise<Ingested> {
  const { createReader } = await import('#lib/ingest/reader-thread');
  const { ingestRun } = await import('#lib/ingest/ingest-run');
  const reader = createReader();
  await reader.readFile('warm.xml', Buffer.from('<feedback/>'));
  const plan = { origin: 'import', label: 'bench', total: mails.length } as const;
  const before = serverCpuSeconds(dataDir);
  const taken = await measure(() => ingestRun(reader, mailsFrom(folder, mails), plan));
  const serverSeconds = serverCpuSeconds(dataDir) - before;
  await reader.close();
  return { ...taken, serverSeconds };
}

function figuresOf(
  kind: IngestKind,
  { reports, records }: Manifest,
  { seconds, cpuSeconds, serverSeconds }: Ingested,
): Figure[] {
  const what = `ingest, ${reports} mails (${kind})`;
  const { rate, cpu } = BOUNDS[kind];
  const [count, parts] = kind === 'small' ? [reports, 1000] : [records, 1e6];
  const cost = (of: number) => (parts * of) / count;
  const server = `${what}: of that, the server`;
  const figures: Figure[] = [
    { what, value: count / seconds, ...rate },
    { what: `${what}: processors`, value: cost(cpuSeconds + serverSeconds), ...cpu },
    { what: server, value: cost(serverSeconds), unit: cpu.unit },
    { what: `${what}: peak memory`, value: peakMib(), unit: 'MiB', floor: 300, target: 180 },
  ];
  // Not every system tells what the server took.
  return figures.filter(({ value }) => !Number.isNaN(value));
}

export async function checkLoad(kind: LoadKind, manifest: Manifest, url: string) {
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

async function againstCopy(
  [ingested]: readonly Figure[],
  { records }: Manifest,
  url: string,
): Promise<Figure[]> {
  const folder = tempFolder('bench-copy');
  try {
    const rate = records / (await copyAlone(url, folder, records));
    const value = (100 * (ingested?.value ?? Number.NaN)) / rate;
    return [
      { what: `COPY alone, the same ${records} records`, value: rate, unit: 'records/s' },
      { what: 'ingest (huge), of that rate', value, unit: '% of COPY', target: 60 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
