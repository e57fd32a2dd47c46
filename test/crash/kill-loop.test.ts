import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { Dice } from '#lib/demo/random';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { type BrokenHouse, openBrokenHouse, RUNS, STORED } from './broken-house.ts';
import { knownMails } from './known-mails.ts';
import { truthOf } from './tally.ts';

/** `KILLS=200` for the long form; `SEED` of a run that failed gives the same moments. */
const KILLS = Number(process.env['KILLS'] ?? 25);
const SEED = process.env['SEED'] ?? `${Date.now()}`;
const MAILS_A_KILL = 40;
/** What is waited for, and how many milliseconds after it the kill comes at the latest. */
const MOMENTS = [
  [null, 2_000],
  [RUNS, 1_000],
  [STORED, 100],
] as const;

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
  `loses and doubles nothing in ${KILLS} kills at random moments (SEED=${SEED})`,
  async () => {
    const dice = new Dice(SEED);
    await using house = await openBrokenHouse(dovecot, 'killed');
    const mails = knownMails(KILLS * MAILS_A_KILL);
    const began = performance.now();
    let inHand = 0;
    let writing = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const batch = mails.slice(kill * MAILS_A_KILL, (kill + 1) * MAILS_A_KILL);
      house.deliver(batch.slice(0, MAILS_A_KILL / 2));
      const before = new Set(await begun(house));
      const worker = house.startWorker();
      // At any moment of its life, while it takes mails in, or around the moves after a commit.
      const [event, most] = MOMENTS[dice.whole(0, MOMENTS.length - 1)] ?? [null, 0];
      if (event) await house.changes(event, worker);
      await sleep(dice.next() * most);
      house.deliver(batch.slice(MAILS_A_KILL / 2));
      if (await isWriting(house)) writing += 1;
      expect(await worker.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      if ((await begun(house)).some((mail) => !before.has(mail))) inHand += 1;
    }
    const since = new Date();
    const worker = house.startWorker();
    await house.settled(mails.length, since);
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await house.count()).toEqual(truthOf(mails));
    // A loop that kills only idle workers would prove nothing.
    expect(inHand).toBeGreaterThan(0);
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stdout.write(
      `${KILLS} kills, ${inHand} with mails in hand, ${writing} in a transaction, ${seconds} s\n`,
    );
  },
  KILLS * 10_000 + 60_000,
);

/** Whether a transaction is open at this moment. */
async function isWriting({ pool }: BrokenHouse) {
  const { rowCount } = await pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database()
       AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
  );
  return rowCount !== 0;
}

/** The mails that somebody began and nobody ended, with their tries. */
async function begun({ pool }: BrokenHouse) {
  const { rows } = await pool.query<{ id: string; attempts: number }>(
    `SELECT id, attempts FROM message WHERE state = 'claimed'`,
  );
  return rows.map(({ id, attempts }) => `${id} ${attempts}`);
}
