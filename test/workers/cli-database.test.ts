import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyPassword } from '#lib/auth/password';
import { viewerOfToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { ingestDemo } from '#lib/ingest/ingest-demo';
import { createReader } from '#lib/ingest/reader-thread';
import { createEmpty } from '#test/support/database';
import { sampleRecord, sampleReport } from '#test/support/sample-report';
import { tempFolder } from '#test/support/temp-folder';
import { type How, jsonLines, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ruascope-cli-'));
const password = put('password', 'four quiet walks\n');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('import stores reports once, and tells it in the words of INTERFACES', async () => {
  const first = put('first.xml', writeAggregate(sampleReport({ reportId: 'first' })));
  const run = await cli(['import', '--json', first]);
  expect(run).toMatchObject({ code: 0, err: '' });
  const none = { stored: 0, duplicate: 0, conflict: 0 };
  expect(jsonLines(run)).toEqual([
    {
      ...{ mails: 0, files: 1, reports: { ...none, stored: 1 }, tls_reports: none },
      ...{ failure_reports: none, quarantined: 0, records: 1, messages: 10 },
      seconds: expect.any(Number),
    },
  ]);
  const again = await cli(['import', '--json', first]);
  expect(jsonLines(again)).toMatchObject([{ reports: { stored: 0, duplicate: 1 }, messages: 0 }]);
  expect(await db().report.count({ where: { reportId: 'first' } })).toBe(1);
});

test('import ends with 2 when something is in quarantine, and stores the rest', async () => {
  const good = put('good.xml', writeAggregate(sampleReport({ reportId: 'good' })));
  const cut = put('cut.xml', writeAggregate(sampleReport()).slice(0, 200));
  const run = await cli(['import', good, cut]);
  expect(run.code).toBe(2);
  expect(run.out).toContain('1 report stored');
  expect(run.out).toContain('in quarantine');
  expect(await db().quarantine.count()).toBe(1);
});

test('a dry run tells what the import will do, and does nothing', async () => {
  const mails = [
    ...['one', 'two', 'one'].map((reportId) => writeAggregate(sampleReport({ reportId }))),
    // The same report with other numbers, and one that is known already.
    writeAggregate(sampleReport({ reportId: 'two', records: [sampleRecord({ count: 3 })] })),
    writeAggregate(sampleReport({ reportId: 'first' })),
    'no report at all',
  ];
  const files = mails.map((text, index) => put(`dry-${index}.xml`, text));
  const rows = async () => [
    await db().report.count(),
    await db().message.count(),
    await db().run.count(),
  ];
  const before = await rows();
  const dry = await cli(['import', '--dry-run', '--json', ...files]);
  expect(await rows()).toEqual(before);
  const real = await cli(['import', '--json', ...files]);
  const [forecast, done] = [dry, real].map((run) => jsonLines(run)[0]);
  expect(forecast).toMatchObject({
    reports: { stored: 2, duplicate: 2, conflict: 1 },
    quarantined: 1,
  });
  expect({ ...Object(forecast), seconds: 0 }).toEqual({ ...Object(done), seconds: 0 });
  const words = await cli(['import', '--dry-run', ...files]);
  expect(words).toMatchObject({ code: 2, out: expect.stringContaining('Nothing was changed.') });
}, 120_000);

test('an import is a run with its counts', async () => {
  const file = put('counted.xml', writeAggregate(sampleReport({ reportId: 'counted' })));
  await cli(['import', file]);
  const run = await db().run.findFirst({ where: { label: 'counted.xml' } });
  expect(run).toMatchObject({ origin: 'import', total: 1, done: 1, stored: 1, error: null });
  expect(run?.endedAt).not.toBeNull();
});

test('demo fills the database through the front door, and --remove takes it away alone', async () => {
  const real = await db().report.count();
  const filled = await cli(['demo', '--days', '5', '--json']);
  expect(filled).toMatchObject({ code: 0, err: '' });
  const [told] = jsonLines(filled);
  expect(told).toMatchObject({ reports: expect.any(Number), messages: expect.any(Number) });
  expect(await db().domain.count({ where: { isDemo: true } })).toBe(3);
  const sum = await db().record.aggregate({ _sum: { count: true }, where: await demoDomains() });
  expect(told).toMatchObject({ messages: sum._sum.count });

  expect(await cli(['demo', '--remove'])).toMatchObject({ code: 0 });
  expect(await db().domain.count({ where: { isDemo: true } })).toBe(0);
  expect(await db().report.count()).toBe(real);
  expect(await db().message.count({ where: { origin: 'demo' } })).toBe(0);
  expect(await cli(['demo', '--remove'])).toMatchObject({ code: 1 });
}, 120_000);

test('a process that remembers a demo which another one removed can fill it again', async () => {
  const reader = createReader();
  const options = { now: new Date(), days: 2, seed: 1 };
  const first = await ingestDemo(reader, options);
  await cli(['demo', '--remove']);
  expect(await ingestDemo(reader, options)).toMatchObject({ stored: first.stored, quarantined: 0 });
  await reader.close();
  await cli(['demo', '--remove']);
}, 120_000);

test('user adds, lists, resets and removes an account', async () => {
  const email = 'ada@example.com';
  const add = ['user', 'add', email, '--role', 'viewer', '--domain', 'example.com'];
  expect(await cli([...add, '--password-file', password])).toMatchObject({ code: 0, err: '' });
  expect(await cli([...add, '--password-file', password])).toMatchObject({ code: 1 });
  expect(jsonLines(await cli(['user', 'list', '--json']))).toMatchObject([
    { email, role: 'viewer', domains: ['example.com'] },
  ]);
  const reset = ['user', 'reset-password', email, '--password-file', '-'];
  expect(await cli(reset, { stdin: 'seven loud trains' })).toMatchObject({ code: 0 });
  const account = await db().account.findFirst({ where: { user: { email } } });
  expect(await verifyPassword(account?.password ?? '', 'seven loud trains')).toBe(true);
  expect(await cli(['user', 'remove', email])).toMatchObject({ code: 0 });
  expect(await cli(['user', 'remove', email])).toMatchObject({ code: 1 });
}, 120_000);

test('user invite prints a link to hand over, and the address has no account yet', async () => {
  const asked = ['user', 'invite', 'nora@example.com', '--role', 'analyst'];
  const run = await cli(asked, { env: { PUBLIC_URL: 'https://ruascope.example' } });
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toMatch(/^https:\/\/ruascope\.example\/invite\/[\w-]{43}\n$/);
  expect(await db().accountLink.count({ where: { email: 'nora@example.com' } })).toBe(1);
  expect(await db().user.count({ where: { email: 'nora@example.com' } })).toBe(0);
}, 120_000);

test('a password that is too short is wrong use, and is not repeated', async () => {
  const file = put('short', 'tiny');
  const run = await cli([
    'user',
    'add',
    'b@example.com',
    '--role',
    'owner',
    '--password-file',
    file,
  ]);
  expect(run.code).toBe(64);
  expect(run.err).toContain('at least');
  expect(run.err).not.toContain('tiny');
});

test('token create prints a token that works, list hides it, revoke ends it', async () => {
  await cli(['user', 'add', 'o@example.com', '--role', 'owner', '--password-file', password]);
  const made = await cli(['token', 'create', 'scripts', '--scope', 'read', '--expires', '30d']);
  expect(made.code).toBe(0);
  const token = made.out.trim();
  expect((await viewerOfToken(`Bearer ${token}`, 'read')).viewer.name).toContain('scripts');

  const list = await cli(['token', 'list']);
  const id = token.split('_')[1] ?? '';
  expect(list.out).toContain(id);
  expect(list.out).not.toContain(token);
  expect(await cli(['token', 'revoke', id])).toMatchObject({ code: 0 });
  await expect(viewerOfToken(`Bearer ${token}`, 'read')).rejects.toThrow();
  expect(await cli(['token', 'revoke', id])).toMatchObject({ code: 1 });
}, 120_000);

test('status tells what is in the database, for people and for programs', async () => {
  const run = await cli(['status', '--json']);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(jsonLines(run)).toMatchObject([
    {
      ...{ database: 'ok', reports: await db().report.count({ where: { counted: true } }) },
      ...{
        secondWall: true,
        quarantineOpen: 2,
        workers: [],
        mailboxes: [],
        domains: [{ domain: 'example.com' }],
      },
    },
  ]);
  expect((await cli(['status'])).out).toMatch(
    /Workers +none at work[\s\S]*Quarantine +2 open[\s\S]*example\.com +(just now|\d+ min ago)/,
  );
}, 120_000);

test('a database that is away is 3, in one line', async () => {
  const url = 'postgresql://nobody:nothing@127.0.0.1:9/nowhere';
  const run = await cli(['user', 'list'], { env: { DATABASE_URL: url } });
  expect(run).toMatchObject({ code: 3, out: '' });
  expect(run.err).toContain('The database cannot be reached.');
  expect(run.err.trim().split('\n')).toHaveLength(1);
  expect(run.err).not.toContain('nothing');
});

test('a database without tables is 3, and the remedy is named', async () => {
  const url = await createEmpty(process.env['DATABASE_URL'] ?? '');
  for (const command of [['status'], ['user', 'list'], ['import', password]]) {
    const run = await cli(command, { env: { DATABASE_URL: url } });
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(run.err).toContain('npm run migrate');
    expect(run.err.trim().split('\n')).toHaveLength(1);
  }
});

test('without DATABASE_URL a command brings its own database, and leaves none running', async () => {
  const home = tempFolder('cli');
  const env = { DATABASE_URL: '', DATA_DIR: home };
  const file = put('own.xml', writeAggregate(sampleReport({ reportId: 'own' })));
  expect(await cli(['import', file], { env })).toMatchObject({ code: 0, err: '' });
  expect(existsSync(join(home, 'postgres/postmaster.pid'))).toBe(false);
  const status = await cli(['status', '--json'], { env });
  expect(jsonLines(status)).toMatchObject([{ reports: 1 }]);
  rmSync(home, { recursive: true, force: true });
}, 180_000);

async function cli(args: readonly string[], how: How = {}) {
  const url = process.env['DATABASE_URL'] ?? '';
  return await runCli(args, { ...how, env: { DATABASE_URL: url, ...how.env } });
}

async function demoDomains() {
  const domains = await db().domain.findMany({ where: { isDemo: true }, select: { id: true } });
  return { domainId: { in: domains.map(({ id }) => id) } };
}

function put(name: string, content: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
