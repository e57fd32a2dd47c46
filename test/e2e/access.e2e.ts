import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtActions, builtPages, builtRoutes } from '#test/support/built-product';
import { callAction } from '#test/support/server-action';
import { CALLS } from './access-calls.ts';
import { type AccessHouse, openAccessHouse } from './access-house.ts';
import { ACTIONS, COLUMNS, type Column, PAGES, ROUTES, type Row } from './access-table.ts';

// Everybody asks the built product for everything, with sessions of their own over HTTP.
let house: AccessHouse;
beforeAll(async () => {
  house = await openAccessHouse();
});
afterAll(() => house.close());

test('every page, route and action of the build has a row, and every row is of the build', () => {
  const names = (rows: readonly Row[]) => rows.map(({ name }) => name).toSorted();
  expect(names(PAGES)).toEqual(builtPages());
  expect(
    names(ROUTES)
      .map((name) => name.replace(/^\S+ /, ''))
      .toSorted(),
  ).toEqual(builtRoutes());
  const built = builtActions().map(({ name }) => name);
  expect(names(ACTIONS)).toEqual(built.toSorted());
  expect(new Set(built).size).toBe(built.length);
});

/** What the owner was shown: proof that what is hidden from others is there to be seen. */
const shownToOwner: string[] = [];

describe.each(COLUMNS)('%s', (column) => {
  test.each(PAGES)('page $name', async ({ name, expected }) => {
    expect(await answerOf(column, 'GET', name)).toBe(expected[column]);
  });

  test.each(ROUTES)('$name', async ({ name, expected }) => {
    const [method = '', path = ''] = name.split(' ');
    expect(await answerOf(column, method, path)).toBe(expected[column]);
  });
});

test.each(ROUTES)('$name knows no other method', async ({ name }) => {
  const [own, path = ''] = name.split(' ');
  const before = await settled();
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    if (method === own) continue;
    expect(['403', '404', '405'], method).toContain(await answerOf('owner', method, path));
  }
  expect(await house.fingerprint()).toBe(before);
});

test('what must be hidden was there to be seen', () => {
  const all = shownToOwner.join('\n');
  const hidden = ['canary-bank', 'canary-mta', 'Canary TLS', 'Canary Reports', 'Canary junk'];
  for (const word of [...hidden, 'canary-box']) expect(all).toContain(word);
});

// Who is refused comes first, so that what is refused would still have changed something.
describe.each(ACTIONS)('action $name', ({ name, quiet, expected }) => {
  const refused = COLUMNS.filter((column) => /^(no|login)$/.test(expected[column]));
  const allowed = COLUMNS.filter((column) => /^(done|own|open)$/.test(expected[column]));
  test.each([...refused, ...allowed])('%s', async (column) => {
    const before = await settled();
    const answer = await call(column, name);
    const changed = (await house.fingerprint()) !== before;
    const told = await tell(answer);
    switch (expected[column]) {
      case 'login':
        expect({ told, changed }).toEqual({ told: 'login', changed: false });
        break;
      case 'no':
        // Where nothing would have changed anyway, it must say that it refuses.
        expect({ told: quiet ? told : 'no', changed }).toEqual({ told: 'no', changed: false });
        break;
      case 'done':
        expect(quiet ? told : changed).toBe(quiet ? 'done' : true);
        break;
      case 'own':
        expect([200, 303, 500]).toContain(answer.status);
        expect(told).not.toBe('login');
        break;
      case 'open':
        // A refused sign-in is written down.
        expect([200, 303]).toContain(answer.status);
        break;
      default:
        expect([200, 303]).toContain(answer.status);
        expect(changed).toBe(false);
    }
  });
});

test('whoever was refused stands in the audit log, with what they asked for', async () => {
  const { rows } = await house.sql.query<{ who: string; what: string }>(
    `SELECT DISTINCT split_part(email, '@', 1) AS who, subject AS what
     FROM audit_log JOIN "user" AS u ON u.id = actor_id WHERE action = 'access.refuse'`,
  );
  const told = (column: Column) => rows.filter(({ who }) => who === column).map(({ what }) => what);
  for (const column of ['viewer', 'auditor', 'other'] as const) {
    const refused = ACTIONS.filter(({ expected }) => expected[column] === 'no');
    const names = refused.map(({ name }) => name).filter((name) => !UNSEEN.includes(name));
    expect(told(column), column).toEqual(expect.arrayContaining(names));
  }
  expect(told('viewer')).toContain('GET /api/v1/audit-log');
  expect(told('owner')).toEqual([]);
});

/** What is not theirs is to them as if it were not there. */
const UNSEEN = [
  ...['endSessionAction', 'revokeTokenAction', 'undoLabelAction'],
  ...['rereadAction', 'applyRereadAction', 'markReadAction'],
];

async function call(column: Column, name: string) {
  const action = builtActions().find((one) => one.name === name);
  const args = await CALLS[name]?.(house, column);
  if (!action || !args) throw new Error(`${name} has no call in access-calls.ts`);
  const path = house.addressOf(action.pages[0] ?? '/');
  // Signing out ends a session, which others still need.
  const cookie = name === 'signOutAction' ? '' : house.cookies[column];
  return await callAction({
    url: house.web.url + path,
    id: action.id,
    args,
    headers: { cookie, 'accept-language': 'en' },
  });
}

/** An action that refuses throws, or says so in what it returns. */
async function tell(answer: Response) {
  const body = await answer.text();
  if (answer.headers.get('x-action-redirect')?.includes('/login')) return 'login';
  if (answer.status === 200 || answer.status === 303) {
    // Row 1 is what the action returned; the others are the page as it is now.
    const returned = /^1:.*$/m.exec(body)?.[0] ?? '';
    return /"(good":false|error":"|state":"failed")/.test(returned) ? 'no' : 'done';
  }
  return answer.status === 500 || answer.status === 403 ? 'no' : `${answer.status} ${body}`;
}

/** Once nothing changes any more: some actions go on after they have answered. */
async function settled() {
  let [before, now] = ['', await house.fingerprint()];
  while (before !== now) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    [before, now] = [now, await house.fingerprint()];
  }
  return now;
}

async function answerOf(column: Column, method: string, path: string) {
  const { web, cookies } = house;
  const answer = await fetch(web.url + house.addressOf(path), {
    method,
    redirect: 'manual',
    headers: { cookie: cookies[column], 'accept-language': 'en', origin: web.url },
    ...(method === 'POST' && { body: `junk of ${column}` }),
  });
  const body = await answer.text();
  if (answer.headers.get('location')?.startsWith('/login')) return 'login';
  if (answer.status !== 200) return `${answer.status}`;
  if (column === 'owner') shownToOwner.push(body);
  const hidden = column === 'other' ? /canary/i : column === 'auditor' ? /canary-mta/ : /(?!)/;
  // A page may repeat its own address.
  expect(body.replaceAll(decodeURIComponent(answer.url.split('/').at(-1) ?? ''), '')).not.toMatch(
    hidden,
  );
  return NOT_YOURS.some((told) => body.includes(told)) ? 'told' : 'ok';
}

const words = JSON.parse(readFileSync('lib/words/en.json', 'utf8'));
const NOT_YOURS: string[] = [words.ingest.notYours, words.failures.notYours];
