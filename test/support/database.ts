import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

/** A database of one test's own; `drop` is a courtesy, the end of the run drops what is left. */
export type TestDatabase = { url: string; drop: () => Promise<void> };

/** A fresh clone of the migrated template. */
export async function createDatabase(): Promise<TestDatabase> {
  const templateUrl = inject('templateUrl');
  const { pathname } = new URL(templateUrl);
  const name = `${pathname.slice(1)}_${randomBytes(6).toString('hex')}`;
  await command(templateUrl, `CREATE DATABASE "${name}" TEMPLATE "${pathname.slice(1)}"`);
  return {
    url: withDatabase(templateUrl, name),
    // Not by force: a connection cut in the middle would fail whatever still holds it.
    drop: () => command(templateUrl, `DROP DATABASE IF EXISTS "${name}"`).catch(() => undefined),
  };
}

/** A new, empty database on the server of `url`. */
export async function createEmpty(url: string): Promise<string> {
  const name = `ruascope_test_${randomBytes(6).toString('hex')}`;
  await command(url, `CREATE DATABASE "${name}"`);
  return withDatabase(url, name);
}

/** Drops a template and every clone of it. */
export async function dropLeftovers(templateUrl: string): Promise<void> {
  const client = await connect(templateUrl);
  const template = new URL(templateUrl).pathname.slice(1);
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [template],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.end();
}

async function command(url: string, sql: string) {
  const client = await connect(url);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Connects beside the named database: nobody may be in one that is cloned or dropped. */
async function connect(url: string) {
  const client = new Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  return client;
}

function withDatabase(url: string, name: string) {
  const other = new URL(url);
  other.pathname = name;
  return other.href;
}
