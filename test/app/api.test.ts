import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { limitAccount } from '#lib/store/user-limits';
import { cookieFor, makeAccount } from '#test/support/account';
import { call, json, routesBelow } from '#test/support/api';
import { sampleMail, sampleRecord } from '#test/support/sample-report';

const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
const reader = createReader();
let owner: Viewer;
let token: string;

beforeAll(async () => {
  const userId = await makeAccount('ada@example.com', { role: 'owner' });
  owner = mintViewer({ userId, name: 'Ada', role: 'owner', domains: 'all' });
  await ingest(
    sampleMail({ domain: 'example.com', reportId: '1' }),
    sampleMail({
      domain: 'example.net',
      reportId: '2',
      begin: '2026-11-06T00:00Z',
      end: '2026-11-06T23:59:59Z',
      records: [sampleRecord({ headerFrom: 'example.net', count: 7, dkim: 'fail', spf: 'fail' })],
    }),
  );
  token = await tokenFor({});
});

afterAll(() => reader.close());

async function ingest(...mails: ReturnType<typeof sampleMail>[]) {
  const from = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
  await ingestBatch(reader, mails, from);
}

async function tokenFor({ scope = 'read' as 'read' | 'import', domains = [] as string[] }) {
  return await createToken(owner, { name: 'test', scope, domains, expiresInDays: 1 });
}

const v1 = routesBelow('api/v1').filter((path) => !path.endsWith('openapi.json'));
const posts = ['/api/v1/import'];
const example = (path: string) =>
  path
    .replace('metrics/[id]', 'metrics/M1')
    .replace('[file]', 'records.csv')
    .replace('[ip]', '192.0.2.1')
    .replace(/\[\w+\]/, 'x');
const bodyOf = (path: string) => (posts.includes(path) ? { body: 'x' } : {});

test.each(v1)('%s refuses whoever says nothing about themselves', async (path) => {
  const answer = await call(example(path), bodyOf(path));
  expect(answer.status).toBe(posts.includes(path) ? 403 : 401);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('whoever sends no token is told how to make one, and one in an address to end it', async () => {
  const told = async (path: string) => (await json(await call(path)))['detail'];
  expect(await told('/api/v1/totals')).toContain('ruascope token create NAME --scope read');
  expect(await told(`/api/v1/totals?token=dmr_${'0'.repeat(16)}`)).toMatch(/^A token belongs in a/);
});

test.each(v1)('%s refuses an unknown token, and says how to send one', async (path) => {
  const unknown = `dmr_0123456789abcdef_${'A'.repeat(43)}`;
  const answer = await call(example(path), { token: unknown, ...bodyOf(path) });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  expect(await json(answer)).toEqual({
    type: 'urn:ruascope:problem:auth/unauthenticated',
    title: 'Please sign in.',
    status: 401,
    code: 'auth/unauthenticated',
    detail: 'The token is unknown or has expired.',
  });
});

test.each(v1)('%s refuses a token that was made for another purpose', async (path) => {
  const other = await tokenFor({ scope: posts.includes(path) ? 'read' : 'import' });
  const answer = await call(example(path), { token: other, ...bodyOf(path) });
  expect(answer.status).toBe(403);
  expect(await json(answer)).toMatchObject({ code: 'auth/forbidden' });
});

test.each(v1.filter((path) => !posts.includes(path)))(
  '%s names a parameter that is none',
  async (path) => {
    const answer = await call(`${example(path)}?form=2026-11-01`, { token });
    expect(answer.status).toBe(400);
    expect(await json(answer)).toMatchObject({
      code: 'request/invalid',
      detail: expect.stringContaining('form'),
    });
  },
);

test.each([
  ['ip=hello', 'ip: expected an IP address or a CIDR block'],
  ['from=2026-11-31&to=2026-12-01', 'from: '],
  ['res=passed,maybe', 'res: '],
  ['limit=0', 'limit: '],
  ['d=example.com&d=!!', 'd: '],
])('a program that asks for %s is told what is wrong with it', async (search, detail) => {
  const answer = await call(`/api/v1/sources?${search}`, { token });
  expect(answer.status).toBe(400);
  expect((await json(answer))['detail']).toContain(detail);
});

test('totals answer the question they repeat', async () => {
  const answer = await call(`/api/v1/totals?${NOVEMBER}&cmp=none`, { token });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  expect(await json(answer)).toMatchObject({
    query: { from: '2026-11-01', to: '2026-11-30', days: 30, domains: [], compare: 'none' },
    messages: 17,
    passed: 10,
    dkim_aligned: 10,
    by_outcome: { passed: 10, delivered: 7 },
    previous: null,
  });
});

test('volume has a row for each day, or for each week where weeks are asked for', async () => {
  const days = await json(await call(`/api/v1/volume?${NOVEMBER}`, { token }));
  expect(days['rows']).toHaveLength(30);
  const weeks = await json(await call(`/api/v1/volume?${NOVEMBER}&g=week`, { token }));
  expect(weeks['rows']).toHaveLength(6);
});

test('volume by the hour says why there is none, and what it leaves out', async () => {
  const day = 'from=2026-11-06&to=2026-11-06&g=hour';
  const answer = await json(await call(`/api/v1/volume?${day}`, { token }));
  expect(answer).toMatchObject({ refused: 'daily-reports', rows: [], hourly: 0, beside: 7 });
  const silent = 'from=2026-11-08&to=2026-11-08&g=hour';
  const none = await json(await call(`/api/v1/volume?${silent}`, { token }));
  expect(none).toMatchObject({ refused: null, rows: { 23: { hour: '2026-11-08T23:00Z' } } });
});

test('hours by class and by domain are refused, or told, as those of all mail are', async () => {
  const day = 'from=2026-11-06&to=2026-11-06&g=hour';
  const silent = 'from=2026-11-08&to=2026-11-08&g=hour';
  for (const path of ['class-volume', 'domain-volume']) {
    const answer = await json(await call(`/api/v1/${path}?${day}`, { token }));
    expect(answer).toMatchObject({ refused: 'daily-reports', hourly: 0, beside: 7 });
  }
  const camps = await json(await call(`/api/v1/class-volume?${silent}`, { token }));
  expect(camps).toMatchObject({ rows: { 23: { hour: '2026-11-08T23:00Z', total: 0 } } });
  const domains = await json(await call(`/api/v1/domain-volume?${silent}`, { token }));
  expect(domains).toMatchObject({ refused: null, rows: [] });
});

test('pages of reports meet without gap or overlap', async () => {
  const first = await json(await call(`/api/v1/reports?${NOVEMBER}&limit=1`, { token }));
  const second = await json(
    await call(`/api/v1/reports?${NOVEMBER}&limit=1&cur=${first['next']}`, { token }),
  );
  expect([first, second].flatMap(({ rows }) => rows)).toMatchObject([
    { domain: 'example.net', report_id: '2', messages: 7 },
    { domain: 'example.com', report_id: '1', messages: 10 },
  ]);
  expect(second['next']).toBeNull();
});

test('a token limited to a domain sees that domain alone, however it asks', async () => {
  const limited = await tokenFor({ domains: ['example.net'] });
  const answerTo = async (path: string) => await json(await call(path, { token: limited }));
  expect(await answerTo(`/api/v1/totals?${NOVEMBER}`)).toMatchObject({ messages: 7, domains: 1 });
  expect(await answerTo(`/api/v1/totals?${NOVEMBER}&d=example.com`)).toMatchObject({ messages: 0 });
  expect(await answerTo('/api/v1/domains')).toMatchObject({ rows: [{ name: 'example.net' }] });
  expect(await answerTo(`/api/v1/reports?${NOVEMBER}`)).toMatchObject({
    rows: [{ report_id: '2' }],
  });
  const { uid } = await db().report.findFirstOrThrow({ where: { reportId: '1' } });
  for (const path of [`/api/v1/reports/${uid}`, `/api/v1/reports/${uid}/original`]) {
    expect((await call(path, { token })).status).toBe(200);
    expect((await call(path, { token: limited })).status).toBe(404);
  }
});

test('a report comes with its records and, apart, as the file it was', async () => {
  const { uid } = await db().report.findFirstOrThrow({ where: { reportId: '1' } });
  expect(await json(await call(`/api/v1/reports/${uid}`, { token }))).toMatchObject({
    report: { report_id: '1', domain: 'example.com', policy: { p: 'none' } },
    records: [{ record_no: 1, header_from: 'example.com', dkim_aligned: true }],
  });
  const original = await call(`/api/v1/reports/${uid}/original`, { token });
  expect(await original.text()).toContain('<report_id>1</report_id>');
  expect(Object.fromEntries(original.headers)).toMatchObject({
    'content-disposition': `attachment; filename="dmarc_report_${uid}.xml"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
});

test.each(['x', '00000000-0000-0000-0000-000000000000', '%00', "1' OR '1'='1"])(
  'there is no report %s',
  async (id) => {
    const answer = await call(`/api/v1/reports/${encodeURIComponent(id)}`, { token });
    expect(answer.status).toBe(404);
  },
);

test('a session of our own pages is as good as a token, but not from another site', async () => {
  const cookie = await cookieFor('ada@example.com');
  const status = async (headers: Record<string, string>) =>
    (await call('/api/v1/domains', { cookie, headers })).status;
  expect(await status({})).toBe(200);
  expect(await status({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(401);
});

test('a session limited to a domain sees that domain alone', async () => {
  await makeAccount('bob@example.com');
  await limitAccount(SYSTEM_VIEWER, 'bob@example.com', { domains: ['example.net'] });
  const cookie = await cookieFor('bob@example.com');
  const answer = await call('/api/v1/domains', { cookie });
  expect(await json(answer)).toMatchObject({ rows: [{ name: 'example.net' }] });
});

test('records come by the names of their export', async () => {
  const page = await json(await call(`/api/v1/records?${NOVEMBER}&limit=1`, { token }));
  expect(page).toMatchObject({ rows: [{ domain: 'example.com', message_count: 10 }] });
  const next = `/api/v1/records?${NOVEMBER}&limit=1&cur=${page['next']}`;
  expect(await json(await call(next, { token }))).toMatchObject({
    rows: [{ domain: 'example.net', message_count: 7, dmarc_pass: false }],
    next: null,
  });
});

test('an export is a file with a name of its own, guarded and marked only when asked', async () => {
  const answer = await call(`/api/v1/export/records.csv?${NOVEMBER}&d=example.com`, { token });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition':
      'attachment; filename="dmarc_records_example.com_2026-11-01_2026-11-30_utc_v1.csv"; ' +
      "filename*=UTF-8''dmarc_records_example.com_2026-11-01_2026-11-30_utc_v1.csv",
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  const [header, line, end] = (await answer.text()).split('\r\n');
  expect(header).toMatch(/^schema_version,domain,header_from,/);
  expect(line).toMatch(/^1,example.com,example.com,/);
  expect(end).toBe('');
  const marked = `/api/v1/export/records.csv?${NOVEMBER}&bom=1&delimiter=;`;
  const bytes = await (await call(marked, { token })).bytes();
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toMatch(
    /^\ufeffschema_version;/,
  );
});

test('an export in JSON Lines has one object a line', async () => {
  const answer = await call(`/api/v1/export/daily.jsonl?${NOVEMBER}`, { token });
  expect(answer.headers.get('content-type')).toBe('application/jsonl');
  const lines = (await answer.text()).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ date_utc: '2026-11-05', domain: 'example.com' }),
  );
});

test.each(['records.xlsx', 'users.csv', 'records', '../records.csv', 'records.csv.csv'])(
  'there is no export %s',
  async (file) => {
    const answer = await call(`/api/v1/export/${encodeURIComponent(file)}`, { token });
    expect(answer.status).toBe(404);
  },
);
