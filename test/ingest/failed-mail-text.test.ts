import { afterAll, expect, test, vi } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { readMail } from '#lib/report/read-mail';
import { FAILURE_REPORT } from '#test/support/sample-failure';

// Before anything is imported: the environment is read once.
vi.hoisted(() => {
  process.env['KEEP_FAILED_MAIL'] = 'on';
});

const reader = createReader({ dnsServers: ['127.0.0.1:9'] });

afterAll(async () => {
  await reader.close();
  await Promise.all([closePool(), disconnect()]);
});

test('the text of a mail that failed is kept where the operator wants that', async () => {
  const raw = Buffer.from(FAILURE_REPORT);
  const mail = { raw, name: null, receivedAt: new Date('2026-11-06'), uid: null, size: raw.length };
  const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
  const [outcome] = await ingestBatch(reader, [mail], context);
  expect(outcome?.items).toMatchObject([{ kind: 'failure', outcome: 'stored' }]);
  const { rows } = await pool().query(
    `SELECT mail_text, encode(content_hash, 'hex') AS hash FROM failure_report`,
  );
  // The text is no part of the content: switched on or off, a report that comes again is the same.
  const read = (await readMail(raw)).items[0]?.outcome;
  const contentHash = read?.ok ? read.value.contentHash : null;
  expect(rows).toEqual([{ mail_text: 'Body that nobody keeps.', hash: contentHash }]);
});
