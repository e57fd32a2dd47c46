import { beforeEach, describe, expect, test } from 'vitest';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestStatus } from '#lib/queries/ingest-status';
import { setMailboxPaused } from '#lib/store/mailbox';
import { call, json } from '#test/support/api';
import { hasDovecot } from '#test/support/dovecot';
import { pollOnce } from '#workers/poll-mailbox';
import { addUser, lunchMail, mailboxRow, openMailHouse, reportMails, sums } from './mail-house.ts';

let counter = 0;
/** The user, and mailbox, of the test that runs. */
let ann: string;

function lunchMails(count: number) {
  return Array.from({ length: count }, lunchMail);
}

/** What tells somebody who does not look that a mailbox was stopped. */
async function alarms() {
  const health = await json(await call('/api/health'));
  const headers = { 'x-forwarded-for': '127.0.0.1' };
  const metrics = await (await call('/metrics', { headers })).text();
  const [, gauge] = /^ruascope_mailbox_breaker_open\{mailbox="ann1"\} (.*)$/m.exec(metrics) ?? [];
  const [mailbox] = (await ingestStatus(SYSTEM_VIEWER)).mailboxes;
  const { status, reasons, mailboxes_held } = health;
  return { status, reasons, mailboxes_held, gauge, state: mailbox?.state };
}

const SILENT = { status: 'ok', reasons: [], mailboxes_held: 0, gauge: '0' };
const RUNG = {
  ...{ status: 'degraded', mailboxes_held: 1, gauge: '1', state: 'held' },
  reasons: [
    {
      code: 'mailbox/held',
      text: 'A mailbox is stopped, since too many mails could not be read: Ingest says more.',
    },
  ],
};

describe.skipIf(!hasDovecot)('the circuit breaker', () => {
  const house = openMailHouse();

  beforeEach(async () => {
    counter += 1;
    ann = `ann${counter}`;
    await addUser(house.dovecot, ann, { afterSuccess: 'move:Done', afterFailure: 'move:Bad' });
  });

  test('stops at 50 of 200 bad mails, says so, and goes on to the end when somebody says so', async () => {
    house.dovecot.deliver(ann, [...lunchMails(200), ...reportMails(30)]);
    const [stopped] = await pollOnce(ann);
    expect(stopped).toMatchObject({
      state: 'failed',
      counts: { done: 50, quarantined: 50 },
      problem: { code: 'mailbox/held', text: expect.stringMatching(/^50 of 50 mails could not/) },
    });
    expect(await sums()).toMatchObject({ mails: 50, quarantined: 50, unfinished: 0 });
    expect(house.dovecot.count(ann)).toBe(180);
    expect(house.dovecot.count(ann, 'Bad')).toBe(50);
    const row = await mailboxRow(ann);
    expect(row).toMatchObject({ paused: true, lastUid: 50n, lastError: stopped?.problem?.text });
    expect(row.runs).toMatchObject([{ done: 50, error: stopped?.problem?.text }]);
    expect(await pollOnce('all')).toEqual([]);
    expect(await alarms()).toEqual(RUNG);

    await setMailboxPaused(SYSTEM_VIEWER, ann, false);
    const [rest] = await pollOnce('all');
    expect(rest).toMatchObject({ state: 'polled', counts: { done: 180, quarantined: 150 } });
    expect(await sums()).toMatchObject({ reports: 30, quarantined: 200 });
    expect(house.dovecot.count(ann)).toBe(0);
    expect(await alarms()).toEqual({ ...SILENT, state: 'idle' });

    house.dovecot.deliver(ann, lunchMails(120));
    const [again] = await pollOnce(ann);
    expect(again).toMatchObject({ problem: { code: 'mailbox/held' }, counts: { done: 50 } });
    expect(house.dovecot.count(ann)).toBe(70);
    expect(await alarms()).toEqual(RUNG);
    // Whoever pauses a mailbox knows of it.
    await setMailboxPaused(SYSTEM_VIEWER, ann, true);
    expect(await alarms()).toMatchObject({ gauge: '0', state: 'paused' });
  });

  test('stops at 50 in a row in the middle of a mailbox of good mails', async () => {
    house.dovecot.deliver(ann, [...reportMails(130), ...lunchMails(80), ...reportMails(10)]);
    const [stopped] = await pollOnce(ann);
    expect(stopped).toMatchObject({ counts: { done: 180, stored: 130, quarantined: 50 } });
    expect(stopped?.problem).toMatchObject({ code: 'mailbox/held' });
    expect(house.dovecot.count(ann)).toBe(40);
  });

  test('stops where more than half of fifty mails are bad', async () => {
    const [good = new Uint8Array()] = reportMails(1);
    const mixed = Array.from({ length: 100 }, (_, i) => (i % 5 < 2 ? good : lunchMail()));
    house.dovecot.deliver(ann, mixed);
    const [stopped] = await pollOnce(ann);
    expect(stopped).toMatchObject({ counts: { done: 50, quarantined: 30 } });
    expect(stopped?.problem?.text).toContain('30 of 50 mails');
  });

  test('lets a few bad mails pass, and many among more good ones', async () => {
    house.dovecot.deliver(ann, lunchMails(40));
    expect(await pollOnce(ann)).toMatchObject([{ state: 'polled', counts: { quarantined: 40 } }]);
    const mixed = reportMails(120).flatMap((mail, i) => (i % 2 ? [mail, lunchMail()] : [mail]));
    house.dovecot.deliver(ann, mixed);
    expect(await pollOnce(ann)).toMatchObject([{ state: 'polled', counts: { quarantined: 60 } }]);
    expect(await mailboxRow(ann)).toMatchObject({ paused: false, lastError: null });
  });
});
