import { expect, test } from 'vitest';
import { judgeAuthenticity, type MailEvidence, outranks } from '#lib/report/authenticity';

const signed = (domain: string, more: Partial<MailEvidence> = {}): MailEvidence => ({
  author: 'reporter.example',
  signatures: [{ domain, selector: 's1', result: 'pass', limited: false }],
  received: null,
  policy: 'none',
  dns: 'answered',
  ...more,
});

test('a mail signed by the domain that its report names is verified', () => {
  expect(judgeAuthenticity(signed('mail.reporter.example'), 'reporter.example')).toEqual({
    verdict: 'verified',
    signer: 'reporter.example',
  });
});

test('a mail signed by somebody else than it names is only authenticated', () => {
  expect(judgeAuthenticity(signed('reporter.example'), 'google.com')).toEqual({
    verdict: 'authenticated',
    signer: 'reporter.example',
  });
});

test('a free name is verified once its signer is confirmed', () => {
  const evidence = signed('reporter.example');
  expect(judgeAuthenticity(evidence, 'Reporter Inc').verdict).toBe('authenticated');
  expect(judgeAuthenticity(evidence, 'Reporter Inc', ['reporter.example']).verdict).toBe(
    'verified',
  );
});

test('a signature of another domain than the author does not count', () => {
  expect(judgeAuthenticity(signed('evil.test'), 'reporter.example').verdict).toBe('unverified');
});

test('a signature over a part of the body never counts', () => {
  const limited = signed('reporter.example');
  for (const signature of limited.signatures) signature.limited = true;
  expect(judgeAuthenticity(limited, 'reporter.example').verdict).toBe('unverified');
});

test('two authors are none', () => {
  const evidence = signed('reporter.example', { author: null });
  expect(judgeAuthenticity(evidence, 'reporter.example').verdict).toBe('unverified');
});

test('nothing authenticates and the author asks to reject: failed', () => {
  const evidence = signed('evil.test', { policy: 'reject' });
  expect(judgeAuthenticity(evidence, 'reporter.example').verdict).toBe('failed');
});

test('what the own server saw when it arrived outlives the key in DNS', () => {
  const evidence = signed('reporter.example', {
    signatures: [],
    received: { authservId: 'mx.example.com', dmarc: 'pass', headerFrom: 'reporter.example' },
    dns: 'none',
  });
  expect(judgeAuthenticity(evidence, 'reporter.example').verdict).toBe('verified');
});

test('without DNS, and without a mail, nothing is claimed', () => {
  const offline = signed('evil.test', { dns: 'failed' });
  expect(judgeAuthenticity(offline, 'reporter.example').verdict).toBe('not-checked');
  expect(judgeAuthenticity(null, 'reporter.example').verdict).toBe('not-checked');
});

test('a verified report outranks one that merely arrived first', () => {
  expect(outranks('verified', 'authenticated')).toBe(true);
  expect(outranks('verified', 'not-checked')).toBe(true);
  expect(outranks('unverified', 'not-checked')).toBe(false);
  expect(outranks('authenticated', 'verified')).toBe(false);
});
