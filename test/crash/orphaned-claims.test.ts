import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { type Dovecot, hasDovecot, PASSWORD, startDovecot } from '#test/support/dovecot';
import { type BrokenHouse, openBrokenHouse } from './broken-house.ts';
import { type KnownMail, knownMails } from './known-mails.ts';
import { truthOf } from './tally.ts';

let dovecot: Dovecot;
const mails = knownMails(20);

describe.skipIf(!hasDovecot)('a claim that nobody can end any more is let go', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  afterAll(async () => {
    await dovecot.stop();
    await closePool();
    await disconnect();
  });

  test('when the folder was made anew, and its mails count once', async () => {
    await using house = await openBrokenHouse(dovecot, 'made-anew');
    await claimAndDie(house);
    // Dovecot makes a UIDVALIDITY of the second in which it begins.
    await sleep(1_001 - (Date.now() % 1_000));
    dovecot.resetUids(house.name);
    await takeIn(house, mails);
  }, 120_000);

  test('when somebody has deleted the mail', async () => {
    await using house = await openBrokenHouse(dovecot, 'deleted');
    await claimAndDie(house);
    await removeMails(house.name, '3:5,20');
    await takeIn(
      house,
      mails.filter((_, at) => ![2, 3, 4, 19].includes(at)),
    );
  }, 120_000);
});

async function claimAndDie(house: BrokenHouse) {
  house.deliver(mails);
  const worker = house.startWorker({ FAULT: 'after-claim:1:kill' });
  expect(await worker.ended).toEqual({ code: null, signal: 'SIGKILL' });
  const { ledger } = await house.count();
  expect(ledger.map((line) => line.split(' ')[1])).toEqual(mails.map(() => 'claimed'));
}

async function takeIn(house: BrokenHouse, left: readonly KnownMail[]) {
  const since = new Date();
  const worker = house.startWorker();
  await house.settled(left.length, since);
  expect(await worker.end('SIGTERM'), worker.said()).toEqual({ code: 0, signal: null });
  expect(await house.count()).toEqual(truthOf(left));
}

async function removeMails(user: string, uids: string) {
  const auth = { user, pass: PASSWORD };
  const place = { host: '127.0.0.1', port: dovecot.imap, secure: false, doSTARTTLS: false };
  const client = new ImapFlow({ ...place, auth, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX');
  await client.messageDelete(uids, { uid: true });
  await client.logout();
}
