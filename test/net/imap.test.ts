import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { applyAfterAction } from '#lib/net/imap-after';
import type { ImapConfig } from '#lib/net/imap-config';
import { connectImap, disconnectImap } from '#lib/net/imap-connect';
import { fetchMails } from '#lib/net/imap-fetch';
import { listNewUids, openFolder, uidSet } from '#lib/net/imap-folder';
import { type TestStep, testMailbox } from '#lib/net/test-mailbox';
import { type Dovecot, hasDovecot, PASSWORD, startDovecot } from '#test/support/dovecot';

const MAX = 1_000_000;

let dovecot: Dovecot;
let users = 0;
const clients: ImapFlow[] = [];

function mail(subject: string, bytes = 100) {
  return Buffer.from(`Subject: ${subject}\r\n\r\n${'x'.repeat(bytes)}\r\n`);
}

function configOf(change: Partial<ImapConfig> = {}, server = dovecot): ImapConfig {
  const place = { host: 'localhost', port: server.imaps, tls: 'implicit' } as const;
  const login = { username: `user${users}`, password: PASSWORD };
  return { ...place, ...login, caPem: server.caPem, folder: 'INBOX', ...change };
}

async function open(config: ImapConfig, readOnly = false) {
  const client = await connectImap(config, MAX);
  clients.push(client);
  return { client, folder: await openFolder(client, config, { readOnly }) };
}

async function readAll(client: ImapFlow, uids: number[]) {
  const batches = [];
  for await (const batch of fetchMails(client, uids, MAX)) batches.push(batch);
  return batches;
}

describe.skipIf(!hasDovecot)('a mailbox on Dovecot', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(disconnectImap));
    users += 1;
  });

  describe('is entered', () => {
    test.each([
      ['implicit TLS', () => ({})],
      ['STARTTLS', () => ({ tls: 'starttls', port: dovecot.imap }) as const],
      ['no TLS on loopback', () => ({ tls: 'none', port: dovecot.imap, caPem: null }) as const],
    ])('by %s', async (_, change) => {
      const { folder } = await open(configOf(change()));
      expect(folder).toMatchObject({ path: 'INBOX', exists: 0, uidValidity: expect.any(BigInt) });
    });

    test.each([
      ['implicit TLS', () => ({ caPem: null })],
      ['STARTTLS', () => ({ caPem: null, tls: 'starttls', port: dovecot.imap }) as const],
    ])('never with a certificate of unknown origin (%s)', async (_, change) => {
      await expect(open(configOf(change()))).rejects.toMatchObject({
        code: 'mailbox/unreachable',
        detail: expect.stringContaining('Give its CA file if it is yours'),
      });
    });

    test('never under a name that the certificate does not bear', async () => {
      await expect(open(configOf({ host: '127.0.0.1' }))).rejects.toMatchObject({
        code: 'mailbox/unreachable',
        detail: expect.stringContaining('its certificate names another host'),
      });
    });

    test('never without TLS from afar', async () => {
      const afar = configOf({ host: 'imap.example.com', tls: 'none' });
      await expect(open(afar)).rejects.toMatchObject({ code: 'config/invalid' });
    });

    test('with the right password only, and the words say so', async () => {
      await expect(open(configOf({ password: 'wrong' }))).rejects.toMatchObject({
        code: 'mailbox/refused',
        detail: expect.stringMatching(/^Login refused\. Check the user name and the password\./),
      });
    });

    test('at a folder that exists', async () => {
      await expect(open(configOf({ folder: 'Nowhere' }))).rejects.toMatchObject({
        code: 'mailbox/refused',
        detail: expect.stringContaining('The folder "Nowhere" cannot be opened'),
      });
    });
  });

  describe('is read', () => {
    test('450 mails in ranges of at most two hundred, in order, leaving no trace', async () => {
      const config = configOf();
      const sent = Array.from({ length: 450 }, (_, i) => mail(`number ${i + 1}`));
      dovecot.deliver(config.username, sent);
      const { client, folder } = await open(config);
      const uids = await listNewUids(client, folder, 0);
      const batches = await readAll(client, uids);
      expect(batches.map((batch) => batch.length)).toEqual([200, 200, 50]);
      expect(batches.flat().map(({ uid }) => uid)).toEqual(uids);
      expect(batches.flat().map(({ raw }) => Buffer.from(raw ?? []).toString())).toEqual(
        sent.map(String),
      );
      expect(await client.search({ seen: true }, { uid: true })).toEqual([]);
      expect(await listNewUids(client, folder, uids.at(-1) ?? 0)).toEqual([]);
      expect(await listNewUids(client, folder, uids.at(-2) ?? 0)).toEqual(uids.slice(-1));
    });

    test('lists only what came since a day, where one is named', async () => {
      dovecot.deliver(`user${users}`, [mail('one'), mail('two')]);
      const { client, folder } = await open(configOf(), true);
      const day = (offset: number) => new Date(Date.now() + offset * 24 * 3600_000);
      expect(await listNewUids(client, folder, 0, day(-2))).toHaveLength(2);
      expect(await listNewUids(client, folder, 0, day(2))).toEqual([]);
    });

    test('whether or not somebody has read it in a mail program', async () => {
      const config = configOf();
      dovecot.deliver(config.username, [mail('one'), mail('two')]);
      const { client, folder } = await open(config);
      await client.messageFlagsAdd('1:*', ['\\Seen']);
      expect(await listNewUids(client, folder, 0)).toHaveLength(2);
    });

    test('in batches of at most 4 MB or to a large mail, one over the limit without its body', async () => {
      const config = configOf();
      const sizes = [...Array<number>(17).fill(250_000), 300_000, 100, 2_000_000, 100];
      dovecot.deliver(
        config.username,
        sizes.map((size) => mail('big', size)),
      );
      const { client, folder } = await open(config);
      const batches = await readAll(client, await listNewUids(client, folder, 0));
      expect(batches.map((batch) => batch.length)).toEqual([16, 2, 3]);
      expect(batches.flat().flatMap(({ raw, size }) => (raw ? [] : size))).toEqual([2_000_018]);
    });

    test('without the mails that vanish meanwhile', async () => {
      const config = configOf();
      dovecot.deliver(config.username, [mail('one'), mail('two'), mail('three')]);
      const { client, folder } = await open(config);
      const uids = await listNewUids(client, folder, 0);
      await client.messageDelete('2', { uid: true });
      const [batch] = await readAll(client, uids);
      expect(batch?.map(({ uid }) => uid)).toEqual([1, 3]);
    });
  });

  describe('after-action', () => {
    async function withThree(server = dovecot) {
      const config = configOf({}, server);
      server.deliver(config.username, [mail('one'), mail('two'), mail('three')]);
      return { config, server, ...(await open(config)) };
    }

    test('leave leaves everything as it is', async () => {
      const { client, config } = await withThree();
      await applyAfterAction(client, [1, 2], { kind: 'leave' });
      expect(await client.search({ seen: true }, { uid: true })).toEqual([]);
      expect(dovecot.count(config.username)).toBe(3);
    });

    test('seen marks the mails and no other', async () => {
      const { client } = await withThree();
      await applyAfterAction(client, [1, 3], { kind: 'seen' });
      expect(await client.search({ seen: true }, { uid: true })).toEqual([1, 3]);
    });

    test('delete removes the mails, and not what others have marked as deleted', async () => {
      const { client } = await withThree();
      await client.messageFlagsAdd('3', ['\\Deleted'], { uid: true });
      await applyAfterAction(client, [1], { kind: 'delete' });
      expect(await client.search({ all: true }, { uid: true })).toEqual([2, 3]);
    });

    test.each([
      ['/', '', 'Done/Good'],
      ['.', '', 'Done/Good'],
      ['.', 'INBOX.', 'Done/Good'],
    ] as const)(
      'move makes the folder in the tongue of a server with "%s" and prefix "%s"',
      async (separator, prefix, folder) => {
        const server = await startDovecot({ separator, prefix });
        const { client, config } = await withThree(server);
        await applyAfterAction(client, [1], { kind: 'move', folder });
        await applyAfterAction(client, [3], { kind: 'move', folder });
        expect(server.count(config.username)).toBe(1);
        expect(server.count(config.username, 'Done/Good')).toBe(2);
        await disconnectImap(client);
        await server.stop();
      },
    );

    test('move copies and removes by UID where the server has no MOVE', async () => {
      const server = await startDovecot({ capability: 'IMAP4rev1 UIDPLUS NAMESPACE LITERAL+' });
      const { client, config } = await withThree(server);
      await client.messageFlagsAdd('3', ['\\Deleted'], { uid: true });
      await applyAfterAction(client, [1, 2], { kind: 'move', folder: 'Done' });
      expect(server.count(config.username, 'Done')).toBe(2);
      expect(server.count(config.username)).toBe(1);
      await disconnectImap(client);
      await server.stop();
    });

    test('neither moves nor deletes where that would remove the mails of others', async () => {
      const server = await startDovecot({ capability: 'IMAP4rev1 NAMESPACE LITERAL+' });
      const { client, config } = await withThree(server);
      const refusal = { code: 'mailbox/refused', detail: expect.stringContaining('UIDPLUS') };
      await expect(applyAfterAction(client, [1], { kind: 'delete' })).rejects.toMatchObject(
        refusal,
      );
      const move = { kind: 'move', folder: 'Done' } as const;
      await expect(applyAfterAction(client, [1], move)).rejects.toMatchObject(refusal);
      expect(server.count(config.username)).toBe(3);
      await disconnectImap(client);
      await server.stop();
    });

    test('does not move mails into the folder they are in', async () => {
      const { client } = await withThree();
      const move = { kind: 'move', folder: 'inbox' } as const;
      await expect(applyAfterAction(client, [1], move)).rejects.toMatchObject({
        detail: expect.stringContaining('it is the folder that is read'),
      });
    });
  });

  describe('is tested step by step', () => {
    async function steps(change: Partial<ImapConfig> = {}) {
      const seen: TestStep[] = [];
      for await (const step of testMailbox(configOf(change), MAX)) seen.push(step);
      return seen;
    }

    test('to its newest mails, and says what looks like a report', async () => {
      const subjects = ['Report Domain: example.com', 'Lunch?', 'Report Domain: example.org'];
      dovecot.deliver(
        configOf().username,
        subjects.map((subject) => mail(subject)),
      );
      const seen = await steps();
      expect(seen.map(({ step, ok }) => `${step} ${ok}`)).toEqual([
        ...['dns true', 'tcp true', 'tls true', 'login true', 'folders true', 'newest true'],
      ]);
      expect(seen[2]?.facts).toContain('Subject: CN=localhost');
      expect(seen[4]?.facts).toContain('INBOX');
      expect(seen[5]?.text).toBe('2 of the newest 3 mails look like reports.');
    });

    test.each([
      ['dns', () => ({ host: 'nowhere.invalid' }), 'hostUnknown', /no such host/],
      ['tcp', () => ({ port: 1 }), 'nothingListens', /nothing listens/],
      ['tls', () => ({ caPem: null }), 'unknownAuthority', /Give its CA file/],
      ['tls', () => ({ port: dovecot.imap }), 'notTls', /does not speak TLS/],
      ['login', () => ({ password: 'wrong' }), 'loginRefused', /Login refused/],
      ['folders', () => ({ folder: 'Nowhere' }), 'noFolder', /cannot be opened/],
    ])(
      'and stops at %s when that fails, in words and by name',
      async (step, change, why, words) => {
        const last = (await steps(change())).at(-1);
        expect(last).toMatchObject({ step, ok: false, text: expect.stringMatching(words) });
        expect(last?.fault?.reason).toMatchObject({ why });
      },
    );

    test('and lists the folders that there are where the one named cannot be opened', async () => {
      const last = (await steps({ folder: 'Nowhere' })).at(-1);
      expect(last).toMatchObject({ step: 'folders', ok: false, facts: ['INBOX'] });
    });

    test('and shows the certificate that it does not trust', async () => {
      expect((await steps({ caPem: null })).at(-1)?.facts).toContain('Issuer: CN=localhost');
    });
  });
});

test.each([
  [[3, 1, 2], '1:3'],
  [[9, 7, 1, 8], '1,7:9'],
  [[4, 4, 4], '4'],
  [[], ''],
])('UIDs %j are written as %s', (uids, set) => {
  expect(uidSet(uids)).toBe(set);
});
