import { gzipSync } from 'node:zlib';
import AdmZip from 'adm-zip';
import { beforeAll, expect, test } from 'vitest';
import { createToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { cookieFor, makeAccount } from '#test/support/account';
import { call, json } from '#test/support/api';
import { sampleMail, sampleReport } from '#test/support/sample-report';

const IMPORT = '/api/v1/import';
const report = (reportId: string) => gzipSync(writeAggregate(sampleReport({ reportId })));
const stored = async () =>
  (await db().report.findMany()).map(({ reportId }) => reportId).toSorted();
let token: string;

beforeAll(async () => {
  await makeAccount('ada@example.com', { role: 'owner' });
  const wanted = { name: 'cron', scope: 'import', domains: [], expiresInDays: 1 } as const;
  token = await createToken(SYSTEM_VIEWER, wanted);
});

test('takes a report file as the body itself, and a second time as a duplicate', async () => {
  const send = () => call(`${IMPORT}?name=a.xml.gz`, { token, body: report('1') });
  const answer = await send();
  expect(answer.status).toBe(200);
  expect(await json(answer)).toMatchObject({
    files: [
      {
        name: 'a.xml.gz',
        state: 'done',
        records: 1,
        items: [{ kind: 'aggregate', outcome: 'stored' }],
      },
    ],
  });
  expect(await json(await send())).toMatchObject({
    files: [{ items: [{ outcome: 'duplicate' }] }],
  });
  expect(await stored()).toEqual(['1']);
});

test('takes several files of a form, and says of each what became of it', async () => {
  const body = new FormData();
  body.append('file', new File([report('2')], 'two.xml.gz'));
  body.append('file', new File(['<feedback><report_metadata>'], 'broken.xml'));
  body.append('comment', 'no file');
  const answer = await call(IMPORT, { token, body });
  expect(answer.status).toBe(422);
  expect(await json(answer)).toMatchObject({
    files: [
      { name: 'two.xml.gz', state: 'done' },
      { name: 'broken.xml', state: 'quarantined', items: [{ outcome: 'refused' }] },
    ],
  });
  expect(await stored()).toEqual(['1', '2']);
});

test('takes a mail', async () => {
  const { raw } = sampleMail({ reportId: '3' });
  const answer = await call(`${IMPORT}?name=report.eml`, {
    token,
    body: Uint8Array.from(raw ?? []),
  });
  expect(answer.status).toBe(200);
  expect(await stored()).toEqual(['1', '2', '3']);
});

test.each([
  ['nothing', { body: '' }],
  [
    'a form without a file',
    { body: new URLSearchParams(), headers: { 'content-type': 'multipart/form-data' } },
  ],
])('refuses %s', async (_, sent) => {
  const answer = await call(IMPORT, { token, ...sent });
  expect(answer.status).toBe(400);
});

test('does not read a body to its end that is beyond the limit', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      sent += 2 ** 20;
      controller.enqueue(new Uint8Array(2 ** 20));
    },
  });
  const answer = await call(IMPORT, { token, body: endless });
  expect(answer.status).toBe(413);
  expect(await json(answer)).toMatchObject({
    code: 'report/too-large',
    detail: expect.stringContaining('MAX_MAIL_BYTES'),
  });
  expect(sent).toBeLessThan(30 * 2 ** 20);
});

test('a session may import from our own pages alone', async () => {
  const cookie = await cookieFor('ada@example.com');
  const status = async (headers: Record<string, string>) =>
    (await call(IMPORT, { cookie, headers, body: report('4') })).status;
  expect(await status({})).toBe(403);
  expect(await status({ origin: 'null' })).toBe(403);
  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await stored()).not.toContain('4');
  expect(await status({ origin: 'http://localhost:3000' })).toBe(200);
  expect(await stored()).toContain('4');
});

test.each(['viewer', 'auditor'] as const)('a %s may not import', async (role) => {
  await makeAccount(`${role}@example.com`, { role });
  const cookie = await cookieFor(`${role}@example.com`);
  const headers = { origin: 'http://localhost:3000' };
  const answer = await call(IMPORT, { cookie, headers, body: report('5') });
  expect(answer.status).toBe(403);
  expect(await stored()).not.toContain('5');
});

test('says of each report in an archive what it is about and what it adds', async () => {
  const archive = new AdmZip();
  for (const day of ['2026-10-01', '2026-10-02']) {
    const span = { begin: `${day}T00:00Z`, end: `${day}T23:59:59Z` };
    const xml = writeAggregate(sampleReport({ reportId: `of ${day}`, orgName: 'Post', ...span }));
    archive.addFile(`${day}.xml`, Buffer.from(xml));
  }
  const body = new Uint8Array(archive.toBuffer());
  const answer = await call(`${IMPORT}?name=two.zip`, { token, body });
  const of = (day: string) => ({
    about: { domain: 'example.com', reporter: 'Post', begin: `${day}T00:00:00.000Z` },
    messages: 10,
  });
  expect(await json(answer)).toMatchObject({
    files: [{ messages: 20, items: [of('2026-10-01'), of('2026-10-02')] }],
  });
});
