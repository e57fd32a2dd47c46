import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { openBrokenHouse } from './broken-house.ts';
import { knownMails, sha256 } from './known-mails.ts';
import { truthOf } from './tally.ts';

let dovecot: Dovecot;
const POISONED = join(import.meta.dirname, 'poisoned');

beforeAll(async () => {
  if (hasDovecot) dovecot = await startDovecot();
});

afterAll(async () => {
  await dovecot?.stop();
  await closePool();
  await disconnect();
});

test.skipIf(!hasDovecot)(
  'a mail that ends the process is quarantined after three tries alone, and no other mail',
  async () => {
    const raw = Buffer.from('From: a@example.net\r\nX-Poison: yes\r\n\r\nDrink me.\r\n');
    const poison = { raw, sha256: sha256(raw), report: null };
    const mails = knownMails(40).toSpliced(20, 0, poison);
    await using house = await openBrokenHouse(dovecot, 'poisoned');
    house.deliver(mails);
    // Once in company, where nobody knows whose fault it was.
    for (let death = 0; death < 4; death += 1) {
      const worker = house.startWorker({}, POISONED);
      expect(await worker.ended, worker.said()).toEqual({ code: null, signal: 'SIGKILL' });
    }
    const since = new Date();
    const worker = house.startWorker({}, POISONED);
    await house.settled(mails.length, since);
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await house.count()).toEqual(truthOf(mails));
    const { rows } = await house.pool.query(
      `SELECT code, attempts FROM quarantine JOIN message ON message.id = message_id
       WHERE encode(sha256, 'hex') = $1`,
      [poison.sha256],
    );
    expect(rows).toEqual([{ code: 'report/reader-crashed', attempts: 4 }]);
  },
  120_000,
);
