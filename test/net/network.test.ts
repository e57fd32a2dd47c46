import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { networkOf } from '#lib/net/network';

test.each([
  ['1.0.0.1', 13335, 'Cloudflare, Inc.'],
  ['1.0.0.0', 13335, 'Cloudflare, Inc.'],
  ['1.0.0.255', 13335, 'Cloudflare, Inc.'],
  ['2001:7f8::1', null, null],
  ['2001::', 6939, 'Hurricane Electric LLC'],
  ['2a00:1450:4001:80b::200e', 15169, 'Google LLC'],
])('knows who announces %s', (ip, asn, asName) => {
  expect(networkOf(ip)).toEqual(asn === null ? null : { asn, asName });
});

test.each(['10.0.0.1', '192.0.2.1', '0.0.0.1', '255.255.255.255', 'fe80::1'])(
  'nobody announces %s',
  (ip) => {
    expect(networkOf(ip)).toBeNull();
  },
);

test('finds what a walk through the whole file finds, at the edges of every thousandth line', () => {
  const file = 'node_modules/@ip-location-db/asn/asn-ipv4-num.csv';
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const chosen = lines.filter((_, at) => at % 1000 === 0 || at === lines.length - 1);
  expect(chosen.length).toBeGreaterThan(300);
  for (const line of chosen) {
    const [first = '', last = '', asn] = line.split(',');
    expect(networkOf(dotted(Number(first)))?.asn).toBe(Number(asn));
    expect(networkOf(dotted(Number(last)))?.asn).toBe(Number(asn));
  }
});

function dotted(address: number) {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
