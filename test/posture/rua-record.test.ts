import { expect, test } from 'vitest';
import { consentRecord, dmarcRecord, mailto, type SeenTags } from '#lib/posture/rua-record';

const NOTHING: SeenTags = {
  ...{ p: null, sp: null, np: null, adkim: null, aspf: null, fo: null, pct: null, t: null },
};

test('a domain without reports is told the record that changes no mail', () => {
  expect(dmarcRecord('example.com', 'dmarc@example.com', null)).toEqual({
    host: '_dmarc.example.com',
    value: 'v=DMARC1; p=none; rua=mailto:dmarc@example.com',
  });
});

test('tags that reports have seen stay, without those that state a default', () => {
  const seen = { ...NOTHING, p: 'reject', sp: 'none', np: 'reject', adkim: 's', aspf: 'r', t: 'n' };
  expect(dmarcRecord('example.com', 'd@example.com', { ...seen, fo: '0', pct: '50' }).value).toBe(
    'v=DMARC1; p=reject; sp=none; np=reject; adkim=s; pct=50; rua=mailto:d@example.com',
  );
  const alike = { ...NOTHING, p: 'quarantine', sp: 'quarantine', pct: '100' };
  expect(dmarcRecord('example.com', 'd@example.com', alike).value).toBe(
    'v=DMARC1; p=quarantine; rua=mailto:d@example.com',
  );
});

test('a record of which reports name no p asks for none', () => {
  expect(dmarcRecord('example.com', 'd@example.com', { ...NOTHING, sp: 'reject' }).value).toBe(
    'v=DMARC1; p=none; sp=reject; rua=mailto:d@example.com',
  );
});

test('RFC 9990 §4: another organisation agrees by a record of its own', () => {
  expect(consentRecord('example.com', 'd@Reports.Example.net')).toEqual({
    host: 'example.com._report._dmarc.reports.example.net',
    value: 'v=DMARC1;',
  });
  expect(consentRecord('mail.example.com', 'd@reports.example.com')).toBeNull();
});

test('§4.7: a comma, an exclamation mark or a semicolon in an address is written as a URI does', () => {
  expect(mailto('a,b!c;d%e@example.com')).toBe('mailto:a%2Cb%21c%3Bd%25e@example.com');
  expect(mailto('dmarc+rua@example.com')).toBe('mailto:dmarc+rua@example.com');
});
