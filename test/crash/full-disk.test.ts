import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { migrate } from '#prisma/migrate';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { type BrokenHouse, LAST_POLL, openBrokenHouse } from './broken-house.ts';
import { knownMails } from './known-mails.ts';
import { startOwnServer } from './own-server.ts';
import { mountSmallDisk } from './small-disk.ts';
import { truthOf } from './tally.ts';

/** A new cluster takes 60 MB of it. */
const disk = hasDovecot ? mountSmallDisk(160) : null;
const MAILS = 40;

let dovecot: Dovecot;

/** SECURITY 3.2: "stop reading, keep mails on the server, health = degraded, resume by itself". */
describe.skipIf(!disk)('with a database on a disk of its own, a worker', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  afterAll(async () => {
    await dovecot.stop();
    disk?.remove();
    await closePool();
    await disconnect();
  });

  test('stops while that is full, says so, and goes on by itself once there is room', async () => {
    if (!disk) return;
    const server = await startOwnServer(join(disk.folder, 'data'));
    await migrate(server.url);
    await using house = await openBrokenHouse(dovecot, 'full-disk', {
      url: server.url,
      drop: server.stop,
    });
    const mails = knownMails(2 * MAILS);
    const worker = house.startWorker();
    await house.changes(LAST_POLL, worker);

    disk.fill();
    house.deliver(mails.slice(0, MAILS));
    // More polls than a mail that harms its reader is given.
    for (let poll = 0; poll < 4; poll += 1) await house.changes(LAST_POLL, worker);
    expect(await lastError(house)).toMatch(/^The disk of the database is full\. The mails stay/);
    const { quarantined, reports, folders } = await house.count();
    expect([quarantined, reports.length, folders.inbox.length]).toEqual([0, 0, MAILS]);

    const since = new Date();
    disk.makeRoom();
    await house.settled(MAILS, since);
    expect(await house.count()).toEqual(truthOf(mails.slice(0, MAILS)));
    expect(await lastError(house)).toBeNull();

    // Without room for its log Postgres does not even refuse: it ends, and cannot start again.
    disk.fill();
    house.deliver(mails.slice(MAILS));
    await expect(breakLog(house)).rejects.toThrow();
    await sleep(3_000);
    disk.makeRoom();
    await server.comeBack();
    const back = new Date();
    await house.settled(mails.length, back);
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await house.count()).toEqual(truthOf(mails));
  }, 240_000);
});

async function lastError({ pool }: BrokenHouse) {
  const { rows } = await pool.query<{ last_error: string | null }>(
    'SELECT last_error FROM mailbox',
  );
  return rows[0]?.last_error;
}

/** Writes into Postgres's log alone, of which a file is 16 MiB, until the next one would be needed. */
async function breakLog({ pool }: BrokenHouse) {
  for (let written = 0; written < 64; written += 1) {
    await pool.query(`SELECT pg_logical_emit_message(false, 'ballast', repeat('x', 1000000))`);
  }
}
