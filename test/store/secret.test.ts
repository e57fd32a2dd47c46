import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { completeEnv, env } from '#lib/env';
import { SEALED_COLUMNS } from '#lib/store/sealed-columns';
import { decrypt, encrypt } from '#lib/store/secret';

const A = { table: 'mailbox', row: 'a', column: 'secret' };
const KEY = env().SECRET_KEY ?? '';
const OTHER_KEY = 'another key that only tests may ever use';

function useKeys(SECRET_KEY: string, SECRET_KEY_OLD?: string) {
  completeEnv({ SECRET_KEY, SECRET_KEY_OLD });
}

beforeEach(() => useKeys(KEY));
afterEach(() => useKeys(KEY));

describe('a stored secret', () => {
  test('opens to what was sealed, in any script', () => {
    const sealed = encrypt('pässwörd 🔑', A);
    expect(sealed).toMatch(/^v2:[\w-]{8}:[\w-]{16}:[\w-]+$/);
    expect(decrypt(sealed, A)).toBe('pässwörd 🔑');
  });

  test('may be empty', () => {
    expect(decrypt(encrypt('', A), A)).toBe('');
  });

  test('is sealed differently each time, so that equal passwords do not show', () => {
    expect(encrypt('same', A)).not.toBe(encrypt('same', A));
  });

  test.each([{ table: 'webhook' }, { row: 'b' }, { column: 'refresh_token' }])(
    'does not open in another place (%j)',
    (elsewhere) => {
      const sealed = encrypt('secret', A);
      expect(() => decrypt(sealed, { ...A, ...elsewhere })).toThrow(/does not open with this/);
    },
  );

  test.each([0, 5, 20, 30])('does not open when its byte %i was changed', (at) => {
    const [version, keyId, nonce = '', sealed = ''] = encrypt('a secret of some length', A).split(
      ':',
    );
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const forged = `${version}:${keyId}:${nonce}:${bytes.toString('base64url')}`;
    expect(() => decrypt(forged, A)).toThrow(/does not open/);
  });

  test('does not open by a tag that was cut short', () => {
    const sealed = encrypt('', A);
    expect(() => decrypt(sealed.slice(0, -6), A)).toThrow(/does not open/);
  });

  test.each(['', 'v1', 'v1::', 'v2:AAAA:AAAA', 'v1:AAAA:AAAA', 'v2:::', 'plain text'])(
    'says what is wrong where the column holds %j',
    (text) => expect(() => decrypt(text, A)).toThrow(/enter the password again/),
  );
});

describe('a key that changes', () => {
  test('opens what it did not seal only as SECRET_KEY_OLD', () => {
    const sealed = encrypt('secret', A);
    useKeys(OTHER_KEY);
    expect(() => decrypt(sealed, A)).toThrow(
      /^The configuration is wrong\. The secret of mailbox:a was sealed by another SECRET_KEY \([\w-]{8}; this one is [\w-]{8}\)\. Give that one as SECRET_KEY_OLD/,
    );
    useKeys(OTHER_KEY, KEY);
    expect(decrypt(sealed, A)).toBe('secret');
    expect(encrypt('secret', A).slice(0, 12)).not.toBe(sealed.slice(0, 12));
  });

  test('opens the first form, which named neither key nor column', () => {
    const nonce = randomBytes(12);
    const key = Buffer.from(hkdfSync('sha256', KEY, '', 'ruascope stored secrets v1', 32));
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('mailbox:a'));
    const sealed = Buffer.concat([
      cipher.update('secret', 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    const old = `v1:${nonce.toString('base64url')}:${sealed.toString('base64url')}`;
    expect(decrypt(old, A)).toBe('secret');
    useKeys(OTHER_KEY, KEY);
    expect(decrypt(old, A)).toBe('secret');
    useKeys(OTHER_KEY);
    expect(() => decrypt(old, A)).toThrow(/restore the key/);
  });
});

test('every column that the schema calls sealed is among those that are rotated', () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const marked = [...schema.matchAll(/^model \w+ \{[^}]*^\}/gms)].flatMap(([model]) => {
    const [, table] = /@@map\("(\w+)"\)/.exec(model) ?? [];
    const fields = [...model.matchAll(/^ *\/\/\/ Sealed.*\n +(\w+)(.*)/gm)];
    return fields.map(
      ([, name, rest = '']) => `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? name}`,
    );
  });
  expect(marked.length).toBeGreaterThan(0);
  expect(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)).toEqual(marked);
});
