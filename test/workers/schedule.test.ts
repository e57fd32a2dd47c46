import { expect, test } from 'vitest';
import { Schedule } from '#workers/schedule';

const mailbox = { id: 1, config: 'password: wrong' };
const PAUSE = 300_000;

test('a mailbox is due at once, then after the pause', () => {
  const schedule = new Schedule(PAUSE, () => 0.5);
  expect(schedule.isDue(mailbox, 0)).toBe(true);
  schedule.begin(1);
  expect(schedule.isDue(mailbox, 0)).toBe(false);
  schedule.end(mailbox, 'good', 1_000);
  expect(schedule.isDue(mailbox, 1_000)).toBe(false);
  expect(schedule.nextAt([mailbox], 1_000)).toBe(1_000 + PAUSE);
  expect(schedule.isDue(mailbox, 1_000 + PAUSE)).toBe(true);
});

test('a mailbox that another worker polls is tried again in seconds, should that one die', () => {
  const schedule = new Schedule(PAUSE, () => 0.5);
  schedule.begin(1);
  schedule.end(mailbox, 'busy', 0);
  expect(schedule.nextAt([mailbox], 0)).toBe(5_000);
});

test('the waits double from failure to failure, up to five minutes, and start over after a success', () => {
  const schedule = new Schedule(PAUSE, () => 1);
  const waits = Array.from({ length: 12 }, () => {
    schedule.begin(1);
    schedule.end(mailbox, 'failed', 0);
    return schedule.nextAt([mailbox], 0) / 1_000;
  });
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  schedule.end(mailbox, 'good', 0);
  schedule.end(mailbox, 'failed', 0);
  expect(schedule.nextAt([mailbox], 0)).toBe(1_000);
});

test('the wait is random between nothing and its bound', () => {
  const schedule = new Schedule(PAUSE, () => 0.25);
  schedule.end(mailbox, 'failed', 0);
  expect(schedule.nextAt([mailbox], 0)).toBe(250);
});

test('a server that asks us to slow down is left alone from minutes up to hours', () => {
  const schedule = new Schedule(24 * 3_600_000, () => 0);
  const waits = Array.from({ length: 7 }, () => {
    schedule.end(mailbox, 'throttled', 0);
    return schedule.nextAt([mailbox], 0) / 60_000;
  });
  expect(waits).toEqual([5, 10, 20, 40, 80, 120, 120]);
});

test('a server that says how long it wants to be left alone is left alone that long, for a day at most', () => {
  const schedule = new Schedule(PAUSE, () => 0);
  schedule.end(mailbox, 'throttled', 0, 50 * 60_000);
  expect(schedule.isDue(mailbox, 50 * 60_000 - 1)).toBe(false);
  expect(schedule.isDue(mailbox, 50 * 60_000)).toBe(true);
  schedule.end(mailbox, 'throttled', 0, 1e12);
  expect(schedule.isDue(mailbox, 24 * 3_600_000)).toBe(true);
});

test('a mail that comes hastens no poll of a server that wants to be left alone', () => {
  const schedule = new Schedule(PAUSE, () => 0);
  schedule.begin(1);
  schedule.hint(1, 0);
  schedule.end(mailbox, 'throttled', 0, 50 * 60_000);
  schedule.hint(1, 40 * 60_000);
  expect(schedule.isDue(mailbox, 40 * 60_000)).toBe(false);
  schedule.hint(1, 50 * 60_000);
  expect(schedule.isDue(mailbox, 50 * 60_000)).toBe(true);
  schedule.end(mailbox, 'good', 0);
  schedule.hint(1, 1);
  expect(schedule.isDue(mailbox, 1)).toBe(true);
});

test('a refused login is not tried again until the settings change', () => {
  const schedule = new Schedule(PAUSE, () => 0.5);
  schedule.begin(1);
  schedule.end(mailbox, 'refused', 0);
  expect(schedule.isDue(mailbox, 10 * PAUSE)).toBe(false);
  expect(schedule.isDue({ ...mailbox, config: 'password: right' }, 10 * PAUSE)).toBe(true);
});

test('somebody who asks is heard, even after a refusal and even while a poll goes on', () => {
  const schedule = new Schedule(PAUSE, () => 0.5);
  schedule.end(mailbox, 'refused', 0);
  schedule.ask(1);
  expect(schedule.isDue(mailbox, 0)).toBe(true);
  schedule.begin(1);
  schedule.ask(1);
  expect(schedule.isDue(mailbox, 0)).toBe(false);
  schedule.end(mailbox, 'refused', 0);
  expect(schedule.isDue(mailbox, 0)).toBe(true);
});
