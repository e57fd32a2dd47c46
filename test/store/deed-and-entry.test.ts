import { beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db/client';
import { pool } from '#lib/db/pool';
import { SYSTEM_VIEWER as us } from '#lib/filter/viewer';
import { addInvite } from '#lib/store/account-link';
import { recordAudit } from '#lib/store/audit';
import { setCountedVerdicts } from '#lib/store/counted-verdicts';
import { addGroup } from '#lib/store/domain-group';
import { askForPack } from '#lib/store/evidence-pack';
import { beginExport } from '#lib/store/export-log';
import { addMailbox, removeMailbox, setMailboxPaused, updateMailbox } from '#lib/store/mailbox';
import { newMailbox } from '#lib/store/mailbox-schema';
import { setParked } from '#lib/store/parked-domain';
import { addPasskey, removePasskeys, renamePasskey } from '#lib/store/passkey';
import { setPassword } from '#lib/store/password';
import { confirmSigner } from '#lib/store/reporter-signer';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';
import { requireSecondStep } from '#lib/store/second-step-rule';
import { endSessions } from '#lib/store/session';
import { dismissSetup } from '#lib/store/setup';
import { labelSources } from '#lib/store/source-label';
import { addToken, removeToken } from '#lib/store/token';
import { removeTotp } from '#lib/store/totp';
import { addUser, removeUser } from '#lib/store/user';
import { limitAccount } from '#lib/store/user-limits';
import { makeAccount } from '#test/support/account';
import { everything, NO_ROOM, refuseEntries } from '#test/support/no-room';
import { seedReport } from '#test/support/seed';

// A deed that could not be told is not done: nothing of it is there afterwards.
let ada = '';
const ADA = 'ada@example.net';
const mailbox = newMailbox.parse({
  name: 'reports',
  host: 'imap.example.net',
  username: 'reports',
  password: 'secret',
});
const hash = () => Uint8Array.from(Buffer.alloc(32, 7));
const passkey = { id: 'key', name: 'phone', publicKey: hash(), counter: 0, backedUp: false };
const token = (id: string) => ({
  ...{ id, name: 'one', hash: Buffer.from(id.padEnd(32)), scope: 'read' as const },
  ...{ domainIds: [], domains: [], groupIds: [], groups: [], userId: ada, expiresAt: null },
});

beforeAll(async () => {
  await seedReport({ domain: 'example.com' });
  ada = await makeAccount(ADA, { role: 'analyst' });
  await addMailbox(us, mailbox);
  await addToken(us, token('kept'));
  await addPasskey(us, ADA, { ...passkey, userId: ada });
  await db().totp.create({ data: { userId: ada, secret: 'sealed', lastStep: 1 } });
  await pool().query(
    `INSERT INTO session (id, token, user_id, expires_at) VALUES ('s', 't', $1, now() + '1 day')`,
    [ada],
  );
  await refuseEntries();
});

const link = { hash: hash(), expiresAt: new Date('2027-01-01') };
const DEEDS: Record<string, () => Promise<unknown>> = {
  'a token is made': () => addToken(us, token('new')),
  'a token ends': () => removeToken(us, 'kept'),
  'a session ends': () => endSessions(us, ADA),
  'a password is set': () => setPassword(us, ADA, 'hash'),
  'a passkey is added': () => addPasskey(us, ADA, { ...passkey, id: 'other', userId: ada }),
  'a passkey is renamed': () => renamePasskey(us, ADA, { id: 'key', name: 'other' }),
  'passkeys go': () => removePasskeys(us, ADA),
  'a second step goes': () => removeTotp(us, ADA),
  'a second step is demanded': () => requireSecondStep(us, true),
  'an account is made': () => addUser(us, { ...guest, role: 'viewer', domains: [] }),
  'an account is limited': () => limitAccount(us, ADA, { domains: ['example.com'] }),
  'an account goes': () => removeUser(us, ADA),
  'somebody is invited': () => addInvite(us, { ...guest, role: 'viewer', domains: [] }, link),
  'a mailbox is added': () => addMailbox(us, { ...mailbox, name: 'other' }),
  'a mailbox is changed': () => updateMailbox(us, { ...mailbox, folder: 'Elsewhere' }),
  'a mailbox is paused': () => setMailboxPaused(us, 'reports', true),
  'a mailbox goes': () => removeMailbox(us, 'reports'),
  'a source is labelled': () => labelSources(us, LABEL),
  'a signer is confirmed': () => confirmSigner(us, 'Reporter', 'reporter.example'),
  'what counts is decided': () => setCountedVerdicts(us, ['verified']),
  'how long is decided': () => setRetention(us, retentionSettings.parse({ recordDays: 400 })),
  'the first steps are hidden': () => dismissSetup(us, new Date()),
  'a group is made': () => addGroup(us, { name: 'Mine', note: null }),
  'a domain is parked': () => setParked(us, ['example.com'], true),
  'a file is asked for': () => beginExport(us, { fileName: 'a.csv', address: '/' }),
  'a pack is asked for': () => askForPack(us, { question: '', fileName: 'a.zip', steps: 1 }),
};
const guest = { email: 'guest@example.net', name: 'Guest', passwordHash: 'hash' };
const LABEL = {
  ...{ domain: 'example.com', everywhere: false, subjects: [{ ip: '192.0.2.1' }] },
  ...{ label: 'yours' as const, note: null, owner: null },
};

test.each(Object.entries(DEEDS))(
  'where nobody could be told of it, nothing is done: %s',
  async (_, deed) => {
    const before = await everything();
    await expect(deed()).rejects.toThrow(NO_ROOM);
    expect(await everything()).toBe(before);
  },
);

test('what is told by itself says so as well', async () => {
  await expect(recordAudit(us, 'demo.load', 'demo')).rejects.toThrow(NO_ROOM);
});
