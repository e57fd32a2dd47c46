import { expect, test } from 'vitest';
import { looksRented } from '#lib/source/host-name';

test.each([
  ['dsl-pool.access.example', '192.0.2.9', true],
  ['192-0-2-9.isp.example', '192.0.2.9', true],
  ['9.2.0.192.isp.example', '192.0.2.9', true],
  ['mail.example.com', '192.0.2.9', false],
  ['mx.dynamics.example', '192.0.2.9', false],
  ['mail.example.com', '2001:db8::1', false],
])('%s of %s looks rented: %s', (ptr, ip, expected) => {
  expect(looksRented(ptr, ip)).toBe(expected);
});
