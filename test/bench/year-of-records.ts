import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '#prisma/embedded';
import { migrate } from '#prisma/migrate';
import { tempFolder } from '#test/support/temp-folder';
import { pointAt } from './point-at.ts';
import { type QueryLoad, writeQueryLoad } from './query-load.ts';
import { sumUpSources } from './summed-sources.ts';

/** A database full of records, as the job that runs by the clock leaves it. */
export type YearOfRecords = {
  url: string;
  load: QueryLoad;
  /** `10 M records`. */
  size: string;
  /** How long it took to add up what each source sent, in milliseconds; null where that was done before. */
  addedUpMs: number | null;
};

/**
 * Lets something be asked of a year of mail: ten million records, one for a quick look, or BENCH_MILLIONS.
 * Writing them takes ten minutes; with BENCH_KEEP, a folder, they stay there for the next one who asks.
 */
export async function withYearOfRecords<Answer>(
  isQuick: boolean,
  ask: (year: YearOfRecords) => Promise<Answer>,
): Promise<Answer> {
  const millions = Number(process.env['BENCH_MILLIONS'] ?? (isQuick ? 1 : 10));
  const kept = process.env['BENCH_KEEP'];
  // The last day of the load is the day before it was written.
  const name = `${millions}m-${new Date().toISOString().slice(0, 10)}`;
  const dataDir = kept ? join(kept, name) : tempFolder('bench');
  const server = await startEmbedded({ dataDir, durable: false });
  try {
    await migrate(server.url);
    pointAt(server.url);
    const filled = await fill(server.url, dataDir, millions * 1_000_000);
    return await ask({ ...filled, url: server.url, size: `${millions} M records` });
  } finally {
    await server.stop();
    if (!kept) rmSync(dataDir, { recursive: true, force: true });
  }
}

async function fill(url: string, dataDir: string, records: number) {
  const note = join(dataDir, 'load.json');
  if (existsSync(note)) {
    const load: QueryLoad = JSON.parse(readFileSync(note, 'utf8'));
    return { load, addedUpMs: null };
  }
  const load = await writeQueryLoad(url, records);
  const addedUpMs = await sumUpSources();
  writeFileSync(note, JSON.stringify(load));
  return { load, addedUpMs };
}
