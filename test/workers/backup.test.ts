import {
  createWriteStream,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { createDatabase, type TestDatabase } from '#test/support/database';
import { hasDovecot } from '#test/support/dovecot';
import { tempFolder } from '#test/support/temp-folder';
import { addUser, lunchMail, openMailHouse, reportMails } from './mail-house.ts';
import { runCli } from './run-cli.ts';

// SECURITY G25: a backup, an empty database, and the same counts, sums and checksums in it.
const folder = tempFolder('backup');
const file = join(folder, 'ruascope.zip');
const KEY = process.env['SECRET_KEY'] ?? '';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cli = (url: string, args: string[], SECRET_KEY = KEY) =>
  runCli(args, { env: { DATABASE_URL: url, SECRET_KEY, CHECK_SENDERS: 'off' } });
const here = () => process.env['DATABASE_URL'] ?? '';

describe.skipIf(!hasDovecot)('a backup of a polled mailbox', () => {
  const house = openMailHouse();
  let empty: TestDatabase;

  beforeAll(async () => {
    empty = await createDatabase();
  });

  test('is restored into an empty database, which then polls on and counts nothing twice', async () => {
    house.dovecot.deliver('ann', [...reportMails(5), lunchMail()]);
    await addUser(house.dovecot, 'ann');
    expect(await cli(here(), ['mailbox', 'poll', 'ann'])).toMatchObject({ code: 2 });
    // What COPY has to spell with care.
    await ask(
      here(),
      `INSERT INTO setting (key, value) VALUES ('odd', '{"a":"\\\\t\\\\n\\\\\\\\ ü \\u202e"}')`,
    );

    const taken = await cli(here(), ['backup', file]);
    expect(taken).toMatchObject({ code: 0 });
    expect(taken.out).toMatch(/Keep SECRET_KEY \([\w-]{8}\) apart/);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const restored = await cli(empty.url, ['restore', file]);
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.out).toContain('each table reads back as it was written');
    const before = await sumsOf(here());
    const after = await sumsOf(empty.url);
    expect(Object.keys(before).length).toBeGreaterThan(25);
    expect(before['record']).toMatch(/^5 /);
    // Each took note of what it did.
    expect({ ...after, audit_log: '' }).toEqual({ ...before, audit_log: '' });

    const polled = await cli(empty.url, ['mailbox', 'poll', 'ann']);
    expect(polled).toMatchObject({ code: 0, err: '' });
    expect(polled.out).toContain('0 new mails');
    house.dovecot.deliver('ann', reportMails(1, { reportId: 'after-restore' }));
    expect((await cli(empty.url, ['mailbox', 'poll', 'ann'])).out).toContain('1 report stored');
    const [counted] = await ask(
      empty.url,
      `SELECT (SELECT count(*)::int FROM report) AS reports,
              (SELECT sum(count)::int FROM record) AS messages,
              (SELECT sum(messages)::int FROM daily) AS rolled`,
    );
    expect(counted).toEqual({ reports: 6, messages: 60, rolled: 60 });
  });

  test('goes into no database that holds anything, and over no file', async () => {
    const again = await cli(here(), ['restore', file]);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('This database is not empty (');
    const over = await cli(here(), ['backup', file]);
    expect(over).toMatchObject({ code: 1 });
    expect(over.err).toContain('exists; name another file');
  });

  test('tells which key is wanted where another one is here', async () => {
    const other = await createDatabase();
    const restored = await cli(
      other.url,
      ['restore', file],
      'a key of another machine, and long enough',
    );
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.out).toMatch(/sealed by another SECRET_KEY \([\w-]{8}\): give that one/);
    await other.drop();
  });

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -1000), /not a whole backup/],
    ['changed in a row', changeRow, /damaged|CRC|invalid|header|not what the backup/i],
  ])('that is %s leaves the database empty', async (_, change, words) => {
    const broken = join(folder, 'broken.zip');
    writeFileSync(broken, await change(readFileSync(file)));
    const other = await createDatabase();
    const restored = await cli(other.url, ['restore', broken]);
    expect(restored.code).not.toBe(0);
    expect(restored.err).toMatch(words);
    const mails = await ask(other.url, 'SELECT count(*)::int AS rows FROM message');
    expect(mails).toEqual([{ rows: 0 }]);
    await other.drop();
  });

  test.each([
    [
      'newer',
      (names: string[]) => [...names, '20990101000000_future'],
      /newer Ruascope.*update this/,
    ],
    ['older', (names: string[]) => names.slice(0, -1), /older schema.*Ruascope that made it/],
  ])('of a %s schema is refused with the remedy', async (_, change, words) => {
    const other = join(folder, 'schema.zip');
    await rewrite(file, other, (manifest) => ({
      ...manifest,
      migrations: change(manifest.migrations),
    }));
    const restored = await cli(empty.url, ['restore', other]);
    expect(restored).toMatchObject({ code: 1 });
    expect(restored.err.replace(/\s+/g, ' ')).toMatch(words);
  });
});

test('a file that is no backup says so, and a backup that fails leaves no file', async () => {
  const junk = join(folder, 'junk.zip');
  writeFileSync(junk, 'lunch?');
  expect(await cli(here(), ['restore', junk])).toMatchObject({
    code: 64,
    err: expect.stringContaining('is not a whole backup'),
  });
  const failed = await cli(here(), ['backup', join(folder, 'nowhere', 'x.zip')]);
  expect(failed.code).not.toBe(0);
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
});

type Manifest = { migrations: string[] };

/** The same archive with another manifest, and a row of one table changed where it is asked for. */
async function rewrite(
  from: string,
  to: string,
  change: (manifest: Manifest) => Manifest,
  row = '',
) {
  const archive = await openPromise(from, { autoClose: false });
  const zip = new ZipFile();
  for await (const entry of archive.eachEntry()) {
    const content = await text(await archive.openReadStreamPromise(entry));
    const isManifest = entry.fileName === 'manifest.json';
    const changed = isManifest ? JSON.stringify(change(JSON.parse(content))) : content;
    const isRow = row !== '' && entry.fileName === `tables/${row}.copy`;
    zip.addBuffer(
      Buffer.from(isRow ? changed.replace('\t10\t', '\t11\t') : changed),
      entry.fileName,
    );
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(to));
  archive.close();
}

async function changeRow() {
  const changed = join(folder, 'changed.zip');
  await rewrite(file, changed, (manifest) => manifest, 'record');
  return readFileSync(changed);
}

/** Every table, counted and summed by Postgres alone. */
async function sumsOf(url: string): Promise<Record<string, string>> {
  const tables = await ask(
    url,
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND NOT relispartition AND relname NOT IN ('_prisma_migrations', 'session', 'verification', 'worker')`,
  );
  const sums: Record<string, string> = {};
  for (const { relname } of tables) {
    const [row] = await ask(
      url,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text COLLATE "C")), '')
         AS sum FROM "${relname}" t`,
    );
    sums[String(relname)] = String(row?.['sum']);
  }
  const sequences = await ask(
    url,
    `SELECT sequencename, last_value::text FROM pg_sequences WHERE schemaname = 'public'
       AND sequencename <> 'audit_log_id_seq' ORDER BY 1`,
  );
  return { ...sums, sequences: JSON.stringify(sequences) };
}

async function ask(url: string, query: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, string | number>>(query);
  await client.end();
  return rows;
}
