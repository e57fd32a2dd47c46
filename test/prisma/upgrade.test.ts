import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { migrate } from '#prisma/migrate';
import { MIGRATIONS, migrationNames } from '#prisma/migration-list';
import { requireSchema } from '#prisma/require-schema';
import { createEmpty } from '#test/support/database';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';

const ALL = migrationNames(MIGRATIONS);
const scratch = tempFolder('upgrade');
afterAll(() => rmSync(scratch, { recursive: true }));

/** A quarter of an hour of a life that every schema can tell: it is written in the words of the first. */
const ROWS = `
  INSERT INTO domain (name, org_domain) VALUES ('example.com', 'example.com');
  INSERT INTO reporter (name, name_key) VALUES ('Reporter', 'reporter');
  INSERT INTO auth_set (digest, dkim, spf) VALUES ('\\x01', '[]', '[]');
  INSERT INTO report (domain_id, reporter_id, identity, content_hash, counted, org_name, report_id,
      begin_at, end_at, received_at, dialect, policy_p, spread, original_bytes, original_sha256,
      record_count, message_count, pass_count)
    SELECT 1, 1, decode(lpad(n::text, 4, '0'), 'hex'), decode(lpad(n::text, 4, '0'), 'hex'), true,
      'Reporter', n::text, '2026-05-01', '2026-05-01T23:59:59Z', '2026-05-02',
      (SELECT min(enumlabel) FROM pg_enum WHERE enumtypid = 'dialect'::regtype)::dialect, 'none', false,
      1, '\\x01', 1, 10, 7
    FROM generate_series(1, 3) n;
  SELECT ensure_record_month('2026-05-01');
  INSERT INTO record (report_id, day, record_no, domain_id, reporter_id, auth_set_id, count, outcome,
      disposition, requested, dkim_aligned, spf_aligned, inconsistent, source_ip, header_from)
    SELECT n, '2026-05-01', 0, 1, 1, 1, 10, 'passed', 'none', 'none', true, true, false, '192.0.2.1',
      'example.com' FROM generate_series(1, 3) n;
  INSERT INTO daily VALUES (1, '2026-05-01', 'passed', 'none', true, true, 30, 3);
  INSERT INTO mailbox (name, host, port, tls, username, secret, uid_validity, last_uid)
    VALUES ('reports', 'imap.example.com', 993, 'implicit', 'dmarc', 'v1:sealed', 7, 42);
  INSERT INTO message (origin, mailbox_id, uid_validity, uid, size, received_at, state)
    SELECT 'mailbox', 1, 7, n, 1, now(), 'done' FROM generate_series(1, 3) n;
  INSERT INTO quarantine (message_id, code, text) VALUES (1, 'report/malformed', 'It is not XML.');
  INSERT INTO "user" (id, name, email) VALUES ('u', 'Ada', 'ada@example.com');
  INSERT INTO account (id, account_id, provider_id, user_id, password) VALUES ('a', 'u', 'x', 'u', 'hash');
  INSERT INTO api_token (id, name, hash, scope, user_id) VALUES ('t', 'ci', '\\x01', 'read', 'u');
  INSERT INTO audit_log (actor, action, subject) VALUES ('Ada', 'mailbox.add', 'reports');
  INSERT INTO setting (key, value) VALUES ('retention', '{}');`;

const KEPT = `
  SELECT (SELECT count(*)::int FROM report) AS reports,
    (SELECT sum(count)::int FROM record) AS messages,
    (SELECT sum(messages)::int FROM daily) AS daily,
    (SELECT count(*)::int FROM message) AS mails,
    (SELECT last_uid::int FROM mailbox) AS last_uid,
    (SELECT auth::text FROM mailbox) AS auth,
    (SELECT count(*)::int FROM quarantine WHERE state = 'open') AS quarantined,
    (SELECT count(*)::int FROM "user" JOIN account ON user_id = "user".id) AS accounts,
    (SELECT count(*)::int FROM audit_log) AS deeds`;

test.each(ALL.map((name, n) => [name, n + 1] as const))(
  'a database of %s becomes one of today, and keeps what is in it',
  async (_, length) => {
    const url = await createEmpty(inject('templateUrl'));
    expect(await migrate(url, prefixOf(length))).toHaveLength(length);
    await ask(url, ROWS);
    if (length < ALL.length) {
      await expect(requireSchema(url)).rejects.toThrow(/npm run migrate.*is not applied yet/);
    }
    expect(await migrate(url)).toEqual(ALL.slice(length));
    await requireSchema(url);
    expect(await ask(url, KEPT)).toEqual([
      {
        ...{ reports: 3, messages: 30, daily: 30, mails: 3, last_uid: 42, auth: 'password' },
        ...{ quarantined: 1, accounts: 1, deeds: 1 },
      },
    ]);
    // What a later schema adds up, it adds up from the rows that were there before it.
    if (length < ALL.indexOf('20261124181300_daily_report') + 1) {
      const rolled = 'SELECT reports::int, messages::int, passed::int FROM daily_report';
      expect(await ask(url, rolled)).toEqual([{ reports: 3, messages: 30, passed: 21 }]);
    }
    if (length < ALL.indexOf('20261124203754_source_sums') + 1) {
      expect(await ask(url, 'SELECT count(*)::int AS noted FROM changed_month')).toEqual([
        { noted: 1 },
      ]);
    }
  },
  180_000,
);

test('web, worker and command line refuse a database that a newer version has used, in one line', async () => {
  const url = await createEmpty(inject('templateUrl'));
  await migrate(url);
  await ask(
    url,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ('x', 'x', '20990101000000_future', now(), now(), 1)`,
  );
  const words =
    /^The database is of another version.*newer Ruascope has used it \(20990101000000_future is unknown here\)\. Update/;
  const env = { DATABASE_URL: url, SECRET_KEY: 'x'.repeat(32), PORT: '0' };
  const status = await runCli(['status'], { env });
  expect(status).toMatchObject({ code: 3, err: expect.stringMatching(words) });
  expect(await run(['prisma/web.ts'], env)).toMatchObject({
    code: 3,
    err: expect.stringMatching(words),
  });
  const worker = await run(['workers/poll.ts'], env);
  expect(worker.code).toBe(3);
  expect(worker.err).toContain('20990101000000_future is unknown here');
}, 120_000);

async function run(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    env: { NODE_ENV: 'production', PATH: process.env['PATH'], ...env },
  });
  const ended = once(child, 'close');
  const err = await text(child.stderr);
  await ended;
  return { code: child.exitCode, err };
}

/** The first migrations alone, as an older version had them. */
function prefixOf(length: number) {
  const folder = mkdtempSync(join(scratch, 'prefix-'));
  for (const name of ALL.slice(0, length)) {
    cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true });
  }
  return folder;
}

async function ask(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
