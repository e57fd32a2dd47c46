import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type DemoMail, demoMails } from '#lib/demo/mails';

const NOON = new Date('2026-11-25T12:00:00Z');

test('one seed gives the same bytes, another seed others', () => {
  const first = digest(demoMails({ now: NOON, days: 14, seed: 1 }));
  expect(digest(demoMails({ now: NOON, days: 14, seed: 1 }))).toBe(first);
  expect(digest(demoMails({ now: NOON, days: 14, seed: 2 }))).not.toBe(first);
});

test('a quarter year is between 1,500 and 3,000 mails, written within five seconds', () => {
  const start = performance.now();
  const mails = [...demoMails({ now: NOON, days: 90, seed: 1 })];
  expect(performance.now() - start).toBeLessThan(5000);
  expect(mails.length).toBeGreaterThan(1500);
  expect(mails.length).toBeLessThan(3000);
  expect(new Set(mails.map(({ name }) => name)).size).toBe(mails.length);
});

test('mails come in the order of their arrival, and none from the future', () => {
  const times = [...demoMails({ now: NOON, days: 20, seed: 1 })].map((mail) => mail.receivedAt);
  expect(times.length).toBeGreaterThan(100);
  expect(times.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(times);
  expect(times.filter((time) => time > NOON)).toEqual([]);
});

test('the last two days have arrived in part only', () => {
  const perDay = reportersPerDay([...demoMails({ now: NOON, days: 90, seed: 1 })]);
  const [dayBefore, yesterday] = [perDay.get('2026-11-23') ?? 0, perDay.get('2026-11-24') ?? 0];
  expect(perDay.get('2026-11-10')).toBe(10);
  expect(dayBefore).toBeGreaterThan(yesterday);
  expect(dayBefore).toBeLessThan(10);
  expect(yesterday).toBeGreaterThan(0);
});

test('one reporter has fallen silent', () => {
  const mails = [...demoMails({ now: NOON, days: 90, seed: 1 })];
  const last = mails.findLast(({ name }) => name.startsWith('meadowmail.example!'));
  expect(last?.receivedAt.getTime()).toBeLessThan(NOON.getTime() - 6 * 86_400_000);
});

function digest(mails: Iterable<DemoMail>) {
  const hash = createHash('sha256');
  for (const { raw, name, receivedAt } of mails) {
    hash.update(raw).update(name).update(receivedAt.toISOString());
  }
  return hash.digest('hex');
}

/** Reporters by the UTC day that the middle of their period falls on. */
function reportersPerDay(mails: readonly DemoMail[]) {
  const perDay = new Map<string, Set<string>>();
  for (const { name } of mails) {
    const [host = '', , begin = ''] = name.split('!');
    const day = new Date((Number.parseInt(begin, 10) + 43_200) * 1000).toISOString().slice(0, 10);
    perDay.set(day, (perDay.get(day) ?? new Set()).add(host));
  }
  return new Map([...perDay].map(([day, hosts]) => [day, hosts.size]));
}
