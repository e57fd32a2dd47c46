import { expect, test } from 'vitest';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { fixture } from './golden-pairs.ts';
import { attachment, mailOf, mailOfText } from './sample-mail.ts';
import { aggregateXml } from './sample-xml.ts';
import { writeZip } from './sample-zip.ts';

const PDF = Buffer.from('%PDF-1.4\n');
const OUTLOOK_ITEM = Buffer.from('d0cf11e0a1b11ae1', 'hex');

test.each([
  ['refused-newsletter', 'report/not-found', 'can be ignored'],
  ['refused-calendar', 'report/other-file', 'upload what is in it'],
  ['refused-pdf', 'report/other-file', 'This is a PDF'],
  ['refused-picture-named-xml', 'report/other-file', 'This is a picture'],
  ['refused-word-document', 'report/other-file', 'This is an Office document'],
  ['refused-bounce', 'report/bounce', 'can be ignored'],
  ['refused-bounce-in-a-mail', 'report/bounce', 'can be ignored'],
  ['refused-error-report', 'report/error-report', 'the size limit off mailto:rua@example.com'],
  ['refused-body-says-unused', 'report/empty', 'ask it why'],
  ['refused-encrypted-zip', 'report/encrypted', 'Ask the reporter'],
  ['refused-smime-encrypted', 'report/encrypted', 'decrypt it'],
  ['refused-outlook-item', 'report/unsupported', 'Save or forward the mail as .eml'],
  ['refused-winmail', 'report/unsupported', 'Take out the report'],
  ['refused-bzip2', 'report/unsupported', 'Take out the report'],
])('%s is %s, and the text says what to do', async (name, code, text) => {
  const found = await readFile(name, fixture('message', `${name}.eml`));
  expect(problemsOf(found)).toMatchObject([{ code, text: expect.stringContaining(text) }]);
});

test.each<[string, Uint8Array, string]>([
  ['an empty file', Buffer.alloc(0), 'report/empty'],
  ['the word unused', Buffer.from('unused\r\n'), 'report/empty'],
  ['a PDF', PDF, 'report/other-file'],
  ['an Outlook item', OUTLOOK_ITEM, 'report/unsupported'],
  ['an archive of a PDF', writeZip([{ name: 'a.pdf', data: PDF }]), 'report/other-file'],
  ['an archive of nothing', writeZip([]), 'report/not-found'],
  ['a shopping list', Buffer.from('milk, bread'), 'report/not-found'],
])('a file that is %s says so', async (_, bytes, code) => {
  expect(problemsOf(await readFile('file', bytes))).toMatchObject([{ code }]);
});

test('of all that a mail holds, what tells most is told', async () => {
  const mail = mailOf([attachment(PDF), attachment(OUTLOOK_ITEM), attachment('BEGIN:VCARD')]);
  expect(problemsOf(await readMail(mail))).toMatchObject([{ code: 'report/unsupported' }]);
});

test('a bounce in prose is a bounce', async () => {
  const mail = mailOfText('Hi. I was not able to deliver your message.').toString();
  const bounce = Buffer.from(mail.replace(/^From: .*$/m, 'From: MAILER-DAEMON@mx.example.com'));
  expect(problemsOf(await readMail(bounce))).toMatchObject([{ code: 'report/bounce' }]);
});

test('a mail that only quotes an error report is ordinary mail', async () => {
  const mail = mailOfText(
    'They write about\n> Report-ID: 1\n> Submitting-URI: mailto:a@example.com\n',
  );
  expect(problemsOf(await readMail(mail))).toMatchObject([{ code: 'report/not-found' }]);
});

test('beside a report, nothing else is told', async () => {
  const report = attachment(aggregateXml(), 'text/xml');
  const { items } = await readMail(mailOf([attachment(PDF), report, attachment(OUTLOOK_ITEM)]));
  expect(items.map(({ outcome }) => outcome.ok)).toEqual([true]);
});

function problemsOf({ items }: ReadMail) {
  return items.map(({ outcome }) => (outcome.ok ? null : outcome.error));
}
