import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseEnv } from '#lib/env';
import { DEFAULT_LIMITS, LIMITS, limitsFrom } from '#lib/report/limits';

test('an empty environment has every default', () => {
  expect(parseEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: '.data' });
});

test('a wrong value is refused by its name, with what it should be', () => {
  expect(() => parseEnv({ PORT: 'http', POLL_SECONDS: '0' })).toThrow(/PORT.*POLL_SECONDS/s);
  expect(() => parseEnv({ DATABASE_URL: 'mysql://x' })).toThrow(/must start with postgresql/);
});

test('an empty value counts as not set', () => {
  expect(parseEnv({ PORT: '' }).PORT).toBe(3000);
});

test('a value may stand in a file of its own', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'env-')), 'key');
  writeFileSync(file, `${'k'.repeat(40)}\n`);
  expect(parseEnv({ SECRET_KEY_FILE: file }).SECRET_KEY).toBe('k'.repeat(40));
  expect(() => parseEnv({ SECRET_KEY_FILE: '/nowhere' })).toThrow(/SECRET_KEY_FILE/);
});

test('every bound of the reading core can be moved by its variable', () => {
  expect(limitsFrom(parseEnv({}))).toEqual(DEFAULT_LIMITS);
  for (const { variable } of Object.values(LIMITS)) {
    expect(Object.values(limitsFrom(parseEnv({ [variable]: '7' })))).toContain(7);
  }
});

test('single sign-on names what it needs besides, and wants TLS', () => {
  const issuer = { OIDC_ISSUER: 'https://id.example.org' };
  expect(() => parseEnv(issuer)).toThrow(
    /OIDC_ISSUER needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL too/,
  );
  const rest = {
    ...{ OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    PUBLIC_URL: 'https://ruascope.example',
  };
  expect(parseEnv({ ...issuer, ...rest }).OIDC_ISSUER).toBe('https://id.example.org');
  const open = { ...rest, OIDC_ISSUER: 'http://id.example.org' };
  expect(() => parseEnv(open)).toThrow(/OIDC_ISSUER: must start with https/);
  expect(() => parseEnv({ OIDC_ROLE: 'owner' })).toThrow(/OIDC_ROLE/);
});
