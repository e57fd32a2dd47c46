import { expect, test } from 'vitest';
import { nextPath } from '#lib/auth/next-path';

test.each(['/', '/reports?d=example.com&range=7d', '/sources/192.0.2.1'])(
  'goes on to %s',
  (path) => {
    expect(nextPath(path)).toBe(path);
  },
);

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/a\\b',
  'javascript:alert(1)',
  '/\n//evil.example',
  '/\t/evil.example',
  '',
  null,
  ['/a'],
])('does not follow %j', (path) => {
  expect(nextPath(path)).toBe('/');
});
