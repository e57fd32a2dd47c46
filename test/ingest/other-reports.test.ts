import { afterAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import type { Incoming } from '#lib/ingest/incoming';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { FAILURE_REPORT } from '#test/support/sample-failure';
import { TLS_REPORT } from '#test/support/sample-tls';

// Who sent it is another test's matter: nobody answers at this address.
const reader = createReader({ dnsServers: ['127.0.0.1:9'] });
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

function file(name: string | null, content: string): Incoming {
  const raw = Buffer.from(content);
  return { raw, name, receivedAt: new Date('2026-11-06'), uid: null, size: raw.length };
}

test('a TLS report is stored with its sessions and failures, and once', async () => {
  const mail = file('report.json', JSON.stringify(TLS_REPORT));
  const outcomes = await ingestBatch(reader, [mail, mail], context);
  expect(outcomes.map(({ items }) => items[0])).toMatchObject([
    { kind: 'tls', outcome: 'stored' },
    { kind: 'tls', outcome: 'duplicate' },
  ]);
  const { rows } = await pool().query(
    `SELECT p.domain, p.mx_hosts, p.successful_sessions::int AS good, p.failed_sessions::int AS bad,
            f.result_type, f.failed_sessions::int AS detail
     FROM tls_policy p JOIN tls_failure f USING (tls_report_id, policy_no)`,
  );
  expect(rows).toEqual([
    {
      domain: 'example.com',
      mx_hosts: ['mx.example.com'],
      good: 120,
      bad: 3,
      result_type: 'certificate-expired',
      detail: 3,
    },
  ]);
});

test('a failure report is stored without the body of the mail that failed', async () => {
  const [outcome] = await ingestBatch(reader, [file(null, FAILURE_REPORT)], context);
  expect(outcome?.items).toMatchObject([{ kind: 'failure', outcome: 'stored' }]);
  const { rows } = await pool().query(
    'SELECT reported_domain, host(source_ip) AS ip, auth_failure, original_subject FROM failure_report',
  );
  expect(rows).toEqual([
    {
      reported_domain: 'example.com',
      ip: '198.51.100.7',
      auth_failure: 'dmarc',
      original_subject: 'Invoice',
    },
  ]);
  const { rows: all } = await pool().query('SELECT f::text AS whole FROM failure_report f');
  expect(all[0].whole).not.toContain('nobody keeps');
});
