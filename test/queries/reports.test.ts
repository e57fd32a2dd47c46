import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { reportDetail } from '#lib/queries/report-detail';
import { reportList } from '#lib/queries/report-list';
import { reportOriginal } from '#lib/queries/report-original';
import { reportRecords } from '#lib/queries/report-records';
import { reporterList } from '#lib/queries/reporter-list';
import { verdictCounts } from '#lib/queries/verdict-counts';
import { type Seeded, seedMessage, seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30' };
let first: Seeded;
let conflict: Seeded;
let long: Seeded;
let stranger: Seeded;

beforeAll(async () => {
  const messageId = await seedMessage('done', 'Report Domain: example.com');
  first = await seedReport({
    day: '2026-11-05',
    reportId: '18446744073709551615',
    identity: 'one',
    messageId,
    policy: { p: 'reject', sp: 'none', adkim: 'r' },
    deviations: [{ code: 'namespace', detail: 'none', count: 1 }],
    original: '<feedback>one</feedback>',
    records: [
      {
        count: 40,
        dkim: [{ domain: 'mail.example.com', selector: 's1', result: 'pass' }],
        reasons: [{ type: 'local_policy', comment: 'arc=pass' }],
      },
      { count: 2, ip: null, sourceRaw: 'localhost', dkimAligned: false, spfAligned: false },
    ],
  });
  conflict = await seedReport({
    day: '2026-11-05',
    identity: 'one',
    reportId: '18446744073709551615',
    counted: false,
    original: '<feedback>other</feedback>',
    records: [{ count: 9 }],
  });
  const again = await seedMessage();
  await pool().query(
    `INSERT INTO message_item (message_id, item_no, kind, outcome, report_id)
     VALUES ($1, 1, 'aggregate', 'duplicate', $2)`,
    [again, first.id],
  );
  // Ends exactly at the next midnight: its midpoint is on the 6th.
  await seedReport({
    begin: '2026-11-06T00:00:00Z',
    end: '2026-11-07T00:00:00Z',
    receivedAt: '2026-11-07T05:00:00Z',
    records: [{ day: '2026-11-06', count: 30, spfAligned: false }],
  });
  // Begins and ends at one instant.
  await seedReport({
    begin: '2026-11-08T12:00:00Z',
    end: '2026-11-08T12:00:00Z',
    reporter: 'REPORTER',
    records: [{ day: '2026-11-08', count: 1 }],
  });
  long = await seedReport({
    begin: '2026-11-28T00:00:00Z',
    end: '2026-12-02T00:00:00Z',
    spread: true,
    reporter: 'Weekly',
    records: [
      { day: '2026-11-28', count: 3 },
      { day: '2026-11-30', count: 4 },
      { day: '2026-12-01', count: 5, dkimAligned: false, spfAligned: false },
    ],
  });
  await seedReport({ day: '2026-11-15', reporter: 'Quiet', records: [] });
  stranger = await seedReport({
    domain: 'secret.example',
    day: '2026-11-09',
    records: [{ count: 8 }],
  });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const viewer = () =>
  mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [first.domainId] });

describe('the list', () => {
  test('is newest first, with flags, and sums only what counts and lies in the period', async () => {
    const { rows, totals } = await reportList(viewer(), parseFilter(november));
    expect(
      rows.map(({ reporter, messages, counted, flags }) => [reporter, messages, counted, flags]),
    ).toEqual([
      ['Weekly', 12, true, ['spread']],
      ['Quiet', 0, true, []],
      ['REPORTER', 1, true, []],
      ['Reporter', 30, true, []],
      ['Reporter', 9, false, ['conflict']],
      ['Reporter', 42, true, ['conflict', 'deviations', 'duplicate-received']],
    ]);
    expect(rows[5]).toMatchObject({
      uid: first.uid,
      reportId: '18446744073709551615',
      byOutcome: { passed: 40, delivered: 2, rejected: 0 },
      policyP: 'reject',
      records: 2,
      verdict: 'not-checked',
      signer: null,
    });
    expect(rows[4]?.byOutcome).toEqual({
      passed: 0,
      overridden: 0,
      quarantined: 0,
      rejected: 0,
      delivered: 0,
    });
    // 7 of the long report's 12 messages lie in November.
    expect(totals).toEqual({ reports: 5, messages: 42 + 30 + 1 + 7, passed: 40 + 30 + 1 + 7 });
  });

  test('goes on page by page', async () => {
    const whole = await reportList(SYSTEM_VIEWER, parseFilter(november));
    const paged = [];
    for (let cur: string | null = ''; cur !== null; ) {
      const page = await reportList(SYSTEM_VIEWER, parseFilter({ ...november, cur }), { limit: 2 });
      paged.push(...page.rows);
      cur = page.next;
    }
    expect(paged).toEqual(whole.rows);
  });

  test('starts anew with a cursor that is none of ours', async () => {
    const { rows } = await reportList(
      SYSTEM_VIEWER,
      parseFilter({ ...november, cur: 'WyJ4IiwieSJd' }),
    );
    expect(rows).toHaveLength(7);
  });

  test('holds a report on the day of its midpoint, a long one on every day it covers', async () => {
    const on = async (from: string) =>
      (await reportList(viewer(), parseFilter({ from, to: from }))).totals.reports;
    expect(await on('2026-11-06')).toBe(1);
    expect(await on('2026-11-07')).toBe(0);
    expect(await on('2026-11-08')).toBe(1);
    expect(await on('2026-11-27')).toBe(0);
    expect(await on('2026-11-29')).toBe(1);
    expect(await on('2026-12-01')).toBe(1);
    expect(await on('2026-12-02')).toBe(0);
  });

  test('with a condition holds the reports with such mail, and sums only that mail', async () => {
    const { rows, totals } = await reportList(
      viewer(),
      parseFilter({ ...november, res: 'delivered' }),
    );
    expect(rows.map(({ uid }) => uid)).toEqual([first.uid]);
    expect(totals).toEqual({ reports: 1, messages: 2, passed: 0 });
  });
});

describe('by sender', () => {
  const day = '2026-10-05';
  const seeded = { day, reporter: 'Sender', records: [{ count: 5 }] };

  beforeAll(async () => {
    await seedReport({ ...seeded, counted: false, verdict: 'failed' });
    await seedReport({ ...seeded, verdict: 'verified', signer: 'reporter.example' });
    await seedReport({ ...seeded, verdict: 'not-checked' });
  });

  test('holds what does not count, too, and sums only what does', async () => {
    const asked = (verdict: string) =>
      reportList(viewer(), parseFilter({ from: day, to: day, verdict }));
    const failed = await asked('failed');
    expect(failed.rows.map(({ messages, counted }) => [messages, counted])).toEqual([[5, false]]);
    expect(failed.totals).toEqual({ reports: 0, messages: 0, passed: 0 });
    const verified = await asked('verified');
    expect(verified.rows.map(({ signer }) => signer)).toEqual(['reporter.example']);
    expect(verified.totals).toEqual({ reports: 1, messages: 5, passed: 5 });
    expect((await asked('!verified')).rows).toHaveLength(2);
  });

  test('says how many of the period there are of each', async () => {
    const filter = parseFilter({ from: day, to: day, verdict: 'failed' });
    expect(await verdictCounts(viewer(), filter)).toEqual([
      { verdict: 'verified', reports: 1, held: 0 },
      { verdict: 'failed', reports: 1, held: 1 },
      { verdict: 'not-checked', reports: 1, held: 0 },
    ]);
  });
});

describe('one report', () => {
  test('is told with its policy, repairs, siblings, copies and neighbours', async () => {
    const report = await reportDetail(viewer(), first.uid);
    expect(report).toMatchObject({
      policy: { p: 'reject', sp: 'none', np: null, adkim: 'r', pct: null, discoveryMethod: null },
      deviations: [{ code: 'namespace', detail: 'none', count: 1 }],
      dialect: 'rfc7489',
      siblings: [{ uid: conflict.uid, counted: false, messages: 9 }],
      mail: { origin: 'import', subject: 'Report Domain: example.com' },
      copies: [{ origin: 'import', subject: null }],
      previous: null,
      confirmedBy: null,
      fileName: 'report.xml',
    });
    const next = await reportDetail(viewer(), report?.next ?? '');
    expect(next).toMatchObject({ previous: first.uid, messages: 30 });
  });

  test('says what its mail proves, and who confirmed that its signer speaks for it', async () => {
    const messageId = await seedMessage();
    const evidence = { author: 'mailer.example', signatures: [], received: null, policy: null };
    await pool().query('UPDATE message SET evidence = $2 WHERE id = $1', [messageId, evidence]);
    const { uid } = await seedReport({
      day: '2026-10-06',
      reporter: 'Some Reporter',
      verdict: 'verified',
      signer: 'mailer.example',
      messageId,
    });
    await pool().query(
      `INSERT INTO reporter_signer (name_key, signer, confirmed_by)
       VALUES ('some reporter', 'mailer.example', 'Ada'), ('other', 'mailer.example', 'Bo')`,
    );
    expect(await reportDetail(viewer(), uid)).toMatchObject({
      verdict: 'verified',
      signer: 'mailer.example',
      confirmedBy: 'Ada',
      mail: { evidence: { author: 'mailer.example' } },
    });
  });

  test('has its records as the reporter put them, days together and alignment judged', async () => {
    const records = await reportRecords(viewer(), first.uid);
    expect(records).toHaveLength(2);
    expect(records?.[0]).toMatchObject({
      recordNo: 1,
      messages: 40,
      dkim: [{ domain: 'mail.example.com', aligned: true }],
      reasons: [{ type: 'local_policy', comment: 'arc=pass' }],
    });
    expect(records?.[1]).toMatchObject({ source: 'localhost', ip: null, messages: 2, reasons: [] });
    expect((await reportRecords(viewer(), long.uid))?.map(({ messages }) => messages)).toEqual([
      3, 4, 5,
    ]);
  });

  test('that does not count has no records, but its original', async () => {
    expect(await reportRecords(viewer(), conflict.uid)).toBeNull();
    const original = await reportOriginal(viewer(), conflict.uid);
    expect(Buffer.from(original?.bytes ?? []).toString()).toBe('<feedback>other</feedback>');
  });

  test.each(['', 'x', "' OR 1=1", '00000000-0000-0000-0000-000000000000'])(
    'is not found by the link %j',
    async (uid) => {
      expect(await reportDetail(SYSTEM_VIEWER, uid)).toBeNull();
    },
  );

  test('of a domain that is not the viewer’s is not there', async () => {
    expect(await reportDetail(viewer(), stranger.uid)).toBeNull();
    expect(await reportRecords(viewer(), stranger.uid)).toBeNull();
    expect(await reportOriginal(viewer(), stranger.uid)).toBeNull();
    expect(await reportDetail(SYSTEM_VIEWER, stranger.uid)).not.toBeNull();
  });
});

test('reporters are told apart without regard to case, and how late they are', async () => {
  const rows = await reporterList(viewer(), parseFilter(november));
  expect(rows.map(({ name, reports, messages }) => [name, reports, messages])).toEqual([
    ['Reporter', 3, 73],
    ['Weekly', 1, 7],
    ['Quiet', 1, 0],
  ]);
  expect(rows[0]).toMatchObject({ daysReported: 3, lagP50Seconds: 3600, passed: 71 });
  expect(rows[0]?.lastEnd).toEqual(new Date('2026-11-08T12:00:00Z'));
  expect(rows[0]?.compliance).toBeCloseTo(71 / 73);
  expect(rows[1]).toMatchObject({ daysReported: 3, compliance: 1 });
  expect(rows[2]?.compliance).toBeNull();
});
