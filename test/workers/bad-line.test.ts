import { describe, expect, test } from 'vitest';
import { pool } from '#lib/db/pool';
import { Dice } from '#lib/demo/random';
import { hasDovecot } from '#test/support/dovecot';
import { startProxy, type Weather } from '#test/support/tcp-proxy';
import { pollOnce } from '#workers/poll-mailbox';
import { addUser, mailboxRow, openMailHouse, reportMails, sums } from './mail-house.ts';

/** `CUTS=100` for the long form (SECURITY 4, G9); `SEED` of a run that failed gives the same bytes. */
const CUTS = Number(process.env['CUTS'] ?? 60);
const SEED = process.env['SEED'] ?? `${Date.now()}`;

/** So many mails wait for each cut, and so many bytes take them from login to logout. */
const MAILS = 40;
const BYTES = 100_000;

/** Beside the cuts, another mailbox gets a kilobyte a second. */
const SLOW_MAILS = 10;

async function storedOf(name: string) {
  const { rows } = await pool().query<{ stored: number }>(
    `SELECT count(*)::int AS stored FROM message m JOIN mailbox b ON b.id = m.mailbox_id
     WHERE b.name = $1 AND m.state <> 'claimed'`,
    [name],
  );
  return rows[0]?.stored;
}

describe.skipIf(!hasDovecot)('over a bad line', () => {
  const house = openMailHouse();

  test(
    `nothing is lost or doubled in ${CUTS} cuts at random bytes, beside a slow line (SEED=${SEED})`,
    async () => {
      const dice = new Dice(SEED);
      const weather: Weather = { cutAfter: () => dice.whole(0, BYTES) };
      const proxy = await startProxy(house.dovecot.imaps, weather);
      const slow = await startProxy(house.dovecot.imaps, { bytesPerSecond: 1_000 });
      await addUser({ ...house.dovecot, imaps: proxy.port }, 'cut', { afterSuccess: 'move:Done' });
      await addUser({ ...house.dovecot, imaps: slow.port }, 'slow', { afterSuccess: 'move:Done' });
      house.dovecot.deliver('slow', reportMails(SLOW_MAILS, { orgName: 'slow' }));
      const dripped = pollOnce('slow');
      const began = performance.now();
      const endings = new Map<string, number>();
      let mails = 0;
      for (let cuts = 0; cuts < CUTS; ) {
        if (house.dovecot.count('cut') < MAILS) {
          house.dovecot.deliver('cut', reportMails(MAILS, { orgName: `after ${mails}` }));
          mails += MAILS;
        }
        const [result] = await pollOnce('cut');
        if (result?.state !== 'failed') continue;
        cuts += 1;
        const code = result.problem?.code ?? 'unforeseen';
        endings.set(code, (endings.get(code) ?? 0) + 1);
      }
      weather.cutAfter = () => Number.POSITIVE_INFINITY;
      expect(await pollOnce('cut')).toMatchObject([{ state: 'polled', problem: null }]);
      expect(await dripped).toMatchObject([{ state: 'polled', counts: { stored: SLOW_MAILS } }]);
      expect([...endings]).toEqual([['mailbox/unreachable', CUTS]]);
      const all = mails + SLOW_MAILS;
      expect(await sums()).toEqual({
        ...{ reports: all, messages: all * 10, rolled_up: all * 10, mails: all },
        ...{ unfinished: 0, quarantined: 0 },
      });
      expect([house.dovecot.count('cut'), house.dovecot.count('slow')]).toEqual([0, 0]);
      expect(house.dovecot.count('cut', 'Done')).toBe(mails);
      expect(house.dovecot.count('slow', 'Done')).toBe(SLOW_MAILS);
      const seconds = Math.round((performance.now() - began) / 1_000);
      process.stdout.write(`${CUTS} cuts over ${mails} mails, ${seconds} s\n`);
      await proxy.close();
      await slow.close();
    },
    CUTS * 10_000 + 120_000,
  );

  test('a slow mailbox and a broken one hold up no other', async () => {
    const weather: Weather = { bytesPerSecond: 2_000 };
    const slow = await startProxy(house.dovecot.imaps, weather);
    const broken = await startProxy(house.dovecot.imaps, { cutAfter: () => 3_000 });
    await addUser({ ...house.dovecot, imaps: slow.port }, 'slow');
    await addUser({ ...house.dovecot, imaps: broken.port }, 'broken');
    for (const name of ['slow', 'broken', 'good', 'better']) {
      house.dovecot.deliver(name, reportMails(300, { orgName: name }));
    }
    await addUser(house.dovecot, 'good');
    await addUser(house.dovecot, 'better');
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
