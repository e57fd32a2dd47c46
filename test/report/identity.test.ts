import { expect, test } from 'vitest';
import { failureIdentity, reportIdentity, tlsIdentity } from '#lib/report/identity';
import { readFile } from '#lib/report/read-file';
import type { TlsReport } from '#lib/report/tls-schema';
import { type Sample, sampleRecord, sampleReport } from '#test/support/sample-report';
import { fixture } from './golden-pairs.ts';

const base = reportIdentity(sampleReport());

test.each<[string, Sample]>([
  ['another reporter', { orgName: 'Other' }],
  ['another address of the reporter', { email: 'dmarc@other.example' }],
  ['another report id', { reportId: '2' }],
  ['a report id in another case', { reportId: 'A' }],
  ['another domain', { domain: 'example.org' }],
  ['another begin', { begin: '2026-11-05T00:00:01Z' }],
  ['another end', { end: '2026-11-06T00:00:00Z' }],
])('%s is another report', (_, sample) => {
  const { identity } = reportIdentity(sampleReport(sample));
  const id = sample.reportId === 'A' ? 'a' : '1';
  expect(identity).not.toBe(reportIdentity(sampleReport({ reportId: id })).identity);
});

test('the case of names does not make another report', () => {
  const shouted = sampleReport({ orgName: 'REPORTER', email: 'DMARC@Reporter.example' });
  expect(reportIdentity(shouted).identity).toBe(base.identity);
});

test('other rows are other content of the same report', () => {
  const other = sampleReport({ records: [sampleRecord({ count: 11 })] });
  const { identity, contentHash } = reportIdentity(other);
  expect(identity).toBe(base.identity);
  expect(contentHash).not.toBe(base.contentHash);
});

test('rows in another order are the same content, one row more is not', () => {
  const rows = [sampleRecord(), sampleRecord({ sourceIp: '192.0.2.2' })];
  const hashes = [rows, rows.toReversed(), [...rows, sampleRecord()]].map(
    (records) => reportIdentity(sampleReport({ records })).contentHash,
  );
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[2]).not.toBe(hashes[0]);
});

test('of more than is kept of what was written, each row counts the same', () => {
  const records = Array.from({ length: 15_000 }, (_, n) =>
    sampleRecord({ headerFrom: `${n}.${'a'.repeat(60)}.example.com` }),
  );
  const hashes = [records, records.toReversed(), records.slice(1)].map(
    (rows) => reportIdentity(sampleReport({ records: rows })).contentHash,
  );
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[2]).not.toBe(hashes[0]);
  expect(hashes[0]).toBe('2e9aca189203cfd6aa79f82de1047e44ec1abb1a7b169d51b89364b02717f67f');
});

test('the hashes stay what they are, for they are stored', () => {
  expect(base).toMatchInlineSnapshot(`
    {
      "contentHash": "25f930c99ac153022d5c2977b0f5bafe4a4efd09982e88842178645f339fe604",
      "identity": "9e5f4c8a6a26ef2cd8c98259b74b7624ceaa3961630f5dccff56b8949a6b2e7d",
    }
  `);
});

test('a TLS report is told apart by its domains too', () => {
  const identities = ['example.com', 'example.org'].map(
    (domain) => tlsIdentity(tlsReport(domain)).identity,
  );
  expect(new Set(identities).size).toBe(2);
  expect(tlsIdentity(tlsReport('example.com')).identity).toBe(identities[0]);
});

test('a failure report is told apart by who reports it', async () => {
  const { items } = await readFile('a.eml', fixture('failure', 'rfc-9991-shape.eml'));
  const outcome = items[0]?.outcome;
  if (!outcome?.ok || outcome.value.kind !== 'failure') throw new Error('no failure report');
  const { report } = outcome.value;
  const one = failureIdentity(report, 'a@example.com');
  const other = failureIdentity(report, 'b@example.com');
  expect(one.identity).not.toBe(other.identity);
  expect(one.contentHash).toBe(other.contentHash);
});

function tlsReport(domain: string): TlsReport {
  return {
    organizationName: 'Reporter',
    contactInfo: null,
    reportId: '1',
    dateRange: { begin: 1_762_300_800, end: 1_762_387_199 },
    policies: [
      {
        type: 'sts',
        typeRaw: 'sts',
        strings: [],
        domain,
        mxHosts: [],
        successfulSessions: 1,
        failedSessions: 0,
        failureDetails: [],
      },
    ],
  };
}
