import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { db } from '#lib/db/client';
import { mailboxSecret } from '#lib/store/sealed-columns';
import { decrypt } from '#lib/store/secret';
import { hasDovecot, PASSWORD, startDovecot } from '#test/support/dovecot';
import { startTokenServer } from '#test/support/token-server';
import { lunchMail, reportMails } from './mail-house.ts';
import { type How, jsonLines, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ruascope-cli-'));
const passwordFile = put('password', 'open sesame\n');
const SERVER = ['--host', '127.0.0.1', '--user', 'dmarc', '--password-file', passwordFile];

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('add keeps a mailbox with its password sealed, list shows it without, pause stops it, remove forgets it', async () => {
  const after = ['--after', 'move:Done', '--after-failure', 'seen'];
  const added = await cli(['mailbox', 'add', 'reports', ...SERVER, '--tls', 'none', ...after]);
  expect(added).toMatchObject({ code: 0, err: '' });
  const row = await db().mailbox.findUnique({ where: { name: 'reports' } });
  expect(row).toMatchObject({ port: 993, folder: 'INBOX', afterSuccess: 'move:Done' });
  expect(row?.secret).not.toContain('sesame');
  expect(decrypt(row?.secret ?? '', mailboxSecret('reports'))).toBe('open sesame');
  expect((await cli(['mailbox', 'add', 'reports', ...SERVER])).code).toBe(1);

  const list = await cli(['mailbox', 'list', '--json']);
  expect(jsonLines(list)).toMatchObject([{ name: 'reports', host: '127.0.0.1', state: 'new' }]);
  expect(list.out).not.toContain('secret');
  expect((await cli(['mailbox', 'list'])).out).toMatch(
    /NAME +SERVER[\s\S]*reports +127\.0\.0\.1:993/,
  );

  expect(await cli(['mailbox', 'pause', 'reports'])).toMatchObject({ code: 0 });
  expect((await cli(['mailbox', 'list'])).out).toContain('paused');
  expect(await cli(['mailbox', 'resume', 'reports'])).toMatchObject({ code: 0 });
  expect(await db().mailbox.findUnique({ where: { name: 'reports' } })).toMatchObject({
    paused: false,
  });

  expect(await cli(['mailbox', 'remove', 'reports'])).toMatchObject({ code: 0 });
  expect(await cli(['mailbox', 'remove', 'reports'])).toMatchObject({ code: 1 });
}, 120_000);

test('what cannot work is wrong use, and names the option', async () => {
  const faults: [string[], RegExp][] = [
    [['Up Per', ...SERVER], /NAME/],
    [['away', '--tls', 'none', ...SERVER, '--host', 'imap.example.com'], /--tls/],
    [['circle', ...SERVER, '--after', 'move:INBOX'], /--after/],
    [['port', ...SERVER, '--port', '0'], /port/],
    [['alone', '--host', '127.0.0.1'], /--user/],
  ];
  for (const [args, words] of faults) {
    const run = await cli(['mailbox', 'add', ...args]);
    expect(run).toMatchObject({ code: 64, out: '' });
    expect(run.err).toMatch(words);
  }
  expect(await db().mailbox.count()).toBe(0);
}, 120_000);

test('test tells each step up to the one that fails, and poll fails in words; both are 3', async () => {
  await cli(['mailbox', 'add', 'nobody', ...SERVER, '--tls', 'none', '--port', '9']);
  const tried = await cli(['mailbox', 'test', 'nobody', '--json']);
  expect(tried.code).toBe(3);
  expect(jsonLines(tried)).toMatchObject([
    { step: 'dns', ok: true },
    { step: 'tcp', ok: false },
  ]);
  const polled = await cli(['mailbox', 'poll', 'nobody', '--once']);
  expect(polled.code).toBe(3);
  expect(polled.out).toContain('✗ nobody:');
}, 120_000);

test('poll wants one name or --all, and a mailbox that is there', async () => {
  expect(await cli(['mailbox', 'poll'])).toMatchObject({ code: 64 });
  expect(await cli(['mailbox', 'poll', 'nobody', '--all'])).toMatchObject({ code: 64 });
  expect(await cli(['mailbox', 'poll', 'missing'])).toMatchObject({ code: 1 });
  expect(await cli(['mailbox', 'test', 'missing'])).toMatchObject({ code: 1 });
}, 120_000);

test.skipIf(!hasDovecot)(
  'add, test and poll take reports out of a real mailbox',
  async () => {
    const dovecot = await startDovecot();
    try {
      dovecot.deliver('ann', [...reportMails(3), lunchMail()]);
      const ca = put('ca.pem', dovecot.caPem);
      const place = ['--host', 'localhost', '--port', String(dovecot.imaps), '--ca-file', ca];
      const login = ['--user', 'ann', '--password-file', put('imap', PASSWORD)];
      await cli(['mailbox', 'add', 'ann', ...place, ...login, '--after', 'move:Done']);

      const tried = await cli(['mailbox', 'test', 'ann', '--json']);
      expect(tried.code).toBe(0);
      const steps = jsonLines(tried).map((line) => (isStep(line) ? line.step : line));
      expect(steps).toEqual(['dns', 'tcp', 'tls', 'login', 'folders', 'newest']);

      const dry = await cli(['mailbox', 'poll', 'ann', '--dry-run']);
      expect(dry).toMatchObject({ code: 2, err: '' });
      expect(dry.out).toMatch(/^ann: Of 4 new mails 3 reports .* 1 mail would go to quarantine/);
      expect([await db().message.count(), await db().run.count()]).toEqual([0, 0]);
      expect([dovecot.count('ann'), dovecot.count('ann', 'Done')]).toEqual([4, 0]);

      const polled = await cli(['mailbox', 'poll', 'ann', '--once']);
      expect(polled).toMatchObject({ code: 2, err: '' });
      expect(polled.out).toContain('4 new mails, 3 reports stored, 1 in quarantine.');
      expect([dovecot.count('ann'), dovecot.count('ann', 'Done')]).toEqual([1, 3]);
      const again = await cli(['mailbox', 'poll', 'ann', '--json']);
      expect(jsonLines(again)).toMatchObject([{ state: 'polled', counts: { done: 0 } }]);
    } finally {
      await dovecot.stop();
    }
  },
  180_000,
);

test.skipIf(!hasDovecot)(
  'a mailbox is entered by a refresh token, and the one given in its place is kept',
  async () => {
    const tokens = await startTokenServer('oda', 'refresh-canary');
    tokens.rotates = true;
    const dovecot = await startDovecot({ introspection: tokens.introspection });
    try {
      dovecot.deliver('oda', reportMails(2, { domain: 'oauth.example.com' }));
      const place = ['--host', 'localhost', '--port', String(dovecot.imaps)];
      const login = ['--user', 'oda', '--auth', 'oauth2-refresh', '--client-id', 'us'];
      const ca = ['--ca-file', put('oauth-ca.pem', dovecot.caPem)];
      const where = ['--token-endpoint', tokens.url, '--scope', 'imap'];
      const bare = await cli(['mailbox', 'add', 'oda', ...place, ...login, ...ca, ...where]);
      expect(bare).toMatchObject({ code: 64 });
      expect(bare.err).toContain('--refresh-token-file');
      const token = ['--refresh-token-file', put('refresh', 'refresh-canary\n')];
      const added = await cli([
        'mailbox',
        'add',
        'oda',
        ...place,
        ...login,
        ...ca,
        ...where,
        ...token,
      ]);
      expect(added).toMatchObject({ code: 0, err: '' });
      // Each process asks anew, by what the one before was given.
      const polled = await cli(['mailbox', 'poll', 'oda']);
      expect(polled).toMatchObject({ code: 0, err: '' });
      expect(polled.out).toContain('2 new mails, 2 reports stored');
      expect(await cli(['mailbox', 'poll', 'oda'])).toMatchObject({ code: 0 });
      const used = tokens.asked.map((form) => form.get('refresh_token'));
      expect(used).toEqual(['refresh-canary', 'refresh-canary-1']);
      expect((await cli(['mailbox', 'list', '--json'])).out).not.toContain('canary');
    } finally {
      await Promise.all([dovecot.stop(), tokens.stop()]);
    }
  },
  180_000,
);

test('Microsoft 365 and a service account fill in what they know', async () => {
  const file = ['--client-secret-file', put('client', 'secret')];
  const app = ['--provider', 'microsoft', '--auth', 'oauth2-client', '--client-id', 'app'];
  const user = ['--user', 'dmarc@example.com'];
  expect(await cli(['mailbox', 'add', 'ms', ...app, ...user, ...file])).toMatchObject({
    code: 64,
    err: expect.stringContaining('--tenant'),
  });
  const tenant = ['--tenant', 'example.com'];
  expect(await cli(['mailbox', 'add', 'ms', ...app, ...user, ...file, ...tenant])).toMatchObject({
    code: 0,
  });
  const account = {
    client_email: 'us@project.example',
    private_key: 'PEM',
    token_uri: 'https://t.example/',
  };
  const key = ['--key-file', put('key.json', JSON.stringify(account))];
  const google = ['--provider', 'gmail', '--auth', 'oauth2-service', ...user];
  expect(await cli(['mailbox', 'add', 'gw', ...google, ...key])).toMatchObject({ code: 0 });
  const broken = ['--key-file', put('broken.json', '{"private_key":"canary"}')];
  const refused = await cli(['mailbox', 'add', 'no', ...google, ...broken]);
  expect(refused).toMatchObject({ code: 64 });
  expect(refused.err).not.toContain('canary');
  expect(await db().mailbox.findMany({ where: { name: { in: ['ms', 'gw'] } } })).toMatchObject([
    {
      host: 'outlook.office365.com',
      tokenEndpoint: 'https://login.microsoftonline.com/example.com/oauth2/v2.0/token',
      scope: 'https://outlook.office365.com/.default',
    },
    { host: 'imap.gmail.com', clientId: 'us@project.example', scope: 'https://mail.google.com/' },
  ]);
}, 120_000);

async function cli(args: readonly string[], how: How = {}) {
  const env = {
    DATABASE_URL: process.env['DATABASE_URL'] ?? '',
    SECRET_KEY: process.env['SECRET_KEY'] ?? '',
    PRIVATE_ENDPOINTS: 'on',
  };
  return await runCli(args, { ...how, env });
}

function put(name: string, content: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function isStep(line: unknown): line is { step: string } {
  return typeof line === 'object' && line !== null && 'step' in line;
}
