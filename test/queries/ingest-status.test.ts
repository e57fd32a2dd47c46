import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { databaseSize } from '#lib/queries/database-size';
import { health } from '#lib/queries/health';
import { ingestStatus } from '#lib/queries/ingest-status';
import { intakeByHour } from '#lib/queries/intake-by-hour';
import { lastIntake } from '#lib/queries/last-intake';
import { listMailboxes } from '#lib/queries/mailbox-list';
import { messageLog } from '#lib/queries/message-log';
import { quarantineItem, quarantineRaw } from '#lib/queries/quarantine-item';
import { quarantineList } from '#lib/queries/quarantine-list';
import { quarantinePreview } from '#lib/queries/quarantine-preview';
import { runList } from '#lib/queries/run-list';
import { ignoreQuarantined, reopenQuarantined } from '#lib/store/quarantine';
import { seedMessage, seedReport } from '#test/support/seed';

const now = new Date('2026-11-24T12:00:00Z');
let broken: string;

beforeAll(async () => {
  await pool().query(
    `INSERT INTO mailbox (name, host, port, tls, username, secret, last_poll_at, last_error)
     VALUES ('reports', 'imap.example.com', 993, 'implicit', 'dmarc', 'v1:sealed', $1, NULL),
       ('other', 'imap.example.net', 993, 'implicit', 'dmarc', 'v1:sealed', $1, 'Login refused.'),
       ('fresh', 'imap.example.org', 993, 'implicit', 'dmarc', 'v1:sealed', NULL, NULL)`,
    [now],
  );
  await pool().query(
    `INSERT INTO run (origin, mailbox_id, label, started_at, updated_at, ended_at, total, done, bytes)
     VALUES ('mailbox', 1, 'reports', $1::timestamptz - INTERVAL '100 s', $1, NULL, 58002, 12000, 5000000000),
       ('import', NULL, 'dead', $1::timestamptz - INTERVAL '1 h', $1::timestamptz - INTERVAL '30 min', NULL, 9, 1, 0),
       ('import', NULL, 'done', $1::timestamptz - INTERVAL '1 h', $1, $1, 9, 9, 0)`,
    [now],
  );
  const seeded = await seedReport();
  const messageId = await seedMessage('quarantined', 'Report Domain: example.com');
  await pool().query(
    `INSERT INTO message_item (message_id, item_no, file_name, kind, outcome, report_id, code, text)
     VALUES ($1, 1, 'a.xml.gz', 'aggregate', 'stored', $2, NULL, NULL),
       ($1, 2, 'b.zip', 'none', 'refused', NULL, 'report/corrupt-archive', 'The archive is damaged.')`,
    [messageId, seeded.id],
  );
  broken = await quarantine(messageId, 'report/corrupt-archive', gzipSync('From: a@example.com'));
  await quarantine(await seedMessage('quarantined'), 'report/too-large', null);
  await quarantine(await seedMessage('quarantined'), 'report/too-large', null);
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function quarantine(messageId: string, code: string, raw: Buffer | null) {
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO quarantine (message_id, code, text, raw) VALUES ($1, $2, 'In words.', $3)
     RETURNING id::text`,
    [messageId, code, raw],
  );
  return rows[0]?.id ?? '';
}

/** Takes a seeded mail away, and what was kept of it. */
async function forget(id: string) {
  await pool().query(
    'DELETE FROM message WHERE id = (SELECT message_id FROM quarantine WHERE id = $1)',
    [id],
  );
}

test('a mailbox says what it does, and never its password', async () => {
  const { mailboxes, counts } = await ingestStatus(SYSTEM_VIEWER, now);
  expect(mailboxes.map(({ name, state }) => [name, state])).toEqual([
    ['fresh', 'new'],
    ['other', 'failing'],
    ['reports', 'polling'],
  ]);
  expect(JSON.stringify(mailboxes)).not.toContain('sealed');
  expect(mailboxes[2]?.progress).toEqual({
    done: 12_000,
    total: 58_002,
    ratePerSecond: 120,
    etaSeconds: 46_002 / 120,
  });
  expect(counts).toEqual({ mails: 3, reports: 1, quarantineOpen: 3 });
});

test('a run of a process that died has no progress', async () => {
  const runs = await runList(SYSTEM_VIEWER, { now });
  expect(runs.map(({ label, progress }) => [label, progress !== null])).toEqual([
    ['reports', true],
    ['dead', false],
    ['done', false],
  ]);
  expect(runs[0]?.bytes).toBe(5_000_000_000);
});

describe('quarantine', () => {
  test('is listed by reason, page by page', async () => {
    const all = await quarantineList(SYSTEM_VIEWER);
    expect(all.byCode).toEqual([
      { code: 'report/too-large', count: 2 },
      { code: 'report/corrupt-archive', count: 1 },
    ]);
    const first = await quarantineList(SYSTEM_VIEWER, { limit: 2 });
    const second = await quarantineList(SYSTEM_VIEWER, { limit: 2, cursor: first.next });
    expect([...first.rows, ...second.rows]).toEqual(all.rows);
    expect(second.next).toBeNull();
    const large = await quarantineList(SYSTEM_VIEWER, { code: 'report/too-large' });
    expect(large.rows).toHaveLength(2);
    expect((await quarantineList(SYSTEM_VIEWER, { state: 'ignored' })).rows).toEqual([]);
  });

  test('shows beside what failed also what did not, and the bytes', async () => {
    const item = await quarantineItem(SYSTEM_VIEWER, broken);
    expect(item).toMatchObject({
      code: 'report/corrupt-archive',
      subject: 'Report Domain: example.com',
      hasRaw: true,
      items: [{ outcome: 'stored' }, { outcome: 'refused', code: 'report/corrupt-archive' }],
    });
    expect(item?.items[0]?.reportUid).not.toBeNull();
    const raw = await quarantineRaw(SYSTEM_VIEWER, broken);
    expect(Buffer.from(raw ?? []).toString()).toBe('From: a@example.com');
  });

  test('shows how a mail begins, its headers apart and nothing hidden in them', async () => {
    const id = await quarantine(
      await seedMessage('quarantined'),
      'report/not-found',
      gzipSync('From: a@example.com\r\nSubject: one\r\n\ttwo \u202egpj.exe\r\n\r\n<b>\0\xff'),
    );
    expect(await quarantinePreview(SYSTEM_VIEWER, id)).toEqual({
      headers: [
        { name: 'From', value: 'a@example.com' },
        { name: 'Subject', value: 'one two ·gpj.exe' },
      ],
      lines: [{ offset: '00000000', hex: '3c 62 3e 00 c3 bf', text: '<b>···' }],
    });
    const auditor = mintViewer({ userId: 'a', name: 'A', role: 'auditor', domains: 'all' });
    await expect(quarantinePreview(auditor, id)).rejects.toMatchObject({ code: 'auth/forbidden' });
    await forget(id);
  });

  test('of a file shows the first bytes, and of what was not kept nothing', async () => {
    const id = await quarantine(await seedMessage('quarantined'), 'x/y', gzipSync('PK\x03\x04'));
    expect(await quarantinePreview(SYSTEM_VIEWER, id)).toEqual({
      headers: [],
      lines: [{ offset: '00000000', hex: '50 4b 03 04', text: 'PK··' }],
    });
    await pool().query('UPDATE quarantine SET raw = NULL WHERE id = $1', [id]);
    expect(await quarantinePreview(SYSTEM_VIEWER, id)).toBeNull();
    await forget(id);
  });

  test('is set aside by kind or one by one, and taken back', async () => {
    const named = (name: string) => ({ ...SYSTEM_VIEWER, name });
    const statesOf = async () =>
      (await pool().query('SELECT state::text, decided_by FROM quarantine ORDER BY id')).rows.map(
        ({ state, decided_by: by }) => (by ? `${state} by ${by}` : state),
      );
    expect(await ignoreQuarantined(named('Ada'), { code: 'report/too-large' })).toBe(2);
    expect(await statesOf()).toEqual(['open', 'ignored by Ada', 'ignored by Ada']);
    expect(await ignoreQuarantined(named('Eve'), { id: broken })).toBe(1);
    expect(await ignoreQuarantined(named('Eve'), { code: null })).toBe(0);
    expect(await reopenQuarantined(SYSTEM_VIEWER, { id: broken })).toBe(1);
    expect(await statesOf()).toEqual(['open', 'ignored by Ada', 'ignored by Ada']);
    expect(await reopenQuarantined(SYSTEM_VIEWER, { code: null })).toBe(2);
    expect(await statesOf()).toEqual(['open', 'open', 'open']);
  });

  test.each(['', 'x', '1; DROP', '999999'])('has nothing under the id %j', async (id) => {
    expect(await quarantineItem(SYSTEM_VIEWER, id)).toBeNull();
    expect(await quarantineRaw(SYSTEM_VIEWER, id)).toBeNull();
  });
});

test('the ledger lists every mail, newest first', async () => {
  const first = await messageLog(SYSTEM_VIEWER, { cursor: null, limit: 2 });
  const second = await messageLog(SYSTEM_VIEWER, { cursor: first.next, limit: 2 });
  expect([...first.rows, ...second.rows]).toHaveLength(3);
  expect(second.rows[0]).toMatchObject({ origin: 'import', state: 'quarantined', size: 2640 });
  expect(second.rows[0]?.items).toHaveLength(2);
});

test('seven days of hours say when reports came, silent hours too', async () => {
  const hours = await intakeByHour(SYSTEM_VIEWER, new Date());
  expect(hours).toHaveLength(168);
  expect(hours.at(-1)?.hour).toBe(new Date().toISOString().slice(0, 13));
  expect(hours[0]?.hour).toBe(new Date(Date.now() - 167 * 3600e3).toISOString().slice(0, 13));
  const [reports, refused] = [sumOf('reports'), sumOf('refused')];
  expect([reports, refused]).toEqual([1, 1]);
  function sumOf(key: 'reports' | 'refused') {
    return hours.reduce((sum, hour) => sum + hour[key], 0);
  }
});

test('the newest mail and the size of the database are known', async () => {
  expect((await lastIntake(SYSTEM_VIEWER))?.getTime()).toBeGreaterThan(Date.now() - 600_000);
  expect(await databaseSize(SYSTEM_VIEWER)).toBeGreaterThan(1_000_000);
});

describe('who is limited to some domains', () => {
  const limited = mintViewer({ userId: 'u', name: 'U', role: 'admin', domains: [1] });

  test.each([
    ['mailboxes', () => listMailboxes(limited)],
    ['the status', () => ingestStatus(limited, now)],
    ['runs', () => runList(limited)],
    ['quarantine', () => quarantineList(limited)],
    ['a quarantined mail', () => quarantineItem(limited, broken)],
    ['its bytes', () => quarantineRaw(limited, broken)],
    ['the ledger', () => messageLog(limited, { cursor: null })],
  ])('does not see %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: 'auth/forbidden' });
  });
});

test('whoever only looks on does not get the bytes of a mail', async () => {
  const auditor = mintViewer({ userId: 'a', name: 'A', role: 'auditor', domains: 'all' });
  await expect(quarantineRaw(auditor, broken)).rejects.toMatchObject({ code: 'auth/forbidden' });
  expect(await quarantineItem(auditor, broken)).not.toBeNull();
});

test('health tells the schema and what is waiting', async () => {
  expect(await health(now)).toMatchObject({
    database: 'ok',
    schema: expect.stringMatching(/^\d{14}_/),
    lastPollAt: now,
    backlog: 46_002,
    quarantineOpen: 3,
    reports: 1,
  });
});
