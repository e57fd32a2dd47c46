import { describe, expect, test } from 'vitest';
import { type DemoDomain, DOMAINS, LETTERS, MAIN, PARKED } from '#lib/demo/cast';
import { STORY_DAYS } from '#lib/demo/chapters';
import { dayReport } from '#lib/demo/day-report';
import { Dice } from '#lib/demo/random';
import { REPORTERS } from '#lib/demo/reporters';
import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';

const STORY = new Dice('demo/1');
const FIRST_DAY = Date.UTC(2026, 7, 27) / 1000; // a Thursday

test('the quarter year holds about a million messages', () => {
  const days = Array.from({ length: STORY_DAYS }, (_, at) => at);
  const messages = DOMAINS.flatMap((domain) => days.map((day) => count(domain, day)));
  const total = messages.reduce((sum, one) => sum + one, 0);
  expect(total).toBeGreaterThan(800_000);
  expect(total).toBeLessThan(1_300_000);
});

describe('the main domain', () => {
  test('asks for nothing, then quarantine, then reject', () => {
    const asked = [10, 29, 30, 64, 65, 89].map((day) => policies(MAIN, day));
    expect(asked).toEqual([
      ['none'],
      ['none'],
      ['quarantine'],
      ['quarantine'],
      ['reject'],
      ['reject'],
    ]);
  });

  test('has its mail on working days', () => {
    const [friday, sunday] = [count(MAIN, 8), count(MAIN, 10)];
    expect(friday).toBeGreaterThan(3 * sunday);
  });

  test('is hit by a wave of about 3,000 forged messages a day', () => {
    const before = failed(MAIN, 33);
    expect(failed(MAIN, 40)).toBeGreaterThan(before + 2500);
    expect(failed(MAIN, 40)).toBeLessThan(before + 4500);
    expect(failed(MAIN, 47)).toBeLessThan(before * 1.5);
  });

  test('fails less once the sender of reminders is mended', () => {
    const [before, after] = [failed(MAIN, 56), failed(MAIN, 62)];
    expect(before).toBeGreaterThan(4 * after);
  });

  test('has a new sender in the last week, which fails', () => {
    const domains = (day: number) => recordsOf(MAIN, day).map((record) => spfDomain(record));
    expect(domains(80)).not.toContain('mail.surveyjet.example');
    const seen = recordsOf(MAIN, 88).filter((one) => spfDomain(one) === 'mail.surveyjet.example');
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.some(passes)).toBe(false);
  });

  test('overrides name ARC, mailing lists and forwarders', () => {
    const reasons = recordsOf(MAIN, 50).flatMap((record) => record.row.policyEvaluated.reasons);
    const comments = reasons
      .filter(({ type }) => type === 'local_policy')
      .map((one) => one.comment);
    expect(comments).toContain('arc=pass');
    const types = new Set(reasons.map(({ type }) => type));
    expect(types).toEqual(new Set(['local_policy', 'mailing_list', 'trusted_forwarder']));
  });

  test('is forwarded: SPF fails, and DKIM survives mostly', () => {
    const forwarded = recordsOf(MAIN, 50).filter((one) =>
      one.row.sourceIp.startsWith('203.0.113.13'),
    );
    const survived = forwarded.filter((one) => one.row.policyEvaluated.dkim === 'pass');
    expect(forwarded.every((one) => one.row.policyEvaluated.spf === 'fail')).toBe(true);
    expect(messagesOf(survived)).toBeGreaterThan(0.6 * messagesOf(forwarded));
    expect(messagesOf(survived)).toBeLessThan(messagesOf(forwarded));
  });
});

test('the newsletter domain sends on Tuesday and Thursday', () => {
  const [tuesday, wednesday, thursday] = [
    count(LETTERS, 12),
    count(LETTERS, 13),
    count(LETTERS, 14),
  ];
  expect(tuesday).toBeGreaterThan(5 * wednesday);
  expect(thursday).toBeGreaterThan(5 * wednesday);
});

test('of the parked domain nothing passes and nothing is delivered', () => {
  for (const day of [0, 40, 89]) {
    const records = recordsOf(PARKED, day);
    expect(records.length).toBeGreaterThan(0);
    expect(records.some(passes)).toBe(false);
    const done = new Set(records.map((record) => record.row.policyEvaluated.disposition));
    expect([...done].filter((word) => word !== 'reject' && word !== 'quarantine')).toEqual([]);
  }
});

test('every address is from a documentation range', () => {
  const ips = [0, 40, 88].flatMap((day) =>
    DOMAINS.flatMap((domain) => recordsOf(domain, day).map((record) => record.row.sourceIp)),
  );
  const documented = /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/;
  expect(ips.length).toBeGreaterThan(100);
  expect(ips.filter((ip) => !documented.test(ip))).toEqual([]);
});

test('reporters together see all mail', () => {
  const seen = REPORTERS.reduce((sum, { share }) => sum + share, 0);
  expect(seen).toBeCloseTo(1, 5);
});

function reportsOf(domain: DemoDomain, day: number): AggregateReport[] {
  const when = { number: day, moment: day, startsAt: FIRST_DAY + day * 86_400 };
  return REPORTERS.flatMap((reporter) => dayReport(reporter, domain, when, STORY) ?? []);
}

function recordsOf(domain: DemoDomain, day: number): AggregateRecord[] {
  return reportsOf(domain, day).flatMap(({ records }) => records);
}

function policies(domain: DemoDomain, day: number) {
  return [...new Set(reportsOf(domain, day).map(({ policyPublished }) => policyPublished.p))];
}

function count(domain: DemoDomain, day: number) {
  return messagesOf(recordsOf(domain, day));
}

function failed(domain: DemoDomain, day: number) {
  return messagesOf(recordsOf(domain, day).filter((record) => !passes(record)));
}

function messagesOf(records: readonly AggregateRecord[]) {
  return records.reduce((sum, { row }) => sum + row.count, 0);
}

function passes({ row: { policyEvaluated } }: AggregateRecord) {
  return policyEvaluated.dkim === 'pass' || policyEvaluated.spf === 'pass';
}

function spfDomain({ authResults }: AggregateRecord) {
  return authResults.spf.map(({ domain }) => domain).join();
}
