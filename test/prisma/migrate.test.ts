import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { isAppError } from '#lib/errors';
import { writeDifference } from '#prisma/draft-migration';
import { migrate } from '#prisma/migrate';
import { readMigrations } from '#prisma/migration-list';
import { createEmpty } from '#test/support/database';
import { tempFolder } from '#test/support/temp-folder';

const ALL = readMigrations().migrationDirectories.map(({ path }) => path);
const scratch = tempFolder('migrations');
afterAll(() => rmSync(scratch, { recursive: true }));

test('applies every migration once', async () => {
  const url = await createEmpty(inject('templateUrl'));
  expect(ALL.length).toBeGreaterThan(0);
  expect(await migrate(url)).toEqual(ALL);
  expect(await migrate(url)).toEqual([]);
});

test('the migrations make what the schema says, the covering index too', async () => {
  const difference = await writeDifference(inject('templateUrl'));
  expect(difference.replace(/^--.*$/gm, '').trim()).toBe('');
});

test('two machines at once: one applies, the other waits and finds nothing to do', async () => {
  const url = await createEmpty(inject('templateUrl'));
  const applied = await Promise.all([migrate(url), migrate(url)]);
  expect(applied.map((names) => names.length).toSorted()).toEqual([0, ALL.length]);
});

test('keeps a script whole whose function body and comments hold semicolons', async () => {
  const url = await createEmpty(inject('templateUrl'));
  const folder = folderWith({
    '1_one': `-- one; two
      CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
      CREATE TABLE kept (value text DEFAULT 'a;b');`,
  });
  expect(await migrate(url, folder)).toEqual(['1_one']);
  expect(await ask(url, 'SELECT one() AS one')).toEqual([{ one: 1 }]);
});

test('a failed migration leaves nothing behind and runs again when it is repaired', async () => {
  const url = await createEmpty(inject('templateUrl'));
  const broken = folderWith({ '1_one': 'CREATE TABLE half (id int); SELECT 1/0;' });
  await expect(migrate(url, broken)).rejects.toMatchObject({ code: 'database/schema' });
  expect(await ask(url, `SELECT to_regclass('half')::text AS half`)).toEqual([{ half: null }]);

  const repaired = folderWith({ '1_one': 'CREATE TABLE half (id int);' });
  expect(await migrate(url, repaired)).toEqual(['1_one']);
});

test('without the right to make tables it names what to grant, and then works', async () => {
  const url = await createEmpty(inject('templateUrl'));
  // An owner may do to itself what others do who give the product a role of little power.
  const role = `"${new URL(url).username}"`;
  await ask(
    url,
    `REVOKE CREATE ON DATABASE "${new URL(url).pathname.slice(1)}" FROM PUBLIC, ${role}`,
  );
  await ask(url, `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${role}`).catch(() => undefined);
  const refused: unknown = await migrate(url).catch((error) => error);
  if (!isAppError(refused)) throw refused;
  expect(refused.code).toBe('database/forbidden');
  const [grants = ''] = /GRANT CREATE ON DATABASE .*;$/.exec(refused.message) ?? [];
  await ask(url, grants);
  expect(await migrate(url)).toEqual(ALL);
});

test('refuses a database that a newer version has migrated', async () => {
  const url = await createEmpty(inject('templateUrl'));
  await migrate(url, folderWith({ '1_one': 'SELECT 1;', '2_two': 'SELECT 2;' }));
  await expect(migrate(url, folderWith({ '1_one': 'SELECT 1;' }))).rejects.toThrow(
    /newer Ruascope.*2_two/,
  );
});

test('a database that is not there is a world that failed, in words', async () => {
  const nowhere = migrate('postgresql://ruascope@127.0.0.1:1/ruascope');
  await expect(nowhere).rejects.toMatchObject({
    code: 'database/unavailable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

function folderWith(scripts: Record<string, string>) {
  const folder = mkdtempSync(join(scratch, 'list-'));
  for (const [name, sql] of Object.entries(scripts)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

async function ask(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
