import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { Dice } from '#lib/demo/random';
import { migrate } from '#prisma/migrate';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { LAST_POLL, openBrokenHouse, RUNS, STORED } from './broken-house.ts';
import { knownMails } from './known-mails.ts';
import { startOwnServer } from './own-server.ts';
import { truthOf } from './tally.ts';

/** SECURITY 4, G9: `LAST_OUTAGE=30` for its full form, in which the last one takes so many seconds. */
const OUTAGES = Number(process.env['OUTAGES'] ?? 20);
const LAST_OUTAGE = Number(process.env['LAST_OUTAGE'] ?? 1);
const SEED = process.env['SEED'] ?? `${Date.now()}`;
const MAILS = 40;
const RECOVERY = 60_000;

let dovecot: Dovecot;

describe.skipIf(!hasDovecot)('a worker', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  afterAll(async () => {
    await dovecot.stop();
    await closePool();
    await disconnect();
  });

  test(
    `survives ${OUTAGES} breakdowns of the database (SEED=${SEED})`,
    async () => {
      const dice = new Dice(SEED);
      const server = await startOwnServer();
      await migrate(server.url);
      const database = { url: server.url, drop: server.stop };
      await using house = await openBrokenHouse(dovecot, 'outage', database);
      const mails = knownMails(OUTAGES * MAILS);
      const worker = house.startWorker();
      let slowest = 0;
      for (let outage = 0; outage < OUTAGES; outage += 1) {
        house.deliver(mails.slice(outage * MAILS, (outage + 1) * MAILS));
        await house.changes(dice.next() < 0.5 ? RUNS : STORED, worker);
        await sleep(dice.next() * 100);
        await server.breakDown();
        const isLast = outage === OUTAGES - 1;
        await sleep(isLast ? LAST_OUTAGE * 1_000 : dice.next() * 1_000);
        await server.comeBack();
        const back = new Date();
        await house.settled((outage + 1) * MAILS, back);
        slowest = Math.max(slowest, Date.now() - back.getTime());
      }
      expect(slowest).toBeLessThan(RECOVERY);
      expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
      expect(await house.count()).toEqual(truthOf(mails));
      process.stdout.write(`${OUTAGES} outages, slowest recovery ${slowest} ms\n`);
    },
    OUTAGES * RECOVERY + LAST_OUTAGE * 1_000,
  );

  test('waits while the disk of the database is full, and blames no mail', async () => {
    await using house = await openBrokenHouse(dovecot, 'full');
    const mails = knownMails(MAILS);
    // The border double of a full disk: Postgres says the same words, with the same SQLSTATE.
    await house.pool.query(`
      CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
      END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON record EXECUTE FUNCTION no_space();`);
    house.deliver(mails);
    const worker = house.startWorker();
    // More polls than a mail that harms its reader is given.
    for (let poll = 0; poll < 4; poll += 1) await house.changes(LAST_POLL, worker);
    const { ledger, quarantined, folders } = await house.count();
    expect(new Set(ledger.map((line) => line.split(' ')[1]))).toEqual(new Set(['claimed']));
    expect([quarantined, folders.inbox.length]).toEqual([0, MAILS]);
    const { rows } = await house.pool.query('SELECT last_ok_at, last_error FROM mailbox');
    expect(rows).toEqual([{ last_ok_at: null, last_error: expect.stringContaining('53100') }]);
    await house.pool.query('DROP TRIGGER full_disk ON record');
    const since = new Date();
    await house.settled(MAILS, since);
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await house.count()).toEqual(truthOf(mails));
  }, 180_000);
});
