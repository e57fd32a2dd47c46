import { expect, test } from 'vitest';
import { isCrossSite, isSameOrigin } from '#lib/auth/same-origin';

const at = (publicUrl?: string, proxies = 0) => ({ publicUrl, proxies });

test.each([
  ['http://localhost:3000', 'localhost:3000', at()],
  ['http://127.0.0.1:3100', '127.0.0.1:3100', at()],
  ['http://[::1]:3000', '[::1]:3000', at()],
  ['http://DMARC.lan', 'dmarc.lan', at()],
  ['https://dmarc.example.com', '127.0.0.1:3000', at('https://dmarc.example.com/')],
])('a page at %s may ask %s', (origin, host, own) => {
  expect(isSameOrigin(new Headers({ origin, host }), own)).toBe(true);
});

test.each([
  ['another host', { origin: 'http://evil.example', host: 'localhost:3000' }],
  ['another port', { origin: 'http://localhost:3001', host: 'localhost:3000' }],
  ['an origin that a sandbox hides', { origin: 'null', host: 'localhost:3000' }],
  [
    'a host that only begins alike',
    { origin: 'http://localhost:3000.evil.example', host: 'localhost:3000' },
  ],
  ['no origin', { host: 'localhost:3000' }],
  ['an empty origin and host', { origin: '', host: '' }],
  [
    'a forwarded host of no proxy of ours',
    { origin: 'http://evil.example', host: 'localhost:3000', 'x-forwarded-host': 'evil.example' },
  ],
])('refuses %s', (_, headers) => {
  expect(isSameOrigin(new Headers(Object.entries(headers)), at())).toBe(false);
});

test('believes a proxy of ours about the host', () => {
  const headers = {
    origin: 'https://d.example',
    host: 'app:3000',
    'x-forwarded-host': 'd.example',
  };
  expect(isSameOrigin(new Headers(headers), at(undefined, 1))).toBe(true);
});

test('takes the browser at its word that another site asks', () => {
  const site = (value: string) => isCrossSite(new Headers({ 'sec-fetch-site': value }));
  expect([site('cross-site'), site('same-site'), site('same-origin'), site('none')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isCrossSite(new Headers())).toBe(false);
});
