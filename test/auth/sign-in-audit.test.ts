import { expect, test } from 'vitest';
import { signIn, signOut } from '#lib/auth/sign-in';
import { db } from '#lib/db/client';
import { cookieOf, makeAccount, PASSWORD } from '#test/support/account';

const from = (address: string) => new Headers({ 'x-forwarded-for': address });

test('coming, going and being refused stand in the audit log, with the network', async () => {
  const userId = await makeAccount('ada@example.com');
  const answer = await signIn({ email: ' ADA@example.com', password: PASSWORD }, from('192.0.2.1'));
  await signIn({ email: 'ada@example.com', password: 'wrong' }, from('192.0.2.2')).catch(
    () => null,
  );
  await signOut(new Headers({ cookie: cookieOf(answer) }));
  await signOut(new Headers());
  expect(await entries()).toMatchObject([
    {
      action: 'session.open',
      actorId: userId,
      subject: 'ada@example.com',
      after: { network: '192.0.2.1' },
    },
    {
      action: 'session.refuse',
      actorId: null,
      actor: 'nobody',
      subject: 'ada@example.com',
      after: { network: '192.0.2.2' },
    },
    { action: 'session.close', actorId: userId },
  ]);
});

test('a door that was closed is told once, however often somebody knocks', async () => {
  await makeAccount('eve@example.com');
  for (let n = 0; n < 15; n += 1) {
    const headers = from(`198.51.100.${n}`);
    await signIn({ email: 'eve@example.com', password: 'wrong' }, headers).catch(() => null);
  }
  const ofEve = (await entries()).filter(({ subject }) => subject === 'eve@example.com');
  expect(ofEve.filter(({ action }) => action === 'session.refuse')).toHaveLength(10);
  expect(ofEve.filter(({ action }) => action === 'session.lock')).toHaveLength(1);
});

test('a password typed where the address belongs is not kept', async () => {
  await signIn({ email: 'hunter2 hunter2', password: '' }, from('192.0.2.9')).catch(() => null);
  const [last] = (await entries()).slice(-1);
  expect(last).toMatchObject({ action: 'session.refuse', subject: 'no address' });
  expect(JSON.stringify(await entries())).not.toMatch(/hunter2|four quiet walks/);
});

async function entries() {
  return await db().auditLog.findMany({
    where: { action: { startsWith: 'session.' } },
    omit: { id: true },
    orderBy: { id: 'asc' },
  });
}
