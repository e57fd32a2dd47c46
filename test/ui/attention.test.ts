import { expect, test } from 'vitest';
import { type AttentionFacts, attentionOf } from '#app/(dashboard)/attention';
import { parseFilter } from '#lib/filter/filter';
import { formatsOf } from '#lib/format/formats';
import type { DomainRow } from '#lib/queries/domain-list';
import { tallyOf } from '#lib/queries/metrics';
import type { Sender } from '#lib/queries/senders';
import type { SourceClass } from '#lib/source/source-class';
import { wordsOf } from '#lib/words/translate';

const t = wordsOf('en', 'overview');
const f = formatsOf('en', wordsOf('en', 'format'));
const now = new Date('2026-11-24T12:00:00Z');

const domain: DomainRow = {
  ...{ name: 'example.com', unicode: 'example.com', isDemo: false, attention: null },
  ...{ parked: false, groups: [] },
  ...{ messages: 10_000, passed: 10_000, failed: 0, compliance: 1, spark: [], lastReportAt: now },
  policy: { p: 'reject', sp: null, np: null, pct: null, testing: false },
};

type Sent = { passed?: number; delivered?: number; rejected?: number };

/** What one service sent for the domain, of a class. */
function sender(
  name: string | null,
  whose: SourceClass,
  { passed = 0, delivered = 0, rejected = 0 }: Sent,
): Sender {
  return {
    ...tallyOf({
      ...{ messages: passed + delivered + rejected, both: passed, dkimOnly: 0, spfOnly: 0 },
      ...{ neither: delivered + rejected, passed, delivered, rejected },
      ...{ overridden: 0, quarantined: 0 },
    }),
    ...{ domain: 'example.com', name, ip: null, class: whose, waits: false, addresses: 1 },
    ...{ isService: true, askedHosts: 0, namedHosts: 0 },
    ...{ firstDay: '2026-11-01', lastDay: '2026-11-20' },
  };
}

const titles = (facts: Partial<AttentionFacts>) => {
  const none = { domains: [domain], senders: [], reporters: [], quarantined: 0 };
  return attentionOf({ ...none, filter: parseFilter({}), now, ...facts }, t, f).map(
    ({ title }) => title,
  );
};

test('one’s own mail that was blocked comes before what fails, and that before what nobody knows', () => {
  const senders = [
    sender('Stranger', 'unknown', { passed: 400 }),
    sender('Shop', 'approved', { passed: 100, delivered: 900 }),
    sender('Office', 'own', { passed: 5_000, rejected: 300 }),
  ];
  expect(titles({ senders })).toEqual([
    'Mail of Office for example.com was blocked',
    'Shop fails for example.com',
    'Stranger sends for example.com, and nobody said whose it is',
  ]);
});

test('hosts named in the domain itself do not fail for themselves', () => {
  const senders = [sender('example.com', 'misconfigured', { delivered: 100 })];
  expect(titles({ senders })).toEqual(['A host of example.com itself fails']);
});

test('a forger, a forwarder and who sends little need nobody', () => {
  const senders = [
    sender('Forger', 'spoof', { rejected: 5_000 }),
    sender('Lists', 'forwarder', { delivered: 5_000 }),
    sender('Little', 'unknown', { passed: 99 }),
    sender('Fine', 'own', { passed: 5_000, delivered: 40 }),
  ];
  expect(titles({ senders })).toEqual([]);
});

test('a nameless address is called by itself, and those that sent little by what they have in common', () => {
  const blocked = sender(null, 'own', { rejected: 300 });
  const senders = [{ ...blocked, ip: '192.0.2.1' }, blocked];
  expect(titles({ senders })).toEqual([
    'Mail of 192.0.2.1 for example.com was blocked',
    'Mail of addresses without a name for example.com was blocked',
  ]);
});

test('a domain that is silent, mails that could not be read, and a policy that asks for nothing', () => {
  const quiet = { ...domain, attention: 'silent' as const, messages: 900 };
  const ready = { ...domain, policy: { p: 'none', sp: null, np: null, pct: null, testing: false } };
  expect(titles({ domains: [ready, quiet], quarantined: 2 })).toEqual([
    'No report about example.com for a week',
    'example.com looks ready for p=quarantine',
    '2 mails could not be read',
  ]);
});

test('a parked domain that is not rejected, which is never ready for less', () => {
  const policy = { p: 'none', sp: null, np: null, pct: null, testing: false };
  const parked = { ...domain, policy, parked: true, attention: 'parked' as const };
  expect(titles({ domains: [parked] })).toEqual([
    'example.com is parked, and its policy is not reject',
  ]);
  expect(titles({ domains: [{ ...parked, attention: null }] })).toEqual([]);
});
