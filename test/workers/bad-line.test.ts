import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { startProxy, type Weather } from '#test/support/tcp-proxy';
import { pollOnce } from '#workers/poll-mailbox';
import { addUser, mailboxRow, reportMails, sums } from './mail-house.ts';

let dovecot: Dovecot;

/** Cuts of one run; the goal of a hundred was reached by hand (SECURITY 4, G9). */
const CUTS = 20;

async function storedOf(name: string) {
  const { rows } = await pool().query<{ stored: number }>(
    `SELECT count(*)::int AS stored FROM message m JOIN mailbox b ON b.id = m.mailbox_id
     WHERE b.name = $1 AND m.state <> 'claimed'`,
    [name],
  );
  return rows[0]?.stored;
}

describe.skipIf(!hasDovecot)('over a bad line', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  beforeEach(async () => {
    await pool().query('TRUNCATE record, daily, report, message, run, mailbox CASCADE');
  });

  afterAll(async () => {
    await dovecot.stop();
    await closePool();
    await disconnect();
  });

  test('nothing is lost or doubled, at whatever byte it is cut', async () => {
    const weather: Weather = { cutAfter: () => Math.floor(Math.random() * 400_000) };
    const proxy = await startProxy(dovecot.imaps, weather);
    await addUser({ ...dovecot, imaps: proxy.port }, 'cut', { afterSuccess: 'move:Done' });
    const endings = new Set<string>();
    let mails = 0;
    for (let cuts = 0; cuts < CUTS; ) {
      if (dovecot.count('cut') < 200) {
        dovecot.deliver('cut', reportMails(200, { orgName: `after ${mails}` }));
        mails += 200;
      }
      const [result] = await pollOnce('cut');
      if (result?.state !== 'failed') continue;
      cuts += 1;
      endings.add(result.problem?.code ?? 'unforeseen');
    }
    weather.cutAfter = () => Number.POSITIVE_INFINITY;
    expect(await pollOnce('cut')).toMatchObject([{ state: 'polled', problem: null }]);
    expect([...endings]).toEqual(['mailbox/unreachable']);
    expect(await sums()).toEqual({
      ...{ reports: mails, messages: mails * 10, rolled_up: mails * 10, mails },
      ...{ unfinished: 0, quarantined: 0 },
    });
    expect(dovecot.count('cut')).toBe(0);
    expect(dovecot.count('cut', 'Done')).toBe(mails);
    await proxy.close();
  }, 240_000);

  test('a slow mailbox and a broken one hold up no other', async () => {
    const weather: Weather = { bytesPerSecond: 2_000 };
    const slow = await startProxy(dovecot.imaps, weather);
    const broken = await startProxy(dovecot.imaps, { cutAfter: () => 3_000 });
    await addUser({ ...dovecot, imaps: slow.port }, 'slow');
    await addUser({ ...dovecot, imaps: broken.port }, 'broken');
    for (const name of ['slow', 'broken', 'good', 'better']) {
      dovecot.deliver(name, reportMails(300, { orgName: name }));
    }
    await addUser(dovecot, 'good');
    await addUser(dovecot, 'better');
    const all = pollOnce('all');
    const done = async () => [await storedOf('good'), await storedOf('better')];
    await expect.poll(done, { timeout: 60_000, interval: 50 }).toEqual([300, 300]);
    expect(await storedOf('slow')).toBe(0);
    expect((await mailboxRow('slow')).lastPollAt).toBeNull();
    delete weather.bytesPerSecond;
    expect(await all).toMatchObject([
      { mailbox: 'slow', state: 'polled', counts: { stored: 300 } },
      { mailbox: 'broken', state: 'failed', problem: { code: 'mailbox/unreachable' } },
      { mailbox: 'good', state: 'polled' },
      { mailbox: 'better', state: 'polled' },
    ]);
    expect(await sums()).toMatchObject({ reports: 900, messages: 9_000 });
    await slow.close();
    await broken.close();
  }, 120_000);
});
