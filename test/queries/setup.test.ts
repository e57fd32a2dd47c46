import { afterAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { seenPolicy } from '#lib/queries/seen-policy';
import { setupState } from '#lib/queries/setup';
import { dismissSetup } from '#lib/store/setup';
import { labelSources } from '#lib/store/source-label';
import { seedReport } from '#test/support/seed';

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('an installation goes its way step by step, and the demo is no step of it', async () => {
  await seedReport({ domain: 'demo.example', isDemo: true, receivedAt: '2026-11-02T00:00:00Z' });
  const nothing = { mailboxes: 0, lastOkAt: null, domains: 0, lastReportAt: null };
  expect(await setupState(SYSTEM_VIEWER)).toEqual({
    ...nothing,
    ...{ labelled: false, dismissed: false },
  });

  await pool().query(
    `INSERT INTO mailbox (name, host, port, tls, username, secret, last_ok_at)
     VALUES ('new', 'imap.example.com', 993, 'implicit', 'a', 'x', NULL),
       ('read', 'imap.example.com', 993, 'implicit', 'b', 'x', '2026-11-03T10:00:00Z')`,
  );
  await seedReport({ domain: 'example.com', receivedAt: '2026-11-03T09:00:00Z' });
  const said = { domain: 'example.com', everywhere: false, note: null, owner: null };
  await labelSources(SYSTEM_VIEWER, { ...said, subjects: [{ service: 'Ours' }], label: 'yours' });
  await dismissSetup(SYSTEM_VIEWER, new Date());
  expect(await setupState(SYSTEM_VIEWER)).toEqual({
    mailboxes: 2,
    lastOkAt: new Date('2026-11-03T10:00:00Z'),
    domains: 1,
    lastReportAt: new Date('2026-11-03T09:00:00Z'),
    ...{ labelled: true, dismissed: true },
  });
});

test('what was said and undone is not said', async () => {
  await pool().query('UPDATE source_label SET undone_at = now()');
  expect((await setupState(SYSTEM_VIEWER)).labelled).toBe(false);
});

test('the policy of a domain is that of its newest report, for whoever may see it', async () => {
  const of = { domain: 'seen.example' };
  await seedReport({ ...of, day: '2026-11-02', policy: { p: 'reject', adkim: 's' } });
  const { domainId } = await seedReport({ ...of, day: '2026-11-01', policy: { p: 'none' } });
  expect(await seenPolicy(SYSTEM_VIEWER, 'seen.example')).toMatchObject({
    p: 'reject',
    adkim: 's',
  });
  const viewer = (domains: number[]) =>
    mintViewer({ userId: 'x', name: 'x', role: 'viewer', domains });
  expect(await seenPolicy(viewer([domainId]), 'seen.example')).toMatchObject({ p: 'reject' });
  expect(await seenPolicy(viewer([]), 'seen.example')).toBeNull();
  expect(await seenPolicy(SYSTEM_VIEWER, 'never.example')).toBeNull();
});
