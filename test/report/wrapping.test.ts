import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { ber, signedData } from './sample-cms.ts';
import { attachment, mailOf, mailOfText } from './sample-mail.ts';
import { writeTar } from './sample-tar.ts';
import { aggregateXml } from './sample-xml.ts';
import { writeZip } from './sample-zip.ts';

const XML = aggregateXml();
const MAIL = mailOf([attachment(gzipSync(XML))]);
const MBOX = Buffer.from(
  [MAIL, mailOfText('Lunch?'), MAIL]
    .map((mail) => `From a@example.com Thu Nov  6 01:02:03 2025\n${mail}\n\n`)
    .join(''),
);
const signed = (content: Uint8Array) => signedData(ber(0xa0, ber(4, content)));

test.each<[string, Uint8Array, number]>([
  ['a tar', writeTar([{ name: 'a.xml', data: XML }]), 1],
  ['a tar in a gzip', gzipSync(writeTar([{ name: 'a.xml', data: XML }])), 1],
  ['a gzip in a tar', writeTar([{ name: 'a.xml.gz', data: gzipSync(XML) }]), 1],
  ['a mail in a gzip', gzipSync(MAIL), 1],
  ['a mail in a zip', writeZip([{ name: 'a.eml', data: MAIL }]), 1],
  ['a mail in a tar', writeTar([{ name: 'a.eml', data: MAIL }]), 1],
  ['a mbox', MBOX, 2],
  ['a mbox in a gzip', gzipSync(MBOX), 2],
  ['a signed mail', signed(MAIL), 1],
  ['a signed mail in a zip', writeZip([{ name: 'smime.p7m', data: signed(MAIL) }]), 1],
  ['a mail within a signed mail', signed(mailOf([attachment(MAIL, 'message/rfc822')])), 1],
])('%s is read as a file and as an attachment', async (_, bytes, reports) => {
  for (const read of [await readFile('a', bytes), await readMail(mailOf([attachment(bytes)]))]) {
    expect(outcomesOf(read)).toEqual(Array.from({ length: reports }, () => 'read'));
  }
});

test('mails in archives count for how deep mails are nested', async () => {
  const deep = [1, 2, 3, 4, 5].reduce((inner) => gzipSync(mailOf([attachment(inner)])), MAIL);
  expect(outcomesOf(await readFile('a.gz', deep))).toEqual(['report/too-large']);
});

test('of a mbox with more mails than allowed the first ones are read', async () => {
  const read = await readFile('a.mbox', MBOX, { ...DEFAULT_LIMITS, mimeParts: 2 });
  expect(outcomesOf(read)).toEqual(['read', 'report/too-large']);
});

test('a broken mail in an archive does not hide the others', async () => {
  const broken = `Subject: ${'x'.repeat(2 ** 21)}\n\n`;
  const zip = writeZip([
    { name: 'a.eml', data: Buffer.from(broken) },
    { name: 'b.eml', data: MAIL },
  ]);
  const read = await readFile('a.zip', zip);
  expect(outcomesOf(read)).toEqual(['report/unreadable-message', 'read']);
  expect(read.items.map(({ member }) => member)).toEqual(['a.eml', 'b.eml']);
});

test('a document of Word beside a report is no fault of the mail', async () => {
  const word = writeZip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    ...Array.from({ length: 40 }, (_, n) => ({ name: `${n}.xml`, data: Buffer.from('<w/>') })),
  ]);
  const read = await readMail(mailOf([attachment(word), attachment(gzipSync(XML))]));
  expect(outcomesOf(read)).toEqual(['read']);
});

test('a broken report too large to be repaired names the variable', async () => {
  const xml = Buffer.from(aggregateXml({ root: 'feedback & co' }));
  const { items } = await readFile('a.xml', xml, { ...DEFAULT_LIMITS, recoverBytes: 100 });
  expect(items[0]?.outcome).toMatchObject({
    error: {
      code: 'report/malformed',
      text: expect.stringMatching(/^Line 1, column \d+: .*MAX_RECOVER_BYTES/),
    },
  });
});

function outcomesOf({ items }: ReadMail) {
  return items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code));
}
