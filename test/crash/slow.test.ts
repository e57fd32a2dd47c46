import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { startProxy } from '#test/support/tcp-proxy';
import { openBrokenHouse } from './broken-house.ts';
import { knownMails } from './known-mails.ts';
import { truthOf } from './tally.ts';

const SLOWLY = { bytesPerSecond: 1_000 };
let dovecot: Dovecot;

beforeAll(async () => {
  if (hasDovecot) dovecot = await startDovecot();
});

afterAll(async () => {
  await dovecot?.stop();
  await closePool();
  await disconnect();
});

test.skipIf(!hasDovecot)(
  'a worker to whom mails and database come at a kilobyte a second loses and doubles nothing',
  async () => {
    const imap = await startProxy(dovecot.imaps, SLOWLY);
    await using house = await openBrokenHouse({ ...dovecot, imaps: imap.port }, 'slow');
    const mails = knownMails(8);
    house.deliver(mails);
    const url = new URL(house.url);
    const database = await startProxy(Number(url.port), SLOWLY);
    url.port = `${database.port}`;
    url.hostname = '127.0.0.1';
    const began = performance.now();
    const worker = house.startWorker({ DATABASE_URL: url.href });
    await house.settled(mails.length, new Date());
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stdout.write(`${mails.length} mails in ${seconds} s\n`);
    expect(database.open()).toBeGreaterThan(0);
    // At this pace it would take its time to say goodbye, too.
    await worker.end('SIGKILL');
    expect(await house.count()).toEqual(truthOf(mails));
    await imap.close();
    await database.close();
  },
  240_000,
);
