import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { forgetDictionary } from '#lib/store/dictionary';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { handOut, startHostile } from '#test/support/hostile-server';
import { pollOnce } from '#workers/poll-mailbox';
import { addUser, lunchMail, mailboxRow, reportMails, sums } from './mail-house.ts';

// Before the imports, which read it.
vi.hoisted(() => {
  process.env['MAX_MAIL_BYTES'] = '100000';
});

let dovecot: Dovecot;
let counter = 0;
/** The user, and mailbox, of the test that runs. */
let ann: string;

const CLAIMED = `SELECT count(*)::int AS n FROM message WHERE state = 'claimed'`;
const SOON = { timeout: 20_000, interval: 20 };

describe.skipIf(!hasDovecot)('a poll', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  beforeEach(async () => {
    counter += 1;
    ann = `ann${counter}`;
    await pool().query(
      'TRUNCATE record, daily, report, message, run, domain, reporter, auth_set, source, mailbox CASCADE',
    );
    forgetDictionary();
  });

  afterAll(async () => {
    await dovecot.stop();
    await closePool();
    await disconnect();
  });

  test('takes in 250 mails once, and at the next poll fetches none of them', async () => {
    await addUser(dovecot, ann);
    dovecot.deliver(ann, reportMails(250));
    const [first] = await pollOnce(ann);
    expect(first).toMatchObject({
      state: 'polled',
      problem: null,
      counts: { done: 250, stored: 250, messages: 2_500, quarantined: 0 },
    });
    const [second] = await pollOnce(ann);
    expect(second).toMatchObject({ state: 'polled', counts: { done: 0 } });
    expect(await sums()).toMatchObject({ reports: 250, messages: 2_500, rolled_up: 2_500 });
    expect(dovecot.count(ann)).toBe(250);
    const row = await mailboxRow(ann);
    expect(row).toMatchObject({ lastUid: 250n, lastError: null, lastOkAt: expect.any(Date) });
    expect(row.runs).toMatchObject([{ total: 250, done: 250, stored: 250, error: null }]);
    expect(row.runs[0]?.endedAt).not.toBeNull();
  });

  test('takes in what came since the last one', async () => {
    await addUser(dovecot, ann);
    dovecot.deliver(ann, reportMails(2));
    await pollOnce(ann);
    dovecot.deliver(ann, reportMails(3));
    const [result] = await pollOnce(ann);
    expect(result?.counts).toMatchObject({ done: 3, stored: 1, duplicates: 2 });
    expect(await sums()).toMatchObject({ reports: 3, mails: 5 });
  });

  test('puts each mail where its owner wants it, by how it went', async () => {
    await addUser(dovecot, ann, {
      afterSuccess: 'move:DMARC/Done',
      afterFailure: 'move:DMARC/Bad',
    });
    dovecot.deliver(ann, [...reportMails(3), lunchMail(), ...reportMails(2)]);
    const [result] = await pollOnce(ann);
    expect(result).toMatchObject({ state: 'polled', problem: null, counts: { quarantined: 1 } });
    expect(dovecot.count(ann)).toBe(0);
    expect(dovecot.count(ann, 'DMARC/Done')).toBe(5);
    expect(dovecot.count(ann, 'DMARC/Bad')).toBe(1);
  });

  test('leaves a mail over the limit unread, and says so', async () => {
    await addUser(dovecot, ann, { afterSuccess: 'delete', afterFailure: 'delete' });
    dovecot.deliver(ann, [Buffer.alloc(150_000, 'x'), ...reportMails(1)]);
    await pollOnce(ann);
    expect(await sums()).toMatchObject({ reports: 1, quarantined: 1 });
    const [kept] = await db().quarantine.findMany();
    expect(kept).toMatchObject({ code: 'report/too-large', raw: null });
    expect(dovecot.count(ann)).toBe(1);
  });

  test('knows its reports again in a folder that was made anew', async () => {
    await addUser(dovecot, ann);
    dovecot.deliver(ann, reportMails(20));
    await pollOnce(ann);
    const before = await mailboxRow(ann);
    dovecot.resetUids(ann);
    // Dovecot makes a UIDVALIDITY of the second in which it begins.
    await expect
      .poll(() => Math.floor(Date.now() / 1000))
      .toBeGreaterThan(Number(before.uidValidity));
    dovecot.deliver(ann, reportMails(21).slice(20));
    const [result] = await pollOnce(ann);
    expect(result?.counts).toMatchObject({ done: 21, stored: 1, duplicates: 20 });
    expect(await sums()).toMatchObject({ reports: 21, messages: 210, rolled_up: 210 });
    expect((await mailboxRow(ann)).uidValidity).not.toBe(before.uidValidity);
  });

  test('that meets another of the same mailbox leaves it the work', async () => {
    await addUser(dovecot, ann, { afterSuccess: 'move:Done' });
    dovecot.deliver(ann, reportMails(120));
    const results = (await Promise.all([pollOnce(ann), pollOnce(ann), pollOnce(ann)])).flat();
    expect(results.map(({ state }) => state).sort()).toEqual(['busy', 'busy', 'polled']);
    expect(await sums()).toMatchObject({ reports: 120, messages: 1_200, mails: 120 });
    expect(dovecot.count(ann, 'Done')).toBe(120);
  });

  test('of all mailboxes is one of each, paused ones aside; one that fails harms no other', async () => {
    await addUser(dovecot, ann);
    await addUser(dovecot, `${ann}-too`, { password: 'wrong' });
    await addUser(dovecot, `${ann}-paused`);
    await db().mailbox.update({ where: { name: `${ann}-paused` }, data: { paused: true } });
    dovecot.deliver(ann, reportMails(1));
    const results = await pollOnce('all');
    expect(results).toMatchObject([
      { mailbox: ann, state: 'polled', counts: { stored: 1 } },
      { mailbox: `${ann}-too`, state: 'failed', problem: { code: 'mailbox/refused' } },
    ]);
    expect(await mailboxRow(`${ann}-too`)).toMatchObject({
      lastError: expect.stringMatching(/^Login refused\. Check the user name and the password\./),
      lastOkAt: null,
    });
  });

  test('says what the server would not do, and does it once it will', async () => {
    await addUser(dovecot, ann, { afterSuccess: 'move:~/../elsewhere' });
    dovecot.deliver(ann, reportMails(5));
    const [refused] = await pollOnce(ann);
    expect(refused).toMatchObject({ state: 'polled', counts: { stored: 5 } });
    expect(refused?.problem).toMatchObject({ code: 'mailbox/refused' });
    expect(await mailboxRow(ann)).toMatchObject({ lastUid: 0n, lastError: expect.any(String) });

    await db().mailbox.update({ where: { name: ann }, data: { afterSuccess: 'move:Done' } });
    const [again] = await pollOnce(ann);
    expect(again).toMatchObject({ state: 'polled', problem: null, counts: { done: 0 } });
    expect(dovecot.count(ann, 'Done')).toBe(5);
    expect(await mailboxRow(ann)).toMatchObject({ lastUid: 5n, lastError: null });
    expect(await sums()).toMatchObject({ reports: 5, mails: 5 });
  });

  test('reads the next batch while the one before it is stored', async () => {
    await addUser(dovecot, ann, { afterSuccess: 'move:Done' });
    dovecot.deliver(ann, reportMails(450));
    // Whoever stores writes the roll-up, and waits here.
    const lock = await pool().connect();
    await lock.query('BEGIN; LOCK TABLE daily IN ACCESS EXCLUSIVE MODE');
    const polled = pollOnce(ann);
    await expect.poll(() => lock.query(CLAIMED).then(({ rows }) => rows[0]?.n), SOON).toBe(400);
    await lock.query('COMMIT');
    lock.release();
    expect(await polled).toMatchObject([{ state: 'polled', counts: { stored: 450 } }]);
    expect(await sums()).toMatchObject({ reports: 450, unfinished: 0 });
    expect(dovecot.count(ann, 'Done')).toBe(450);
  });

  test('is stopped in between batches and goes on from there', async () => {
    await addUser(dovecot, ann, { afterSuccess: 'move:Done' });
    dovecot.deliver(ann, reportMails(700));
    const stop = new AbortController();
    const [stopped] = await pollOnce(ann, { stop: stop.signal, onProgress: () => stop.abort() });
    expect(stopped).toMatchObject({ state: 'stopped', counts: { done: 200 } });
    expect(dovecot.count(ann, 'Done')).toBe(200);
    expect(await sums()).toMatchObject({ mails: 200, unfinished: 0 });
    expect((await mailboxRow(ann)).lastUid).toBe(200n);
    const [rest] = await pollOnce(ann);
    expect(rest).toMatchObject({ state: 'polled', counts: { done: 500, stored: 500 } });
    expect(await sums()).toMatchObject({ reports: 700, messages: 7_000, unfinished: 0 });
  });

  test('lets go of a mail that somebody had begun and that vanishes while it looks', async () => {
    const searches = ['1 2', '1'];
    const server = await startHostile({
      'UID SEARCH': (tag, socket) => socket.write(`* SEARCH ${searches.shift()}\r\n${tag} OK\r\n`),
      'UID FETCH': handOut(reportMails(1)),
    });
    const place = { host: '127.0.0.1', port: server.port, tls: 'none' };
    const mailboxId = await addUser(dovecot, ann, place);
    await pool().query(
      `INSERT INTO message (origin, mailbox_id, uid_validity, uid, size, received_at, state)
       VALUES ('mailbox', $1, 7, 2, 10, now(), 'claimed')`,
      [mailboxId],
    );
    await db().mailbox.update({ where: { name: ann }, data: { uidValidity: 7n } });
    expect(await pollOnce(ann)).toMatchObject([
      { state: 'polled', problem: null, counts: { stored: 1 } },
    ]);
    expect(await sums()).toMatchObject({ reports: 1, mails: 1, unfinished: 0 });
    expect(await mailboxRow(ann)).toMatchObject({ lastUid: 2n, lastError: null });
    await server.close();
  });

  test('of a mailbox that nobody knows is an error', async () => {
    await expect(pollOnce('nobody')).rejects.toMatchObject({ code: 'request/not-found' });
  });
});
