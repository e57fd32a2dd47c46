import { createHash } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, type Viewer } from '#lib/filter/viewer';
import { verifyNightly } from '#lib/jobs/verify-nightly';
import { chainHead, checkChain } from '#lib/queries/audit-chain';
import { auditActors, auditLog } from '#lib/queries/audit-log';
import { exportDataset } from '#lib/queries/datasets';
import { recordAudit } from '#lib/store/audit';
import { sealAudit } from '#lib/store/audit-seal';
import { clearAudit } from '#test/support/clear-audit';
import { seedReport } from '#test/support/seed';

const ada: Viewer = viewerOf('owner', 'Ada');
const all = parseFilter({ range: '7d' });

beforeEach(clearAudit);

afterAll(async () => {
  await closePool();
  await disconnect();
});

describe('an entry, once written', () => {
  beforeEach(async () => {
    await recordAudit(ada, 'mailbox.add', 'main', null, { host: 'imap.example.com' });
    await sealAudit();
  });

  test.each([
    `UPDATE audit_log SET actor = 'Eve'`,
    'DELETE FROM audit_log',
    `DELETE FROM audit_log WHERE actor = 'nobody at all'`,
    'TRUNCATE audit_log',
    'DELETE FROM audit_seal',
    `UPDATE audit_seal SET hash = ''`,
    'TRUNCATE audit_seal',
  ])('is kept: Postgres refuses %s', async (statement) => {
    await expect(pool().query(statement)).rejects.toMatchObject({ code: '42501' });
    expect((await auditLog(ada, all)).rows).toHaveLength(1);
  });

  test('is kept from Prisma, too', async () => {
    await expect(db().auditLog.deleteMany()).rejects.toThrow('only ever added to');
  });
});

describe('the chain', () => {
  beforeEach(async () => {
    for (const name of ['one', 'two', 'three']) await recordAudit(ada, 'mailbox.pause', name);
    await sealAudit();
  });

  test('has a link for every entry, and goes on where it ended', async () => {
    const before = await checkChain(ada);
    expect(before).toMatchObject({ links: 3, broken: null });
    await recordAudit(ada, 'mailbox.resume', 'one');
    expect(await sealAudit()).toBe(1);
    expect(await sealAudit()).toBe(0);
    const after = await checkChain(ada);
    expect(after).toMatchObject({ links: 4, broken: null });
    expect(after.head).not.toBe(before.head);
    expect(await chainHead(ada)).toMatchObject({ position: 4, hash: after.head });
  });

  test.each([
    ['changed', `UPDATE audit_log SET subject = 'other' WHERE subject = 'two'`],
    ['given to another', `UPDATE audit_log SET actor = 'Eve' WHERE subject = 'two'`],
    ['moved in time', `UPDATE audit_log SET at = at - INTERVAL '1 ms' WHERE subject = 'two'`],
    ['taken away', `DELETE FROM audit_log WHERE subject = 'two'`],
    ['taken away with its link', `DELETE FROM audit_seal WHERE position = 2`],
  ])('breaks where an entry is %s behind our back', async (_, statement) => {
    await behindOurBack(statement);
    expect(await checkChain(ada)).toMatchObject({ broken: 2 });
    const { good, told } = await verifyNightly(new Date(), new AbortController().signal);
    expect({ good, told }).toEqual({
      good: false,
      told: { what: 'auditBroken', values: { broken: 2 } },
    });
  });

  test('takes an entry whose transaction ended late at a later place', async () => {
    const late = await pool().connect();
    await late.query('BEGIN');
    await late.query(
      `INSERT INTO audit_log (actor, action, subject) VALUES ('late', 'mailbox.pause', 'late')`,
    );
    await recordAudit(ada, 'mailbox.pause', 'four');
    await sealAudit();
    await late.query('COMMIT');
    late.release();
    await sealAudit();
    expect(await checkChain(ada)).toMatchObject({ links: 5, broken: null });
  });

  test('is not made twice by two workers', async () => {
    for (let n = 0; n < 20; n += 1) await recordAudit(ada, 'mailbox.pause', `box ${n}`);
    const sealed = await Promise.all([sealAudit(), sealAudit(), sealAudit()]);
    expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(20);
    expect(await checkChain(ada)).toMatchObject({ links: 23, broken: null });
  });

  test('can be checked from the file alone', async () => {
    await recordAudit(
      ada,
      'user.limit-domains',
      'bob@example.com',
      { domains: [] },
      { domains: ['b.example', 'a.example'] },
    );
    await sealAudit();
    let before = '0'.repeat(64);
    const lines = await entries(ada);
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const { entry_no, at_utc, actor_id, actor, action, subject, before: was, after } = line;
      const values = [String(entry_no), at_utc, actor_id, actor, action, subject, was, after];
      expect(line['entry_sha256']).toBe(sha256(JSON.stringify(values)));
      expect(line['chain_sha256']).toBe(sha256(before + line['entry_sha256']));
      before = String(line['chain_sha256']);
    }
    expect(before).toBe((await checkChain(ada)).head);
  });
});

describe('the page', () => {
  beforeEach(async () => {
    for (let n = 0; n < 7; n += 1) await recordAudit(ada, 'mailbox.pause', `box ${n}`);
    await recordAudit(viewerOf('admin', 'Bob'), 'user.remove', '100%_real@example.com', {
      role: 'viewer',
    });
  });

  test('shows the newest first, page by page, each entry once', async () => {
    const seen: string[] = [];
    for (let cur: string | null = ''; cur !== null; ) {
      const page = await auditLog(ada, parseFilter({ range: '7d', cur }), { limit: 3 });
      seen.push(...page.rows.map(({ subject }) => subject));
      cur = page.next;
    }
    expect(seen).toEqual([
      '100%_real@example.com',
      ...[6, 5, 4, 3, 2, 1, 0].map((n) => `box ${n}`),
    ]);
  });

  test.each([
    [{ who: 'Bob' }, 1],
    [{ who: '!Bob' }, 7],
    [{ deed: 'user' }, 1],
    [{ deed: 'mailbox,user' }, 8],
    [{ q: 'box' }, 7],
    [{ q: '0%_R' }, 1],
    [{ q: '0%x' }, 0],
    [{ q: 'viewer' }, 1],
    [{ from: '2026-01-01', to: '2026-01-02' }, 0],
    [{ d: 'example.com' }, 0],
  ])('filters by %o', async (search, count) => {
    const filter = parseFilter({ range: '7d', ...search });
    expect((await auditLog(ada, filter)).rows).toHaveLength(count);
    expect(await entries(ada, filter)).toHaveLength(count);
  });

  test('names everybody who did something', async () => {
    expect(await auditActors(ada)).toEqual(['Ada', 'Bob']);
  });
});

test('analysts and viewers read nothing of it', async () => {
  for (const role of ['analyst', 'viewer'] as const) {
    await expect(auditLog(viewerOf(role, 'Eve'), all)).rejects.toMatchObject({
      code: 'auth/forbidden',
    });
    await expect(entries(viewerOf(role, 'Eve'))).rejects.toMatchObject({ code: 'auth/forbidden' });
  }
});

test('who is limited to domains reads their own deeds, and of sources of those domains alone', async () => {
  const { domainId } = await seedReport({ domain: 'mine.example', day: '2026-11-05' });
  const limited = viewerOf('auditor', 'Lim', [domainId]);
  await recordAudit(ada, 'source.label', '192.0.2.1', null, { domains: ['mine.example'] });
  await recordAudit(ada, 'source.label', '192.0.2.2', null, {
    domains: ['mine.example', 'secret.example'],
  });
  await recordAudit(ada, 'source.unlabel', '192.0.2.3', { domains: ['mine.example'] });
  await recordAudit(ada, 'user.create', 'x@example.com', null, { domains: ['mine.example'] });
  await recordAudit(limited, 'session.open', 'lim@example.com');
  const { rows } = await auditLog(limited, all);
  expect(rows.map(({ subject }) => subject)).toEqual(['lim@example.com', '192.0.2.3', '192.0.2.1']);
  expect(await entries(limited)).toHaveLength(3);
  expect(await auditActors(limited)).toEqual(['Ada', 'Lim']);
});

async function behindOurBack(statement: string) {
  for (const table of ['audit_log', 'audit_seal']) {
    await pool().query(`ALTER TABLE ${table} DISABLE TRIGGER only_added`);
  }
  await pool().query(statement);
}

async function entries(viewer: Viewer, filter = all): Promise<Record<string, unknown>[]> {
  let text = '';
  for await (const piece of exportDataset(viewer, filter, 'audit-log', { format: 'jsonl' })) {
    text += piece;
  }
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
}

function viewerOf(role: Viewer['role'], name: string, domains: Viewer['domains'] = 'all') {
  return mintViewer({ userId: `id of ${name}`, name, role, domains });
}

function sha256(text: string) {
  return createHash('sha256').update(text).digest('hex');
}
