import { describe, expect, test } from 'vitest';
import { parseMailboxUrl } from '#workers/env-mailbox';

describe('MAILBOX_URL', () => {
  test('imaps:// is implicit TLS on 993 and INBOX unless it says otherwise', () => {
    expect(parseMailboxUrl('imaps://dmarc%40example.com@imap.example.com', 'pass')).toMatchObject({
      ...{ name: 'env', host: 'imap.example.com', port: 993, tls: 'implicit' },
      ...{ username: 'dmarc@example.com', password: 'pass', folder: 'INBOX' },
    });
  });

  test('imap:// is STARTTLS on 143', () => {
    expect(parseMailboxUrl('imap://me@imap.example.com/Reports/New', 'pass')).toMatchObject({
      ...{ port: 143, tls: 'starttls', folder: 'Reports/New' },
    });
  });

  test('names the after-actions', () => {
    const url = 'imaps://me@[2001:db8::1]:1993/?after=move:Done/Good&after-failure=seen';
    expect(parseMailboxUrl(url, 'pass')).toMatchObject({
      ...{ host: '2001:db8::1', port: 1993, afterSuccess: 'move:Done/Good', afterFailure: 'seen' },
    });
  });

  test.each([
    ['imap://me@imap.example.com?tls=none', 'pass', /in clear/],
    ['imaps://imap.example.com', 'pass', /username/],
    ['imaps://me@imap.example.com', undefined, /password/],
    ['imaps://me@imap.example.com?after=burn', 'pass', /afterSuccess/],
  ])('%s is refused and says what is wrong', (url, password, words) => {
    expect(() => parseMailboxUrl(url, password)).toThrow(words);
  });
});
