import { expect, test } from 'vitest';
import { clientNetwork } from '#lib/auth/client-address';
import { Throttle } from '#lib/auth/throttle';

const network = (header: string, proxies = 0) =>
  clientNetwork(new Headers({ 'x-forwarded-for': header }), proxies);

test.each([
  ['192.0.2.1', 0, '192.0.2.1'],
  ['::ffff:192.0.2.1', 0, '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', 0, '2001:db8:1:2::/64'],
  ['203.0.113.9, 192.0.2.1', 1, '192.0.2.1'],
  ['203.0.113.9, 192.0.2.1, 198.51.100.2', 2, '192.0.2.1'],
  ['192.0.2.1', 2, 'unknown'],
  ['hello', 0, 'unknown'],
  ['', 0, 'unknown'],
])('%j behind %i proxies is %s', (header, proxies, expected) => {
  expect(network(header, proxies)).toBe(expected);
});

test('a window of tries opens again when it has passed', () => {
  const throttle = new Throttle({ tries: 2, milliseconds: 1000 });
  expect([throttle.take('a', 0), throttle.take('a', 900), throttle.take('a', 950)]).toEqual([
    null,
    null,
    50,
  ]);
  expect(throttle.take('b', 950)).toBeNull();
  expect(throttle.take('a', 1000)).toBeNull();
});

test('a try that was right does not count', () => {
  const throttle = new Throttle({ tries: 1, milliseconds: 1000 });
  throttle.take('a', 0);
  throttle.refund('a');
  expect(throttle.take('a', 1)).toBeNull();
  expect(throttle.take('a', 2)).toBe(998);
  throttle.forgive('a');
  expect(throttle.take('a', 3)).toBeNull();
});
