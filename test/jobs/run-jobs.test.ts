import { afterAll, beforeEach, expect, test } from 'vitest';
import { databaseUrl, db, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { askForJob, runJobs } from '#lib/jobs/run-jobs';
import { jobStatus } from '#lib/queries/job-status';
import { startWorker } from '#test/crash/broken-house';
import { seedReport } from '#test/support/seed';

// Jobs stand in the same Postgres, run in one worker of many, and tell what came of them.

const PATIENT = { timeout: 15_000, interval: 50 };

beforeEach(async () => {
  await pool().query('DROP SCHEMA IF EXISTS jobs CASCADE');
  await pool().query('TRUNCATE record, daily, report, domain, reporter CASCADE');
});

afterAll(async () => {
  await closePool();
  await disconnect();
});

/** So many workers at once, for as long as `during` takes. */
async function withWorkers(count: number, during: () => Promise<void>) {
  const stop = new AbortController();
  const workers = Array.from({ length: count }, () => runJobs(stop.signal));
  try {
    await during();
  } finally {
    stop.abort();
    await Promise.all(workers);
  }
}

async function verifyJob(now?: Date) {
  return (await jobStatus(SYSTEM_VIEWER, now)).find(({ name }) => name === 'verify');
}

test('before any worker has started there is nothing to show, and no error', async () => {
  expect(await jobStatus(SYSTEM_VIEWER)).toEqual([]);
});

test('two workers that start at once on an empty database make one schedule', async () => {
  await withWorkers(2, async () => {
    await expect.poll(() => verifyJob(), PATIENT).toBeDefined();
  });
  const status = await verifyJob(new Date('2026-11-24T03:47:00Z'));
  expect(status).toMatchObject({ state: 'new', lastAt: null, text: null });
  expect(status?.nextAt).toEqual(new Date('2026-11-25T03:47:00Z'));
  expect((await verifyJob(new Date('2026-11-24T03:46:00Z')))?.nextAt).toEqual(
    new Date('2026-11-24T03:47:00Z'),
  );
});

test('a job that is asked for twice runs once, in one of two workers, and says what it found', async () => {
  await seedReport({ day: '2026-10-01' });
  await askForJob('verify');
  await askForJob('verify');
  await withWorkers(2, async () => {
    await expect.poll(() => verifyJob(), PATIENT).toMatchObject({ state: 'good' });
  });
  const status = await verifyJob();
  expect(status?.text).toBe('The roll-up agrees with the records: 1 month of domains compared.');
  const { rows } = await pool().query(
    `SELECT count(*)::int AS runs FROM jobs.job WHERE name = 'verify'`,
  );
  expect(rows).toEqual([{ runs: 1 }]);
});

test('what a job finds wrong is shown as such', async () => {
  await seedReport({ day: '2026-10-01' });
  await pool().query('UPDATE daily SET messages = 2');
  await askForJob('verify');
  await withWorkers(1, async () => {
    await expect.poll(() => verifyJob(), PATIENT).toMatchObject({ state: 'bad' });
  });
  expect((await verifyJob())?.text).toContain('example.com 2026-10. Mend it with');
});

test('a job that the world fails is tried again later, and shows why', async () => {
  await askForJob('verify');
  await pool().query('ALTER TABLE dropped_month RENAME TO mislaid');
  await seedReport({ day: '2026-10-01' });
  await withWorkers(1, async () => {
    await expect.poll(() => verifyJob(), PATIENT).toMatchObject({ state: 'retrying' });
    const status = await verifyJob();
    expect(status?.text).toContain('dropped_month');
    expect(status?.nextAt.getTime()).toBeGreaterThan(Date.now());
    await pool().query('ALTER TABLE mislaid RENAME TO dropped_month');
    await pool().query(`UPDATE jobs.job SET start_after = now() WHERE name = 'verify'`);
    await expect.poll(() => verifyJob(), PATIENT).toMatchObject({ state: 'good' });
  });
});

test('a role that may not make the schema of the jobs is told what to run, and then works', async () => {
  const { pathname, username } = new URL(databaseUrl());
  const right = `CREATE ON DATABASE "${pathname.slice(1)}"`;
  await pool().query(`REVOKE ${right} FROM PUBLIC, "${username}"`);
  const worker = startWorker({ DATABASE_URL: databaseUrl() });
  try {
    await expect.poll(worker.said, PATIENT).toMatch(/run: CREATE SCHEMA jobs AUTHORIZATION \w+;/);
    await expect(askForJob('verify')).rejects.toMatchObject({ code: 'database/forbidden' });
    // Meanwhile it polls, and notes that it is there.
    await expect.poll(() => db().worker.count(), PATIENT).toBe(1);
    const [statement = ''] = /CREATE SCHEMA jobs AUTHORIZATION \w+;/.exec(worker.said()) ?? [];
    await pool().query(`GRANT ${right} TO "${username}"`);
    await pool().query(statement);
    await pool().query(`REVOKE ${right} FROM "${username}"`);
    await expect.poll(() => verifyJob(), PATIENT).toMatchObject({ state: 'new' });
  } finally {
    await worker.end('SIGTERM');
    await pool().query(`GRANT ${right} TO "${username}"`);
  }
});

test('a worker that is stopped ends in seconds, and the job it had goes on elsewhere', async () => {
  const holder = await pool().connect();
  await seedReport({ day: '2026-10-01' });
  await askForJob('verify');
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE daily IN ACCESS EXCLUSIVE MODE');
  const before = performance.now();
  await withWorkers(1, async () => {
    await expect.poll(() => verifyJob(), PATIENT).toMatchObject({ state: 'running' });
    setTimeout(() => void holder.query('COMMIT'), 500);
  });
  expect(performance.now() - before).toBeLessThan(20_000);
  holder.release();
  await pool().query(`UPDATE jobs.job SET start_after = now() WHERE name = 'verify'`);
  await withWorkers(1, async () => {
    await expect.poll(() => verifyJob(), PATIENT).toMatchObject({ state: 'good' });
  });
});
