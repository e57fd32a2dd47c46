import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn, signOut } from '#lib/auth/sign-in';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER as us } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { ingestUpload } from '#lib/ingest/ingest-upload';
import { createReader } from '#lib/ingest/reader-thread';
import { reparseOne } from '#lib/ingest/reparse';
import { retryQuarantine } from '#lib/ingest/retry-quarantine';
import { writeBackup } from '#lib/jobs/backup';
import { applyRetention } from '#lib/jobs/retention';
import { askForJob } from '#lib/jobs/run-jobs';
import { verifyRollup } from '#lib/jobs/verify-rollup';
import { addMailbox, pollNow } from '#lib/store/mailbox';
import { newMailbox } from '#lib/store/mailbox-schema';
import { addDomains } from '#lib/store/parked-domain';
import { listenForPolls, type PollListener } from '#lib/store/poll-signal';
import { ignoreQuarantined, reopenQuarantined } from '#lib/store/quarantine';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';
import { cookieOf, makeAccount, PASSWORD } from '#test/support/account';
import { createDatabase } from '#test/support/database';
import { judgeAll } from '#test/support/judge';
import { everything, NO_ROOM, refuseEntries } from '#test/support/no-room';
import { junkMail, sampleMail } from '#test/support/sample-report';
import { seedReport } from '#test/support/seed';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';

// The same as test/store/deed-and-entry.test.ts holds, of what people and programs have the product do:
// a deed that could not be told is not done.
const folder = tempFolder('deeds');
const reader = createReader({ dnsServers: ['127.0.0.1:9'] });
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
const NOW = new Date('2026-11-24T03:17:00Z');
const NEVER = new AbortController().signal;
const ADA = { email: 'ada@example.net', password: PASSWORD };

let worker: PollListener;
const heard: unknown[] = [];
let [cookie, report, mailbox] = ['', '', 0];

/** What is claimed or looked up is true whether or not a batch commits (ARCHITECTURE.md). */
const TRUE_EITHER_WAY = ['message', 'domain', 'reporter', 'auth_set', 'source'];
/** Who asks pg-boss is known to it. */
const OF_PG_BOSS = ['instance', 'queue'];

beforeAll(async () => {
  await makeAccount(ADA.email);
  cookie = cookieOf(await signIn(ADA, new Headers()));
  await setRetention(us, retentionSettings.parse({ recordDays: 30, originalDays: 30 }));
  await seedReport({ day: '2026-08-05', receivedAt: '2026-08-06T00:00Z', original: '<feedback/>' });
  const [stored] = await ingestBatch(reader, [sampleMail(), ...junk()], context);
  report = stored?.items[0]?.reportUid ?? '';
  // As an older reader might have left it.
  await pool().query('UPDATE report SET pass_count = 0 WHERE uid = $1', [report]);
  await pool().query(`UPDATE quarantine SET state = 'ignored' WHERE id = 2`);
  mailbox = await addMailbox(us, MAILBOX);
  await judgeAll();
  await askForJob('verify');
  worker = await listenForPolls((target) => heard.push(target));
  await writeBackup(us, join(folder, 'whole.zip'), { now: NOW });
  await refuseEntries();
});

afterAll(async () => {
  await Promise.all([worker.close(), reader.close()]);
  rmSync(folder, { recursive: true });
  await closePool();
  await disconnect();
});

const junk = () => ['one', 'two'].map((subject) => junkMail(subject));
const MAILBOX = newMailbox.parse({
  ...{ name: 'reports', host: 'imap.example.net', username: 'reports', password: 'secret' },
});
const upload = { name: 'new.eml', bytes: Buffer.from(sampleMail({ reportId: 'new' }).raw ?? '') };
const headers = () => new Headers({ cookie });

const DEEDS: Record<string, () => Promise<unknown>> = {
  'somebody signs in': () => signIn(ADA, new Headers()),
  'somebody signs out': () => signOut(headers()),
  'a file is uploaded': () => ingestUpload(us, reader, upload, 'upload', NOW),
  'a mail is read again': () => retryQuarantine(us, reader, 1n),
  'a mail is set aside': () => ignoreQuarantined(us, { id: '1' }),
  'mails are set aside': () => ignoreQuarantined(us, { code: null }),
  'a mail is taken back': () => reopenQuarantined(us, { id: '2' }),
  'mails are taken back': () => reopenQuarantined(us, { code: null }),
  'a report is read again': () => reparseOne(us, reader, report, true),
  'retention takes records': () => applyRetention(NOW, NEVER),
  'retention is asked for': () => askForJob('retention', [us, 'retention.ask', 'retention']),
  'a domain is named': () => addDomains(us, ['parked.example']),
};

test.each(Object.entries(DEEDS))(
  'where nobody could be told of it, nothing is done: %s',
  async (name, deed) => {
    const besides = name === 'a domain is named' ? [] : [...TRUE_EITHER_WAY, ...OF_PG_BOSS];
    const before = await everything(besides);
    await expect(deed()).rejects.toThrow(NO_ROOM);
    expect(await everything(besides)).toBe(before);
  },
);

test.each([
  ...['daily', 'daily_report', 'daily_class', 'source_sum'].map((table) => [
    `UPDATE ${table} SET messages = messages + 1`,
    `UPDATE ${table} SET messages = messages - 1`,
  ]),
  ["UPDATE source_verdict SET because = '[]'", 'DELETE FROM source_verdict'],
])('nothing is mended untold: %s', async (plant, unplant) => {
  await pool().query(plant);
  const before = await everything();
  await expect(mend()).rejects.toThrow(NO_ROOM);
  expect(await everything()).toBe(before);
  await pool().query(unplant);
});

async function mend() {
  const mended = [];
  for await (const month of verifyRollup({ repair: true })) mended.push(month);
  return mended;
}

test('no worker hears of a mailbox that nobody is known to have asked for', async () => {
  await expect(pollNow(us, mailbox)).rejects.toThrow(NO_ROOM);
  await pool().query(`SELECT pg_notify('ruascope_poll', 'all')`);
  await expect.poll(() => heard).toEqual(['all']);
});

test('a backup of which nobody is told is nowhere', async () => {
  const file = join(folder, 'untold.zip');
  await expect(writeBackup(us, file, { now: NOW })).rejects.toThrow(NO_ROOM);
  expect(existsSync(file)).toBe(false);
  expect(existsSync(`${file}.${process.pid}.part`)).toBe(false);
});

test('a restore of which nobody is told puts nothing back', async () => {
  const empty = await createDatabase();
  const there = new Client({ connectionString: empty.url });
  await there.connect();
  await refuseEntries(there);
  const env = { DATABASE_URL: empty.url, SECRET_KEY: process.env['SECRET_KEY'] ?? '' };
  const run = await runCli(['restore', join(folder, 'whole.zip')], { env });
  expect(run.code).not.toBe(0);
  expect(run.err).toMatch(NO_ROOM);
  const { rows } = await there.query('SELECT count(*)::int AS reports FROM report');
  expect(rows).toEqual([{ reports: 0 }]);
  await there.end();
  await empty.drop();
});
