import { execFileSync, spawn } from 'node:child_process';
import { chownSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#prisma/embedded/address';
import { serverOwner } from '#prisma/embedded/owner';
import { migrate } from '#prisma/migrate';
import { tempFolder } from '#test/support/temp-folder';

// The oldest Postgres that we promise to work with, as Debian 12 ships it.
const [postgres] = globSync('/usr/lib/postgresql/1[5-7]/bin/postgres');

describe.skipIf(!postgres)('on a Postgres of somebody else', () => {
  const home = tempFolder('postgres-15');
  const data = join(home, 'data');
  const owner = serverOwner(data);
  const programs = dirname(postgres ?? '');
  let url = '';
  let server: ReturnType<typeof spawn> | undefined;

  beforeAll(async () => {
    mkdirSync(data);
    if (owner) chownSync(data, owner.uid, owner.gid);
    execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'them', '-A', 'trust', '-N'], {
      ...owner,
      cwd: '/',
    });
    const port = await freePort();
    const flags = ['-D', data, '-p', `${port}`, '-k', '', '-c', 'fsync=off'];
    server = spawn(join(programs, 'postgres'), flags, { ...owner, cwd: '/', stdio: 'ignore' });
    url = `postgresql://them@127.0.0.1:${port}/postgres`;
    while (!(await ask('SELECT 1').catch(() => null))) await sleep(50);
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    server?.kill('SIGINT');
    await ended;
    rmSync(home, { recursive: true });
  });

  test('migrations apply, once', async () => {
    expect((await migrate(url)).length).toBeGreaterThan(0);
    expect(await migrate(url)).toEqual([]);
  });

  test('records are a partitioned table there too', async () => {
    const tables = await ask(`SELECT relname FROM pg_class WHERE relkind = 'p'`);
    expect(tables.map(({ relname }) => relname)).toContain('record');
  });

  async function ask(sql: string) {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(sql);
    await client.end();
    return rows;
  }
});
