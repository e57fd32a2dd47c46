import { join } from 'node:path';
import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '#lib/auth/content-security-policy';
import { readSources } from '#test/support/read-imports';
// biome-ignore lint/style/noRestrictedImports: the root is no room, and has no alias.
import config from '../../next.config.ts';
// biome-ignore lint/style/noRestrictedImports: the same.
import { proxy } from '../../proxy.ts';

// What every page tells the browser that it may do (ASVS V3).

test('a page runs scripts of its own nonce alone', () => {
  const policies = [1, 2].map(() => pageAnswer().headers.get('content-security-policy') ?? '');
  expect(policies[0]).not.toBe(policies[1]);
  const [policy = ''] = policies;
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
  expect(scripts).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'$/);
  for (const closed of ["object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'"]) {
    expect(policy).toContain(closed);
  }
  expect(policy).toContain("form-action 'self'");
  expect(contentSecurityPolicy('x')).not.toContain('unsafe-eval');
});

test('a page of somebody is kept by nobody', () => {
  expect(pageAnswer().headers.get('cache-control')).toBe('private, no-store');
});

test('no page or file may be taken for something else, framed or sent on', async () => {
  const [everywhere] = (await config.headers?.()) ?? [];
  expect(everywhere?.source).toBe('/:path*');
  const told = Object.fromEntries(
    (everywhere?.headers ?? []).map(({ key, value }) => [key, value]),
  );
  expect(told).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  expect(config.poweredByHeader).toBe(false);
  expect(config.images?.unoptimized).toBe(true);
});

test('whoever comes by https is kept on TLS for a year', async () => {
  const rules = (await config.headers?.()) ?? [];
  const overHttps = rules.filter(({ has }) => has?.some(({ value }) => value === 'https'));
  const sent = overHttps.flatMap(({ headers }) => headers);
  const value = sent.find(({ key }) => key === 'Strict-Transport-Security')?.value ?? '';
  expect(Number(/max-age=(\d+)/.exec(value)?.[1])).toBeGreaterThanOrEqual(31_536_000);
});

test('no page writes markup that it was given', () => {
  const house = readSources(join(import.meta.dirname, '../..'));
  const writing = house.filter(({ text }) => /dangerouslySetInnerHTML|\.innerHTML\b/.test(text));
  expect(writing.map(({ path }) => path)).toEqual([]);
});

function pageAnswer() {
  return proxy(new NextRequest('http://localhost:3000/'));
}
