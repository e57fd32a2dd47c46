import { expect, test } from 'vitest';
import { classifySources } from '#lib/source/classify';
import type { SourceFacts } from '#lib/source/source-facts';
import { OWN_SERVER, s1, someFacts } from './some-facts.ts';

type Case = [name: string, facts: SourceFacts, expected: object];

const RULES: Case[] = [
  [
    '1: a label stands above everything',
    someFacts({ label: 'not-mine', spfAligned: 100 }),
    { class: 'not-mine', rule: 1, confidence: 'certain' },
  ],
  [
    '1: yours, a known service',
    someFacts({ label: 'yours', spf: ['sendgrid.net'] }),
    { class: 'approved', candidate: false, rule: 1 },
  ],
  ['1: yours, and no service', someFacts({ label: 'yours' }), { class: 'own', rule: 1 }],
  ['1: "later" decides nothing', someFacts({ label: 'later' }), { class: 'unknown', rule: 9 }],
  [
    '2: SPF passes, and the name of the host is yours',
    OWN_SERVER,
    { class: 'own', rule: 2, confidence: 'high' },
  ],
  [
    '2: SPF passes for 95 %: a candidate',
    someFacts({ spfAligned: 95 }),
    { class: 'approved', candidate: true, rule: 2, confidence: 'high' },
  ],
  [
    '3: a service that signs as you, by DKIM alone',
    someFacts({
      dkimAligned: 80,
      spf: ['bounce.sendgrid.net'],
      ownSignatures: [{ domain: 'example.com', selector: 'sg', passed: 80, failed: 20 }],
    }),
    { class: 'approved', candidate: true, rule: 3, confidence: 'high' },
  ],
  [
    '3: nobody else uses the selector',
    someFacts({
      dkimAligned: 100,
      ownSignatures: [{ domain: 'example.com', selector: 'crm', passed: 100, failed: 0 }],
    }),
    { class: 'approved', candidate: true, rule: 3 },
  ],
  [
    '4: a selector of yours that passes by a foreign host',
    someFacts({ dkimAligned: 100, ownSignatures: s1(100) }),
    { class: 'forwarder', rule: 4, confidence: 'medium' },
  ],
  [
    '4: surer, with a host that hands on mail',
    someFacts({
      dkimAligned: 100,
      ownSignatures: s1(100),
      ptr: 'mail-1.google.com',
      ptrConfirmed: true,
    }),
    { class: 'forwarder', rule: 4, confidence: 'high' },
  ],
  [
    '4: surer, with a rewritten return path',
    someFacts({ dkimAligned: 100, ownSignatures: s1(100), rewritten: 60 }),
    { class: 'forwarder', rule: 4, confidence: 'high' },
  ],
  [
    '4: surer, with a receiver’s reason',
    someFacts({ dkimAligned: 84, ownSignatures: s1(84, 16), excused: 16 }),
    { class: 'forwarder', rule: 4, confidence: 'high' },
  ],
  [
    '5: a list breaks the signature and passes as itself',
    someFacts({ ownSignatures: s1(0, 100), foreign: ['lists.club.example'] }),
    { class: 'forwarder', rule: 5, confidence: 'medium' },
  ],
  [
    '5: nothing is left of the signature, but receivers know the forwarder',
    someFacts({ excused: 60 }),
    { class: 'forwarder', rule: 5, confidence: 'medium' },
  ],
  [
    '6: a service that signs as itself',
    someFacts({ spf: ['bounce.sendgrid.net'] }),
    { class: 'misconfigured', rule: 6, confidence: 'medium' },
  ],
  [
    '7: your SPF record covers it',
    someFacts({ listed: { by: 'example.com', asked: true } }),
    { class: 'misconfigured', rule: 7, confidence: 'high' },
  ],
  [
    '7: SPF passes for another domain of yours',
    someFacts({ ownSpfPassed: 100 }),
    { class: 'misconfigured', rule: 7 },
  ],
  [
    '7: a device with your name',
    someFacts({ ptr: 'scanner.example.com', ptrConfirmed: true }),
    { class: 'misconfigured', rule: 7 },
  ],
  [
    '8: no name, and a From domain that never passes',
    someFacts({ nameless: true, headerFroms: ['billing.example.com'] }),
    { class: 'spoof', rule: 8, confidence: 'medium' },
  ],
  [
    '8: an access line whose name does not lead back',
    someFacts({ ptr: 'dsl-192-0-2-1.access.example', ptrConfirmed: false }),
    { class: 'spoof', rule: 8 },
  ],
  [
    '8: a rented server that writes as a domain which never sends',
    someFacts({
      domain: 'parked.example',
      headerFroms: ['parked.example'],
      ptr: 'ec2-1.compute.amazonaws.com',
      ptrConfirmed: true,
    }),
    { class: 'spoof', rule: 8 },
  ],
  [
    '8: no name, and a domain of which somebody said that it is parked',
    someFacts({ parked: true, nameless: true }),
    { class: 'spoof', rule: 8 },
  ],
  ['9: otherwise', someFacts({}), { class: 'unknown', rule: 9, confidence: 'low' }],
];

const TRAPS: Case[] = [
  [
    'no DKIM and SPF unaligned alone is never a forwarder',
    someFacts({ foreign: ['mx.elsewhere.example'] }),
    { class: 'unknown' },
  ],
  ['no name in DNS alone is never a spoof', someFacts({ nameless: true }), { class: 'unknown' }],
  [
    'a parked domain alone makes nobody a forger',
    someFacts({ parked: true }),
    { class: 'unknown' },
  ],
  [
    'parked is one sign, whether somebody said so or nothing ever passes',
    someFacts({ parked: true, domain: 'parked.example', headerFroms: ['parked.example'] }),
    { class: 'unknown' },
  ],
  [
    'a name that nobody has looked up speaks against nobody',
    someFacts({ headerFroms: ['billing.example.com'] }),
    { class: 'unknown' },
  ],
  [
    'a copied signature that fails is no forwarder’s',
    someFacts({ ownSignatures: s1(0, 100) }),
    { class: 'unknown' },
  ],
  [
    'a signature that is broken on most of a selector’s mail is not a list’s doing',
    someFacts({ messages: 9_000, ownSignatures: s1(0, 9_000), foreign: ['mx.club.example'] }),
    { class: 'unknown' },
  ],
  [
    'a server of yours that is missing in SPF is no forwarder',
    someFacts({
      dkimAligned: 100,
      ownSignatures: s1(100),
      ptr: 'mail2.example.com',
      ptrConfirmed: true,
    }),
    { class: 'unknown' },
  ],
  [
    'a host that calls itself after a service, and is not, is not that service',
    someFacts({ ptr: 'o1.sendgrid.net', ptrConfirmed: false }),
    { class: 'unknown' },
  ],
  ['SPF on 94 % is no candidate', someFacts({ spfAligned: 94 }), { class: 'unknown' }],
  [
    'a mailbox provider that authenticates as itself is not misconfigured',
    someFacts({ spf: ['gmail.com'] }),
    { class: 'unknown' },
  ],
];

test.each([...RULES, ...TRAPS])('%s', (_, facts, expected) => {
  const [, verdict] = classifySources([OWN_SERVER, facts]);
  expect(verdict).toMatchObject(expected);
  expect(verdict?.because.length).toBeGreaterThan(0);
});

test('8: a burst from many networks, none with a name', () => {
  const bots = Array.from({ length: 9 }, (_, at) =>
    someFacts({ ip: `203.0.${at}.1`, nameless: true, firstDay: `2026-11-0${1 + (at % 2)}` }),
  );
  const verdicts = classifySources([OWN_SERVER, ...bots]);
  expect(verdicts.slice(1).map((verdict) => verdict.class)).toEqual(bots.map(() => 'spoof'));
  const few = classifySources([OWN_SERVER, ...bots.slice(0, 5)]);
  expect(few.slice(1).map((verdict) => verdict.class)).toEqual(Array(5).fill('unknown'));
});

test('4: surer when three domains of yours come the same way', () => {
  const names = ['a.example', 'b.example', 'c.example'];
  const own = (domain: string, passed: number) => [{ domain, selector: 's1', passed, failed: 0 }];
  const servers = names.map((domain) =>
    someFacts({ domain, ip: '198.51.100.1', spfAligned: 100, ownSignatures: own(domain, 100) }),
  );
  const relayed = names.map((domain) =>
    someFacts({
      ...{ domain, ip: '203.0.113.1', dkimAligned: 100, ownSignatures: own(domain, 100) },
      ...{ ptr: 'mx.uni.example', ptrConfirmed: true },
    }),
  );
  const verdicts = classifySources([...servers, ...relayed]).slice(3);
  for (const verdict of verdicts) {
    expect(verdict).toMatchObject({ class: 'forwarder', rule: 4, confidence: 'high' });
  }
});

test('what somebody called not theirs lends its selector no trust', () => {
  const [, relayed] = classifySources([
    { ...OWN_SERVER, label: 'not-mine' },
    someFacts({ dkimAligned: 100, ownSignatures: s1(100) }),
  ]);
  expect(relayed?.class).not.toBe('forwarder');
});
