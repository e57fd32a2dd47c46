import { afterAll, beforeEach, expect, test } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { completeEnv, env } from '#lib/env';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { addMailbox } from '#lib/store/mailbox';
import { newMailbox } from '#lib/store/mailbox-schema';
import { rotateSecrets } from '#lib/store/rotate-secrets';
import { mailboxSecret } from '#lib/store/sealed-columns';
import { decrypt } from '#lib/store/secret';

const KEY = env().SECRET_KEY ?? '';
const NEXT_KEY = 'the key that follows the one of tests';
const LOST_KEY = 'a key that nobody has any more, or so';

beforeEach(async () => {
  completeEnv({ SECRET_KEY: KEY, SECRET_KEY_OLD: undefined });
  await db().mailbox.deleteMany();
});

afterAll(async () => {
  await Promise.all([disconnect(), closePool()]);
});

async function keep(name: string, password: string) {
  const place = { host: 'imap.example.com', username: 'dmarc@example.com' };
  await addMailbox(SYSTEM_VIEWER, newMailbox.parse({ name, password, ...place }));
}

async function sealedOf(name: string) {
  return (await db().mailbox.findUniqueOrThrow({ where: { name } })).secret;
}

test('seals every secret under the new key, once, after which the old one is not needed', async () => {
  await keep('one', 'correct horse');
  await keep('two', 'battery staple');
  completeEnv({ SECRET_KEY: NEXT_KEY, SECRET_KEY_OLD: KEY });
  await keep('three', 'made since');
  expect(await rotateSecrets(SYSTEM_VIEWER)).toMatchObject({ moved: 2, kept: 1 });
  completeEnv({ SECRET_KEY_OLD: undefined });
  expect(decrypt(await sealedOf('one'), mailboxSecret('one'))).toBe('correct horse');
  expect(decrypt(await sealedOf('two'), mailboxSecret('two'))).toBe('battery staple');
  expect(await rotateSecrets(SYSTEM_VIEWER)).toMatchObject({ moved: 0, kept: 3 });
  const noted = await db().auditLog.findMany({ where: { action: 'secrets.rotate' } });
  expect(noted).toMatchObject([{ after: { moved: 2, kept: 1 } }]);
});

test('changes nothing where one secret does not open, and names it', async () => {
  await keep('one', 'correct horse');
  completeEnv({ SECRET_KEY: LOST_KEY });
  await keep('two', 'battery staple');
  const before = [await sealedOf('one'), await sealedOf('two')];
  completeEnv({ SECRET_KEY: NEXT_KEY, SECRET_KEY_OLD: KEY });
  await expect(rotateSecrets(SYSTEM_VIEWER)).rejects.toThrow(
    /mailbox:two was sealed by another SECRET_KEY/,
  );
  expect([await sealedOf('one'), await sealedOf('two')]).toEqual(before);
});
