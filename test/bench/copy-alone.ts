import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from, to } from 'pg-copy-streams';
import { measure } from './measure.ts';

/** Odd, for a middle. */
const ROUNDS = 3;

/**
 * How many seconds Postgres takes for the rows of `record` by COPY and nothing else: the same rows
 * into the same partitions and indexes, from a file that was written before. The limit of any way in.
 */
export async function copyAlone(url: string, folder: string, records: number): Promise<number> {
  const file = join(folder, 'record.copy');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const rows = 'COPY (SELECT * FROM record ORDER BY report_id, record_no) TO STDOUT';
    await pipeline(client.query(to(rows)), createWriteStream(file));
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // In a transaction of its own, or COPY would write no log of what it copies.
      await client.query('TRUNCATE record');
      const copy = () =>
        pipeline(createReadStream(file), client.query(from('COPY record FROM STDIN')));
      seconds.push((await measure(copy)).seconds);
    }
    const { rows: found } = await client.query('SELECT count(*)::int AS records FROM record');
    if (found[0].records !== records) throw new Error(`${found[0].records} rows were copied.`);
    return seconds.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  } finally {
    await client.end();
  }
}
