import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { noteRefusal } from '#lib/auth/refusal';
import { db } from '#lib/db/client';
import { askAs, asNobody } from '#lib/db/wall';
import { AppError } from '#lib/errors';
import { mintViewer, type Viewer } from '#lib/filter/viewer';
import { makeAccount } from '#test/support/account';

const refused = new AppError('auth/forbidden');

async function entries(actorId: string | null) {
  await sleep(200);
  const rows = await db().auditLog.findMany({
    where: { action: 'access.refuse', actorId },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ subject, after }) => ({ subject, after }));
}

function ask(viewer: Viewer | null, what: string, error: unknown) {
  asNobody(what, () => {
    if (viewer) askAs(viewer);
    noteRefusal(error);
  });
}

async function person(email: string) {
  const userId = await makeAccount(email);
  return mintViewer({ userId, name: email, role: 'viewer', domains: 'all' });
}

test('what somebody may not do is told by whom and what, and nothing else is', async () => {
  const ada = await person('ada@example.com');
  ask(ada, 'inviteAction', refused);
  ask(ada, 'GET /', new AppError('request/not-found'));
  ask(ada, 'GET /', new Error('broken'));
  const guess = { reason: { why: 'wrongPassword' } } as const;
  ask(ada, 'changePasswordAction', new AppError('auth/forbidden', guess));
  ask(null, 'GET /metrics', refused);
  expect(await entries(ada.userId)).toEqual([
    { subject: 'inviteAction', after: { role: 'viewer' } },
  ]);
  expect(await entries(null)).toEqual([]);
});

test('the same refusal is told once, and nobody fills the log with many', async () => {
  const [eve, ben] = [await person('eve@example.com'), await person('ben@example.com')];
  for (let n = 0; n < 100; n += 1) ask(eve, 'inviteAction', refused);
  expect(await entries(eve.userId)).toHaveLength(1);
  for (let n = 0; n < 1000; n += 1) ask(eve, `GET /${n}`, refused);
  expect(await entries(eve.userId)).toHaveLength(100);
  ask(ben, 'inviteAction', refused);
  expect(await entries(ben.userId)).toHaveLength(1);
});
