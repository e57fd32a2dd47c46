import { describe, expect, test } from 'vitest';
import { decrypt, encrypt } from '#lib/store/secret';

describe('a stored secret', () => {
  test('opens to what was sealed, in any script', () => {
    const sealed = encrypt('pässwörd 🔑', 'mailbox:reports');
    expect(sealed).toMatch(/^v1:[\w-]{16}:[\w-]+$/);
    expect(decrypt(sealed, 'mailbox:reports')).toBe('pässwörd 🔑');
  });

  test('is sealed differently each time, so that equal passwords do not show', () => {
    expect(encrypt('same', 'mailbox:a')).not.toBe(encrypt('same', 'mailbox:a'));
  });

  test('does not open for another owner', () => {
    const sealed = encrypt('secret', 'mailbox:a');
    expect(() => decrypt(sealed, 'mailbox:b')).toThrow(/does not open with this SECRET_KEY/);
  });

  test.each([0, 5, 20, 30])('does not open when its byte %i was changed', (at) => {
    const [version, nonce = '', sealed = ''] = encrypt(
      'a secret of some length',
      'mailbox:a',
    ).split(':');
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const forged = `${version}:${nonce}:${bytes.toString('base64url')}`;
    expect(() => decrypt(forged, 'mailbox:a')).toThrow(/does not open/);
  });

  test.each(['', 'v1', 'v1::', 'v2:AAAA:AAAA', 'v1:AAAA:AAAA', 'plain text'])(
    'says what is wrong where the column holds %j',
    (text) => expect(() => decrypt(text, 'mailbox:a')).toThrow(/enter the password again/),
  );
});
