import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { type BrokenHouse, openBrokenHouse } from './broken-house.ts';
import { knownMails } from './known-mails.ts';
import { truthOf } from './tally.ts';

let dovecot: Dovecot;
const mails = knownMails(300);

describe.skipIf(!hasDovecot)('two workers at one mailbox take every mail in once', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  afterAll(async () => {
    await dovecot.stop();
    await closePool();
    await disconnect();
  });

  test('with the lock, one after the other', async () => {
    await using house = await openBrokenHouse(dovecot, 'locked');
    await bothTakeIn(house);
    expect(await overlaps(house)).toBe(0);
    expect(await house.count()).toEqual(truthOf(mails));
  }, 120_000);

  test('without the lock, at the same time', async () => {
    await using house = await openBrokenHouse(dovecot, 'unlocked');
    // Nothing that ships can switch the lock off. In this database, whoever asks for it gets it.
    await house.pool.query(`
      CREATE FUNCTION public.pg_try_advisory_lock(int, int) RETURNS boolean
        LANGUAGE sql AS 'SELECT true';
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
      END $$;`);
    await bothTakeIn(house);
    expect(await overlaps(house)).toBeGreaterThan(0);
    expect(await house.count()).toEqual(truthOf(mails));
  }, 120_000);
});

async function bothTakeIn(house: BrokenHouse) {
  house.deliver(mails);
  const since = new Date();
  const workers = [house.startWorker(), house.startWorker()];
  await house.settled(mails.length, since);
  for (const worker of workers) {
    expect(await worker.end('SIGTERM'), worker.said()).toEqual({ code: 0, signal: null });
  }
}

/** How many pairs of runs went on at the same time. */
async function overlaps({ pool }: BrokenHouse) {
  const { rowCount } = await pool.query(
    `SELECT FROM run a JOIN run b ON b.id > a.id AND b.started_at < a.ended_at`,
  );
  return rowCount;
}
