import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { disconnect, writing } from '#lib/db/client';
import { keptAnswers } from '#lib/db/kept-answers';
import { closePool, pool, transaction } from '#lib/db/pool';
import { hearChanges } from '#lib/queries/hear-changes';
import { kept } from '#lib/queries/kept';

const leave = new AbortController();
let heard: Promise<void>;

/** Counts how often it was asked, as a question to the database would be. */
function counted() {
  let times = 0;
  return kept(async (_: string) => {
    await sleep(1);
    times += 1;
    return times;
  });
}

/** As another process would: nobody here is told but by the trigger. */
async function elsewhere(statement: string) {
  const other = await pool().connect();
  await other.query(statement);
  other.release();
}

async function isKept() {
  const ask = counted();
  await ask('');
  return (await ask('')) === 1;
}

beforeAll(async () => {
  heard = hearChanges(leave.signal);
  await vi.waitFor(async () => expect(await isKept()).toBe(true));
});

afterAll(async () => {
  leave.abort();
  await heard;
  expect(await isKept()).toBe(false);
  await disconnect();
  await closePool();
});

test('an answer is kept until something changes', async () => {
  const ask = counted();
  expect(await ask('')).toBe(1);
  expect(await ask('')).toBe(1);
  expect(await ask('other')).toBe(2);
  await elsewhere("INSERT INTO reporter (name, name_key) VALUES ('Kept', 'kept')");
  await vi.waitFor(async () => expect(await ask('')).toBe(3));
});

test('who asks after a deed of this process is told of it, however soon', async () => {
  const ask = counted();
  for (const deed of [
    () => writing(async (tx) => await tx.$executeRaw`SELECT 1`),
    () => transaction(async (tx) => await tx.query('SELECT 1')),
  ]) {
    const before = await ask('');
    const underway = deed();
    await underway;
    expect(await ask('')).toBe(before + 1);
  }
});

test('an answer that was underway as something changed is not kept', async () => {
  const ask = counted();
  const old = ask('');
  await writing(async (tx) => await tx.$executeRaw`SELECT 1`);
  keptAnswers.forget();
  await old;
  expect(await ask('')).toBe(2);
});

test('nothing is kept while nobody hears, and again once somebody does', {
  timeout: 30_000,
}, async () => {
  await elsewhere(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE query = 'LISTEN ruascope_changed' AND datname = current_database()`);
  await vi.waitFor(async () => expect(await isKept()).toBe(false));
  await vi.waitFor(async () => expect(await isKept()).toBe(true), { timeout: 20_000 });
});

test('what takes much room makes way for others, and too much is not kept at all', async () => {
  let times = 0;
  const ask = kept(async (_: number, size: number) => {
    times += 1;
    return 'x'.repeat(size);
  });
  const MIB = 1024 * 1024;
  await ask(0, 13 * MIB);
  await ask(0, 13 * MIB);
  await ask(0, 5 * MIB);
  await ask(0, 5 * MIB);
  expect(times).toBe(3);
  for (let at = 1; at <= 9; at += 1) await ask(at, 5 * MIB);
  await ask(9, 5 * MIB);
  expect(times).toBe(12);
  await ask(0, 5 * MIB);
  expect(times).toBe(13);
});

/** Tables of which no kept answer is made: the comings and goings of people, mails and programs. */
const NEVER_KEPT = [
  ...['record', 'report_original', 'tls_report', 'tls_policy', 'tls_failure', 'failure_report'],
  ...['mailbox', 'run', 'message', 'message_item', 'quarantine', 'worker', 'reporter_signer'],
  ...['user', 'session', 'account', 'verification', 'totp', 'recovery_code', 'passkey'],
  ...['account_link', 'api_token', 'api_use', 'user_domain', 'user_group', 'read_mark'],
  ...['read_report', 'audit_log', 'audit_seal', 'export_log', 'evidence_pack', 'evidence_chunk'],
  ...['_prisma_migrations'],
];

test('every table tells of its changes, or no answer hangs on it', async () => {
  const { rows } = await pool().query<{ name: string; tells: boolean }>(`
    SELECT c.relname AS name, EXISTS (SELECT FROM pg_trigger AS t
      WHERE t.tgrelid = c.oid AND t.tgname = 'tell_of_changes') AS tells
    FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace
      AND c.relkind IN ('r', 'p') AND NOT c.relispartition`);
  const silent = rows.filter(({ tells }) => !tells).map(({ name }) => name);
  expect(silent.toSorted()).toEqual(NEVER_KEPT.toSorted());
});
