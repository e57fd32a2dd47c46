import { expect, test } from 'vitest';
import { base32, matchingStep, timeStep, totpCode, totpUri } from '#lib/auth/totp';

/** The secret of RFC 4226 and RFC 6238, in their appendices. */
const SECRET = Buffer.from('12345678901234567890');

test.each([
  [0, '755224'],
  [1, '287082'],
  [2, '359152'],
  [9, '520489'],
])('RFC 4226, appendix D: count %i is %s', (count, code) => {
  expect(totpCode(SECRET, count)).toBe(code);
});

// Appendix B has eight digits; six are their end.
test.each([
  ['1970-01-01T00:00:59Z', '287082'],
  ['2005-03-18T01:58:29Z', '081804'],
  ['2009-02-13T23:31:30Z', '005924'],
  ['2033-05-18T03:33:20Z', '279037'],
  ['2603-10-11T11:33:20Z', '353130'],
])('RFC 6238, appendix B: at %s the code is %s', (at, code) => {
  expect(totpCode(SECRET, timeStep(new Date(at)))).toBe(code);
});

test('a code is taken half a minute early or late, and no longer', () => {
  const now = new Date('2026-11-30T12:00:00Z');
  const step = timeStep(now);
  expect(matchingStep(SECRET, totpCode(SECRET, step), now)).toBe(step);
  expect(matchingStep(SECRET, totpCode(SECRET, step - 1), now)).toBe(step - 1);
  expect(matchingStep(SECRET, totpCode(SECRET, step + 1), now)).toBe(step + 1);
  expect(matchingStep(SECRET, totpCode(SECRET, step - 2), now)).toBeNull();
  expect(matchingStep(SECRET, totpCode(SECRET, step + 2), now)).toBeNull();
  expect(matchingStep(SECRET, '', now)).toBeNull();
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foobar', 'MZXW6YTBOI'],
])('RFC 4648, 10: %j in base32 is %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('an app reads whose secret it is', () => {
  expect(totpUri(Buffer.from('foobar'), 'ada+x@example.com')).toBe(
    'otpauth://totp/Ruascope:ada%2Bx%40example.com?secret=MZXW6YTBOI&issuer=Ruascope',
  );
});
