import { expect, test } from 'vitest';
import { isMbox, splitMbox } from '#lib/report/mbox';

const ONE = 'From a@example.com Thu Nov  6 01:02:03 2025\nSubject: one\n\nFrom here on, 2025.\n';
const TWO = 'From b@example.com Thu Nov  6 02:02:03 2025\r\nSubject: two\r\n\r\nhello\r\n';

test('a mbox is split where a separator line follows a blank one', () => {
  const mails = [...splitMbox(Buffer.from(`${ONE}\n${TWO}\r\n${ONE}`))];
  expect(mails.map(String)).toEqual([`${ONE}\n`, `${TWO}\r\n`, ONE]);
});

test('a sentence that begins with From does not end a mail', () => {
  const mail = `${ONE}\nFrom all of us\n\nFrom: no separator\n`;
  expect([...splitMbox(Buffer.from(mail))].map(String)).toEqual([mail]);
});

test('nothing is no mail', () => {
  expect([...splitMbox(Buffer.alloc(0))]).toEqual([]);
});

test('a mail is not a mbox', () => {
  expect(isMbox(Buffer.from(ONE))).toBe(true);
  expect(isMbox(Buffer.from('From: a@example.com\n\n'))).toBe(false);
});
