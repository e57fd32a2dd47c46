import { getDomain } from 'tldts';
import { expect, test } from 'vitest';
import { normaliseDomain } from '#lib/domain-name';
import { findSender } from '#lib/source/find-sender';
import { SENDER_KINDS } from '#lib/source/sender';
import { SENDERS } from '#lib/source/senders';

const FIELDS = ['dkim', 'spf', 'ptr'] as const;
const real = SENDERS.filter(({ source }) => !source.includes('rfc2606'));

test('knows at least a hundred and fifty senders, of every kind', () => {
  expect(real.length).toBeGreaterThanOrEqual(150);
  expect(new Set(real.map(({ kind }) => kind))).toEqual(new Set(SENDER_KINDS));
});

test('no sender stands there twice, and each says where its names come from', () => {
  const names = SENDERS.map(({ name }) => name.toLowerCase());
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  for (const { name, source } of SENDERS) {
    expect(URL.canParse(source) && new URL(source).protocol, name).toBe('https:');
  }
});

test('every name is normalised, and none is a public suffix', () => {
  for (const { name, ...sender } of SENDERS) {
    const domains = FIELDS.flatMap((field) => sender[field]);
    expect(domains.length, name).toBeGreaterThan(0);
    for (const domain of domains) {
      expect(normaliseDomain(domain), name).toBe(domain);
      expect(getDomain(domain), `${name}: ${domain}`).not.toBeNull();
    }
  }
});

test.each(FIELDS)('no sender swallows another: each %s name finds its own line', (field) => {
  const taken = new Map<string, string>();
  for (const sender of SENDERS) {
    expect(new Set(sender[field]).size, sender.name).toBe(sender[field].length);
    for (const domain of sender[field]) {
      expect(taken.get(domain), `${domain} of ${sender.name}`).toBeUndefined();
      taken.set(domain, sender.name);
      for (const name of [domain, `mx-1.${domain}`]) {
        expect(findSender(known(field, name))?.sender.name, name).toBe(sender.name);
      }
    }
  }
});

test.each([
  [
    'a longer suffix wins',
    'ptr',
    'mail-am6eur05on2.outbound.protection.outlook.com',
    'Microsoft 365',
  ],
  ['a shorter one is what is left', 'ptr', 'bay1.hotmail.com', 'Outlook.com'],
  ['whole labels only', 'ptr', 'mx.notgoogle.com', undefined],
  ['a name in front of a name', 'ptr', 'google.com.attacker.example', undefined],
] as const)('%s', (_, field, name, expected) => {
  expect(findSender(known(field, name))?.sender.name).toBe(expected);
});

test('a signature does not name a host whose confirmed name is another’s', () => {
  const traces = { spf: [], dkim: ['sendgrid.net'] };
  expect(findSender({ ...traces, confirmedPtr: 'mx.university.example' })).toBeNull();
  expect(findSender({ ...traces, confirmedPtr: null })).toMatchObject({ by: 'dkim' });
});

function known(field: (typeof FIELDS)[number], name: string) {
  return {
    confirmedPtr: field === 'ptr' ? name : null,
    spf: field === 'spf' ? [name] : [],
    dkim: field === 'dkim' ? [name] : [],
  };
}
