import { expect, test } from 'vitest';
import {
  parseAuthenticationResults,
  readAuthenticationResults,
} from '#lib/report/authentication-results';

test('the DMARC result and its author domain are read', () => {
  const value =
    'mx.example.com; dkim=pass header.d=reporter.example; dmarc=pass (p=REJECT sp=NONE) header.from=Reporter.example';
  expect(parseAuthenticationResults(value)).toEqual({
    authservId: 'mx.example.com',
    dmarc: 'pass',
    headerFrom: 'reporter.example',
  });
});

test('a result inside a comment is no result', () => {
  const value = 'mx.example.com (a (b; dmarc=pass header.from=google.com) c); spf=fail';
  expect(parseAuthenticationResults(value)).toMatchObject({ dmarc: 'none', headerFrom: null });
});

test('only a field of a trusted server counts, and of those the topmost', () => {
  const mail = [
    'Authentication-Results: mx.example.com;',
    '\tdmarc=fail header.from=reporter.example',
    'Authentication-Results: mx.example.com; dmarc=pass header.from=reporter.example',
    'Authentication-Results: evil.test; dmarc=pass header.from=reporter.example',
    '',
    'Authentication-Results: mx.example.com; dmarc=pass',
  ].join('\r\n');
  const raw = Buffer.from(mail);
  expect(readAuthenticationResults(raw, ['MX.example.com'])?.dmarc).toBe('fail');
  expect(readAuthenticationResults(raw, ['other.example'])).toBeNull();
  expect(readAuthenticationResults(raw, [])).toBeNull();
});
