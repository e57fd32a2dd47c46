import { expect, test } from 'vitest';
import { classifySources } from '#lib/source/classify';
import type { SourceFacts } from '#lib/source/source-facts';
import { OWN_SERVER, someFacts } from './some-facts.ts';

const NETWORK = { asn: 64_500, asName: 'Example Net' };
/** A person said of it that it is theirs. */
const SAID = someFacts({ ip: '192.0.2.10', label: 'yours', ...NETWORK });
/** Passes SPF, and bears no name. */
const LISTED = someFacts({ ip: '192.0.2.11', spfAligned: 100, ...NETWORK });
const CANDIDATE = { class: 'approved', candidate: true, rule: 2, confidence: 'high' };

function judged(...all: SourceFacts[]) {
  const [verdict] = classifySources([...all, OWN_SERVER]);
  return verdict;
}

function codes(reasons: readonly { code: string }[] = []) {
  return reasons.map(({ code }) => code);
}

test('2: what stands in SPF and in the network of an address that is said to be yours is yours', () => {
  const verdict = judged(LISTED, SAID);
  expect(verdict).toMatchObject({ class: 'own', candidate: false, rule: 2, confidence: 'medium' });
  expect(verdict?.because[1]).toEqual({
    code: 'ownNetwork',
    values: { network: 'AS64500 Example Net', ip: '192.0.2.10' },
  });
  expect(codes(verdict?.against)).toContain('otherTenants');
});

test.each([
  ['nobody said so of any address there', someFacts({ ...SAID, label: null })],
  ['the address stands in another network', { ...SAID, asn: 64_501 }],
  ['it is said for another domain', { ...SAID, domain: 'example.net' }],
  ['what is said to be yours is a service', someFacts({ ...SAID, foreign: ['sendgrid.net'] })],
])('2: a candidate as before where %s', (_, said) => {
  expect(judged(LISTED, said)).toMatchObject(CANDIDATE);
});

test.each([
  ['a service of the list', someFacts({ ip: '192.0.2.12', spf: ['sendgrid.net'], ...NETWORK })],
  [
    'a host with somebody else’s name',
    someFacts({ ip: '192.0.2.12', ptr: 'mx.club.example', ptrConfirmed: true, ...NETWORK }),
  ],
  ['one that is not yours', someFacts({ ip: '192.0.2.12', label: 'not-mine', ...NETWORK })],
  ['a forwarder', someFacts({ ip: '192.0.2.12', label: 'forwarder', ...NETWORK })],
])('2: a network with %s in it is nobody’s own', (_, tenant) => {
  expect(judged(LISTED, SAID, tenant)).toMatchObject(CANDIDATE);
});

test('2: your name on a host says nothing of its network, and a claimed one nothing at all', () => {
  const named = someFacts({ ...OWN_SERVER, ip: '192.0.2.13', ...NETWORK });
  expect(judged(LISTED, named)).toMatchObject(CANDIDATE);
  const liar = someFacts({ ip: '192.0.2.14', ptr: 'x.club.example', ptrConfirmed: false });
  expect(judged(LISTED, SAID, { ...liar, ...NETWORK })).toMatchObject({ class: 'own' });
});

test('2: a network that nobody knows is no network that two addresses share', () => {
  const nowhere = { asn: null, asName: null };
  expect(judged({ ...LISTED, ...nowhere }, { ...SAID, ...nowhere })).toMatchObject(CANDIDATE);
});

const MADE_UP = { headerFroms: ['billing.example.com'] };
const RENTED = { ptr: 'ec2-1.compute.amazonaws.com', ptrConfirmed: true };
const FORGED = someFacts({ ...RENTED, ...MADE_UP, ...NETWORK });

test('8: a rented server in a network from which no mail of yours ever passed', () => {
  const verdict = judged(FORGED);
  expect(verdict).toMatchObject({ class: 'spoof', rule: 8 });
  expect(codes(verdict?.because)).toEqual(['nothingYours', 'rented', 'madeUp', 'newNetwork']);
  expect(judged({ ...FORGED, asn: null })).toMatchObject({ class: 'spoof', rule: 8 });
});

test('8: it is no sign where mail of yours passes from the same network', () => {
  const yours = someFacts({ ip: '192.0.2.15', dkimAligned: 60, ...NETWORK });
  expect(judged(FORGED, yours)).toMatchObject({ class: 'unknown' });
  expect(judged(FORGED, { ...yours, domain: 'example.net' })).toMatchObject({ class: 'spoof' });
  const surer = judged(someFacts({ ...FORGED, ptrConfirmed: false, sender: null }), yours);
  expect(surer).toMatchObject({ class: 'spoof' });
  expect(codes(surer?.because)).toEqual(['nothingYours', 'falseName', 'madeUp']);
  expect(codes(surer?.against)).toContain('knownNetwork');
});

test('8: where servers are rented out, one without a name is rented, too', () => {
  const nameless = someFacts({ ip: '192.0.2.16', nameless: true, ...NETWORK });
  expect(judged(nameless)).toMatchObject({ class: 'unknown' });
  const verdict = judged(nameless, FORGED);
  expect(verdict).toMatchObject({ class: 'spoof', rule: 8 });
  expect(codes(verdict?.because)).toEqual([
    ...['nothingYours', 'nameless', 'rentedNetwork', 'newNetwork'],
  ]);
});

test('8: that a network is new is no sign by itself', () => {
  const stranger = someFacts({ nameless: true, ...NETWORK });
  expect(judged(stranger)).toMatchObject({ class: 'unknown', rule: 9 });
});
