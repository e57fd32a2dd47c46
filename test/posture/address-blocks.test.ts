import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { readBlock, withoutBlocks } from '#lib/posture/address-blocks';

test('what is left is told in as few blocks as say it', () => {
  expect(withoutBlocks('192.0.2.0/24', ['192.0.2.0/26'].map(readBlock))).toEqual([
    '192.0.2.64/26',
    '192.0.2.128/25',
  ]);
  expect(withoutBlocks('192.0.2.0/24', ['198.51.100.0/24', '::/0'].map(readBlock))).toEqual([
    '192.0.2.0/24',
  ]);
  expect(withoutBlocks('192.0.2.0/24', ['192.0.0.0/16'].map(readBlock))).toEqual([]);
  expect(withoutBlocks('2001:db8::/126', ['2001:db8::3/128'].map(readBlock))).toEqual([
    '2001:db8::/127',
    '2001:db8::2/128',
  ]);
});

test('a block starts at its first address', () => {
  expect(withoutBlocks('192.0.2.77/24', [])).toEqual(['192.0.2.0/24']);
});

test('an address is left exactly when it is in the block and in none that is taken', () => {
  const block = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 20, max: 32 }))
    .map(([last, bits]) => `192.0.2.${last}/${bits}`);
  fc.assert(
    fc.property(block, fc.array(block, { maxLength: 4 }), fc.nat(255), (whole, taken, last) => {
      const address = `192.0.2.${last}`;
      const isIn = (one: string) => ipaddr.parse(address).match(ipaddr.parseCIDR(one));
      const left = withoutBlocks(whole, taken.map(readBlock));
      expect(left.some(isIn)).toBe(isIn(whole) && !taken.some(isIn));
    }),
  );
});
